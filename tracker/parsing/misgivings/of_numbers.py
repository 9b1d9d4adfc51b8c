"""Knows what the numbers of a plan say of parts that are missing: they jump, or begin again."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tracker.domain.drafts.draft import Doubt, PlanDraft, StrategyDraft, TaskDraft
from tracker.parsing.structure.numbering import Kind, Mark
from tracker.parsing.text.numerals import whole_number

_COUNT = re.compile(r"[\d一二三四五六七八九十百]+")
_FEW = 8  # one lost number in so many tasks is a slip of the typist


def of_numbers(draft: PlanDraft, marks: Sequence[Mark]) -> Iterator[Doubt]:
    yield from _headings_lost(draft.strategies, marks)
    yield from _tasks_lost(draft)
    yield from _heading_lost_between(draft, marks)


def _headings_lost(strategies: Sequence[StrategyDraft], marks: Sequence[Mark]) -> Iterator[Doubt]:
    """一、二、四: a heading was lost, or never was one; or the first one is not to be found."""
    starts = {strategy.span.start: strategy for strategy in strategies}
    numbers: dict[int, int] = {}
    for mark in marks:
        strategy = starts.get(mark.start)
        before = numbers.get(mark.kind, 0)
        first = strategy is strategies[0] if strategy else False
        if strategy and mark.ordinal > before + 1 and not (first and len(strategies) == 1):
            yield Doubt("plan.heading-missing", strategy.title)
            return
        numbers[mark.kind] = mark.ordinal


def _tasks_lost(draft: PlanDraft) -> Iterator[Doubt]:
    """Numbers that jump from task to task, more often than a typist slips."""
    lost: list[tuple[int, TaskDraft]] = []
    last = 0
    for strategy in draft.strategies:
        for task in strategy.tasks:
            number = _number(task)
            if number > 1 and last:
                counted_on = number > last or task is not strategy.tasks[0]
                lost.append((number - 1 - (last if counted_on else 0), task))
            last = number or last
    gaps = [(count, task) for count, task in lost if count > 0]
    missing = sum(count for count, _ in gaps)
    if missing and missing * _FEW >= len(draft.tasks):
        yield Doubt("plan.numbers-jump", gaps[0][1].title)


def _number(task: TaskDraft) -> int:
    found = _COUNT.search(task.number)
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
