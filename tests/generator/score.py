"""Counts what a draft has right, what it misses and what it makes up.

The measures are those by which real documents are scored: where strategies and tasks begin,
which figures bind, by when, who leads. Places are compared by the words that stand there, so that
the same answer serves every kind of file.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from tests.generator.layouts.page import Wanted, WantedTask
from tests.generator.plan import Deadline, Target
from tracker.domain.drafts.draft import DeadlineDraft, PlanDraft, TargetDraft, TaskDraft

MEASURES = ("strategies", "tasks", "targets", "operators", "metrics", "deadlines", "leads", "year")
_SEEN = 12  # characters that show where something begins
_OFF = 2  # characters that a beginning may be off
_FRAMES = ("全年", "今年", "本年")  # the frame of an act counts neither way
_W = TypeVar("_W")
_D = TypeVar("_D")


@dataclass(slots=True)
class Counted:
    right: int = 0
    missed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        off = len(self.missed) + len(self.invented)
        return 2 * self.right / (2 * self.right + off) if self.right or off else 1.0

    def add(self, other: "Counted") -> None:
        self.right += other.right
        self.missed += other.missed
        self.invented += other.invented


Score = Mapping[str, Counted]


def score(draft: PlanDraft | None, wanted: Wanted) -> Score:
    """`draft` is None where the parser refuses the document: then everything is missed."""
    found = {measure: Counted() for measure in MEASURES}
    text = draft.text if draft else ""
    end = _end(text, wanted.free)
    strategies = [one for one in draft.strategies if one.span.start < end] if draft else []
    tasks = [task for task in draft.tasks if task.span.start < end] if draft else []
    paired(
        found["strategies"], wanted.groups, strategies,
        agree=lambda words, strategy: begins(text, strategy.span.start, words),
        said=str, shown=lambda strategy: strategy.title,
    )  # fmt: skip
    pairs = paired(
        found["tasks"], wanted.tasks, tasks,
        agree=lambda task, drafted: begins(text, drafted.span.start, task.words),
        said=lambda task: task.words[:30], shown=lambda task: text[task.span.start :][:30],
    )  # fmt: skip
    _targets(found, wanted, tasks, text)
    _deadlines(found["deadlines"], wanted, tasks, text)
    _leads(found["leads"], pairs)
    _year(found["year"], wanted, draft)
    return found


def _end(text: str, free: str) -> int:
    """Where what may be read either way begins."""
    found = re.search(r"\s*".join(free), text) if free else None
    return found.start() if found else len(text)


def begins(text: str, start: int, words: str) -> bool:
    """Whether `words` stand in `text` from `start` on, give or take two characters."""
    opening = squeezed(words)[:_SEEN]
    before = squeezed(text[max(0, start - 8) : start])[-_OFF:]
    return opening in before + squeezed(text[start : start + 60])[: len(opening) + _OFF]


def squeezed(text: str) -> str:
    """Without white space and full stops, and full-width forms as their common ones."""
    return "".join(unicodedata.normalize("NFKC", text).replace("。", "").split())


def paired(
    counted: Counted,
    wanted: Iterable[_W],
    drafted: Sequence[_D],
    *,
    agree: Callable[[_W, _D], bool],
    said: Callable[[_W], str],
    shown: Callable[[_D], str],
) -> list[tuple[_W, _D]]:
    """One to one, in the order of the document."""
    free, pairs = list(drafted), []
    for one in wanted:
        hit = next((other for other in free if agree(one, other)), None)
        if hit is None:
            counted.missed.append(said(one))
            continue
        free.remove(hit)
        pairs.append((one, hit))
    counted.right += len(pairs)
    counted.invented += [shown(other) for other in free]
    return pairs


def _targets(
    found: Mapping[str, Counted], wanted: Wanted, tasks: Sequence[TaskDraft], text: str
) -> None:
    pairs = paired(
        found["targets"],
        [target for task in wanted.tasks for target in task.targets],
        [target for task in tasks for target in task.targets],
        agree=lambda one, other: is_same_figure(one, other, text),
        said=lambda target: f"{target.about} {target.words}",
        shown=lambda target: f"{target.metric} {text[target.span.start : target.span.end]}",
    )
    for target, drafted in pairs:
        words = f"{target.about} {target.words}"
        _judge(found["operators"], target.op is drafted.op, f"{words}: {drafted.op}")
        named = squeezed(target.about) in squeezed(drafted.metric)
        _judge(found["metrics"], named, f"{words}: {drafted.metric}")


def is_same_figure(target: Target, drafted: TargetDraft, text: str) -> bool:
    said = squeezed(text[drafted.span.start : drafted.span.end])
    words = squeezed(target.words)
    figures = (drafted.value, drafted.value_high, drafted.unit)
    return (words in said or said in words) and figures == (target.value, target.high, target.unit)


def _deadlines(counted: Counted, wanted: Wanted, tasks: Sequence[TaskDraft], text: str) -> None:
    paired(
        counted,
        [deadline for task in wanted.tasks for deadline in task.deadlines],
        [
            deadline
            for task in tasks
            for deadline in task.deadlines
            if text[deadline.span.start : deadline.span.end] not in _FRAMES
        ],
        agree=is_same_day,
        said=lambda deadline: deadline.words,
        shown=lambda deadline: text[deadline.span.start : deadline.span.end],
    )


def is_same_day(deadline: Deadline, drafted: DeadlineDraft) -> bool:
    if deadline.due is None:
        return deadline.recurrence is drafted.recurrence
    return drafted.recurrence is None and drafted.due_on == deadline.due


def _leads(counted: Counted, pairs: Sequence[tuple[WantedTask, TaskDraft]]) -> None:
    """Judged on the tasks that were found and whose lead the document names."""
    for task, drafted in pairs:
        if task.lead:
            first = drafted.lead_units[0] if drafted.lead_units else None
            named = first is not None and first.named and first.name == task.lead
            _judge(counted, named, f"{task.lead}: {first.name if first else '—'}")


def _year(counted: Counted, wanted: Wanted, draft: PlanDraft | None) -> None:
    year = draft.year if draft else None
    _judge(counted, year == wanted.year, f"{wanted.year}: {year}")


def _judge(counted: Counted, is_right: bool, otherwise: str) -> None:
    if is_right:
        counted.right += 1
    else:
        counted.missed.append(otherwise)


def summed(scores: Iterable[Score]) -> dict[str, Counted]:
    total = {measure: Counted() for measure in MEASURES}
    for one in scores:
        for measure, counted in one.items():
            total[measure].add(counted)
    return total


def codes(draft: PlanDraft | None) -> Counter[str]:
    """The doubts about the plan as a whole; a refusal is one."""
    return Counter(doubt.code for doubt in draft.doubts) if draft else Counter(("refused",))
