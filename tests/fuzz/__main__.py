"""`python -m tests.fuzz --files 10000 --seed 1`: damaged files and bombs, and what came of them."""

import argparse
import gc
import logging
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from random import Random

from tests.fuzz.bombs import BOMBS
from tests.fuzz.mutations import mutated
from tests.fuzz.seeds import seeds
from tests.fuzz.trial import Outcome, trial


def damaged(seed: int, files: int) -> Iterator[tuple[str, bytes]]:
    """The same files for the same seed; each can be made again alone by its own dice."""
    for number, (name, data) in enumerate(islice(cycle(seeds().items()), files)):
        yield f"{number} {name}", mutated(Random(f"{seed}/{number}"), data)  # noqa: S311


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def run(files: int, seed: int, keep: Path | None) -> list[Outcome]:
    outcomes = []
    for number, (name, data) in enumerate(damaged(seed, files), 1):
        outcome = trial(name, data)
        outcomes.append(outcome)
        if outcome.is_find or outcome.seconds > 5:
            say(f"{outcome.name}: {outcome.verdict} after {outcome.seconds:.1f} s")
            if keep is not None:
                (keep / name.replace(" ", "-")).write_bytes(data)
        if number % 1000 == 0:
            say(f"{number} files")
    return outcomes


def report(outcomes: list[Outcome], taken: float) -> None:
    verdicts = Counter(outcome.verdict for outcome in outcomes)
    say(f"\n{len(outcomes)} files in {taken:.0f} s")
    for verdict, count in verdicts.most_common():
        say(f"{count:>8}  {verdict}")
    for title, key in (("slowest", "seconds"), ("biggest", "megabytes")):
        top = sorted(outcomes, key=lambda outcome: getattr(outcome, key), reverse=True)[:5]
        say(title)
        for one in top:
            say(f"    {one.seconds:6.2f} s {one.megabytes:6.0f} MB  {one.name}: {one.verdict}")


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m tests.fuzz")
    options.add_argument("--files", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", type=Path, help="a folder for the files that were finds")
    options.add_argument("--bombs", action="store_true", help="only the files made to hurt")
    given = options.parse_args()
    logging.disable()  # pdfminer has much to say of each
    seeds()
    gc.freeze()
    began = time.monotonic()
    bombs = [trial(name, bomb.make(1.0)) for name, bomb in BOMBS.items()]
    for one in bombs:
        say(f"{one.seconds:6.2f} s {one.megabytes:6.0f} MB  {one.name}: {one.verdict}")
    report(bombs, time.monotonic() - began)
    if given.bombs:
        return any(one.is_find for one in bombs)
    began = time.monotonic()
    outcomes = run(given.files, given.seed, given.keep)
    report(outcomes, time.monotonic() - began)
    return any(one.is_find for one in (*bombs, *outcomes))


if __name__ == "__main__":
    sys.exit(main())
