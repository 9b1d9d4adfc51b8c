"""Knows what the numbers of a plan say of parts that are missing: they jump, or begin again."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from unicodedata import normalize

from tracker.domain.drafts.draft import Doubt, PlanDraft, StrategyDraft, TaskDraft
from tracker.parsing.document import Document
from tracker.parsing.structure.numbering import Kind, Mark
from tracker.parsing.text.numerals import whole_number

_COUNT = re.compile(r"[\d一二三四五六七八九十百]+")
_FEW = 10  # one lost number in so many tasks is a slip of the typist
_LONGEST_FRONT = 100  # characters of a title and a sentence


def of_numbers(draft: PlanDraft, document: Document, marks: Sequence[Mark]) -> Iterator[Doubt]:
    yield from _headings_lost(draft, document, marks)
    yield from _groups_lost(draft.strategies, marks)
    yield from _tasks_lost(draft)
    yield from _heading_lost_between(draft, marks)


def _headings_lost(draft: PlanDraft, document: Document, marks: Sequence[Mark]) -> Iterator[Doubt]:
    """一、二、四: a heading was lost, or never was one; or the first one is not to be found.

    Only 三、 right under the title: one section of a plan was copied, and it is whole.
    """
    starts = {strategy.span.start: strategy for strategy in draft.strategies}
    excerpt = len(starts) == 1 and min(starts) < document.blocks[0].start + _LONGEST_FRONT
    numbers: dict[int, int] = {}
    for mark in marks:
        strategy = starts.get(mark.start)
        before = numbers.get(mark.kind, 0)
        jumps = 1 < mark.ordinal != before + 1 and mark.ordinal != before
        if strategy and jumps and (before or not excerpt):
            yield Doubt("plan.heading-missing", strategy.title)
            return
        numbers[mark.kind] = mark.ordinal


def _groups_lost(strategies: Sequence[StrategyDraft], marks: Sequence[Mark]) -> Iterator[Doubt]:
    """The same in a table, where the numbers of groups stand in rows of their own."""
    numbers = [0, *map(_number, strategies)]
    if marks or not all(numbers[1:]):
        return
    for before, strategy in zip(numbers, strategies, strict=False):
        if _number(strategy) > before + 1:
            yield Doubt("plan.heading-missing", strategy.title)
            return


def _tasks_lost(draft: PlanDraft) -> Iterator[Doubt]:
    """Numbers that jump from task to task, more often than a typist slips."""
    found = list(_jumps(draft.strategies))
    missing = sum(count for count, _ in found)
    if missing and missing * _FEW >= len(draft.tasks):
        yield Doubt("plan.numbers-jump", found[0][1].title)


def _jumps(strategies: Sequence[StrategyDraft]) -> Iterator[tuple[int, TaskDraft]]:
    """How many numbers are missing before a task, or 1 where one comes again."""
    restarts = _restarts(strategies)
    last, style = 0, ""
    for strategy in strategies:
        last = 0 if restarts else last
        for task in strategy.tasks:
            number = _number(task)
            last = last if _style(task) == style else 0
            if number > 1 and number != last + 1:
                yield max(1, number - last - 1), task
            last, style = (number, _style(task)) if number else (last, style)


def _restarts(strategies: Sequence[StrategyDraft]) -> bool:
    """Whether the tasks of each strategy are counted from 1."""
    return any(
        _number(after.tasks[0]) == 1 and _style(after.tasks[0]) == _style(before.tasks[-1])
        for before, after in pairwise(strategies)
    )


def _style(task: TaskDraft) -> str:
    return _COUNT.sub("", normalize("NFKC", task.number))


def _number(numbered: TaskDraft | StrategyDraft) -> int:
    found = _COUNT.search(normalize("NFKC", numbered.number))
    return whole_number(found.group()) if found else 0


def _heading_lost_between(draft: PlanDraft, marks: Sequence[Mark]) -> Iterator[Doubt]:
    """1. 2. 3. 1. 2.: the numbers begin again, and no heading stands there."""
    headed = {strategy.span.start for strategy in draft.strategies}
    tasks = {task.span.start: task for task in draft.tasks}
    for before, mark in pairwise(marks):
        task = tasks.get(mark.start)
        again = before.kind is mark.kind < Kind.CIRCLED and mark.ordinal == 1 < before.ordinal
        if task and again and before.start in tasks and not _any_in(headed, before, mark):
            yield Doubt("plan.numbers-restart", task.title)
            return


def _any_in(starts: set[int], before: Mark, mark: Mark) -> bool:
    return any(before.start < start <= mark.start for start in starts)
