"""`python -m tests.generator --seeds 1-200`: how well documents are read whose answer is known.

`--show N` prints the document of a seed, its draft and the difference; `--quiet` no seeds, so that
documents stay unread.
"""

import argparse
from collections.abc import Iterable, Sequence

from tests.generator.damage import DAMAGES
from tests.generator.same import different
from tests.generator.score import MEASURES, codes, summed
from tests.generator.trial import Trial, try_damaged, try_seed, wrong_measures
from tests.parsing.files_of import lines_of


def main() -> None:
    options = argparse.ArgumentParser(prog="tests.generator", description=__doc__)
    options.add_argument("--seeds", default="1-100", help="one seed, or from-to")
    options.add_argument("--show", type=int, metavar="SEED")
    options.add_argument("--quiet", action="store_true", help="figures only")
    options.add_argument("--errors", action="store_true", help="with each difference")
    options.add_argument("--damaged", action="store_true", help="harm them first, by kind")
    options.add_argument("--same", action="store_true", help="one plan in every form of file")
    asked = options.parse_args()
    if asked.show is not None:
        show(try_seed(asked.show))
        return
    if asked.same:
        print_same(seeds_of(asked.seeds))
        return
    if asked.damaged:
        print_damaged(seeds_of(asked.seeds), errors=asked.errors)
        return
    trials = [try_seed(seed) for seed in seeds_of(asked.seeds)]
    print_figures(trials)
    if not asked.quiet:
        print_wrong(trials, errors=asked.errors)


def seeds_of(words: str) -> range:
    first, _, last = words.partition("-")
    return range(int(first), int(last or first) + 1)


def print_figures(trials: Sequence[Trial]) -> None:
    print(f"{'':34}{'seeds':>6} " + "".join(f"{measure:>11}" for measure in MEASURES))
    print_line("all", trials)
    layouts = sorted({trial.document.layout for trial in trials})
    traits = sorted({trait for trial in trials for trait in trial.traits} - set(layouts))
    for names in (layouts, traits):
        print()
        for name in names:
            print_line(name, [trial for trial in trials if name in trial.traits])
    wrong = [trial for trial in trials if trial.is_wrong_in_structure]
    right = [trial for trial in trials if not trial.is_wrong_in_structure]
    print(f"\nwrong in structure: {len(wrong)}, of these {_doubted(wrong)} say so; ", end="")
    print(f"right: {len(right)}, of these {_doubted(right)} are doubted")


def print_same(seeds: range) -> None:
    """In which forms a plan gives another draft than as plain text."""
    for seed in seeds:
        for form in different(seed):
            print(f"{seed:>5} differs: {form}")
    print(f"{len(seeds)} plans in every form")


def print_damaged(seeds: range, *, errors: bool) -> None:
    """How many drafts came out wrong, and how many of those say that they may be."""
    every: list[Trial] = []
    for kind in DAMAGES:
        trials = [trial for seed in seeds if (trial := try_damaged(seed, kind))]
        print_doubts(kind, trials)
        every += trials
        for trial in trials if errors else []:
            if trial.is_wrong and not trial.is_doubted:
                f1 = trial.score["tasks"].f1
                print(f"      {trial.seed:>5} tasks {f1:.2f}: {', '.join(trial.traits)}")
    print_doubts("all", every)


def print_doubts(kind: str, trials: Sequence[Trial]) -> None:
    wrong = [trial for trial in trials if trial.is_wrong]
    right = [trial for trial in trials if not trial.is_wrong]
    print(
        f"{kind:22}{len(trials):>4} damaged, {len(wrong):>4} wrong, {_doubted(wrong):>4} of these "
        f"say so; {len(right):>4} still right, {_doubted(right):>4} of these are doubted"
    )


def _doubted(trials: Iterable[Trial]) -> int:
    return sum(trial.is_doubted for trial in trials)


def print_line(name: str, trials: Sequence[Trial]) -> None:
    total = summed(trial.score for trial in trials)
    figures = "".join(f"{total[measure].f1:>11.3f}" for measure in MEASURES)
    wide = sum(ord(character) > 0x2E80 for character in name)
    print(f"{name:{34 - wide}}{len(trials):>6} {figures}")


def print_wrong(trials: Sequence[Trial], *, errors: bool) -> None:
    for trial in trials:
        if not trial.is_right:
            where = ", ".join(wrong_measures(trial))
            doubts = " ".join(codes(trial.draft))
            print(f"{trial.seed:>5} {where}: {', '.join(trial.traits)}  [{doubts}]")
            if errors:
                print_differences(trial)


def show(trial: Trial) -> None:
    print("\n".join(lines_of(trial.document.parts)))
    print(f"\n{', '.join(trial.traits)} {trial.refusal}")
    if trial.draft:
        print_draft(trial)
    print_differences(trial)


def print_differences(trial: Trial) -> None:
    for measure, counted in trial.score.items():
        for words in counted.missed:
            print(f"      missed   {measure}: {words}")
        for words in counted.invented:
            print(f"      invented {measure}: {words}")


def print_draft(trial: Trial) -> None:
    assert trial.draft is not None
    print(trial.draft.title, trial.draft.year, trial.draft.confidence, *trial.draft.doubts)
    for strategy in trial.draft.strategies:
        print(strategy.number, strategy.title)
        for task in strategy.tasks:
            lead = task.lead_units[0].name if task.lead_units else "—"
            print(f"    {task.number} {task.title} [{lead}] {len(task.content)}")


if __name__ == "__main__":
    main()
