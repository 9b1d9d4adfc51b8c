"""Knows what levels that do not fit say of a draft: a heading was lost, or not read as one."""

import re
from collections.abc import Iterator, Sequence

from tracker.domain.drafts.draft import Doubt, PlanDraft, StrategyDraft, TaskDraft
from tracker.parsing.structure.numbering import Kind, Mark

_MANY_SENTENCES = 5
_FEWEST_SISTERS = 2
_FEWEST_TASKS = 2  # what a strategy holds that is parted at all
_LONGEST_HEADING = 20  # characters
_SHORT_SENTENCE = 14
_FEWEST_HEADINGS = 2
_CLOSES = "。；;！!？?：:）)"
_COMMA = re.compile("[，,]")
_RUNS = re.compile(r"[是要]$|^(?:第.{1,2}|其.|首先|再次|然后|最后)$")


def of_levels(draft: PlanDraft, marks: Sequence[Mark]) -> Iterator[Doubt]:
    kinds = {mark.start: mark.kind for mark in marks}
    yield from _uneven(draft.strategies)
    yield from _numbers_lost(draft.strategies)
    yield from _bare(draft.strategies, kinds)
    yield from _heads_as_tasks(draft.strategies)


def _uneven(strategies: Sequence[StrategyDraft]) -> Iterator[Doubt]:
    """One task a sentence, where sisters have heads or numbers."""
    by_sentence = [
        strategy
        for strategy in strategies
        if len(strategy.tasks) >= _MANY_SENTENCES and all(map(_is_sentence, strategy.tasks))
    ]
    sisters = [one for one in strategies if not any(map(_is_sentence, one.tasks))]
    if by_sentence and len(sisters) >= _FEWEST_SISTERS:
        yield Doubt("plan.uneven", by_sentence[0].title)


def _is_sentence(task: TaskDraft) -> bool:
    return any(doubt.code == "task.by-sentence" for doubt in task.doubts)


def _numbers_lost(strategies: Sequence[StrategyDraft]) -> Iterator[Doubt]:
    """Several tasks that nothing numbers, where most sisters number all of theirs; or only one
    of a strategy has a number."""
    several = [one for one in strategies if len(one.tasks) >= _FEWEST_TASKS]
    bare = [one for one in several if not any(task.number for task in one.tasks)]
    numbered = [one for one in strategies if all(map(_is_numbered, one.tasks))]
    once = [one for one in several if sum(bool(task.number) for task in one.tasks) == 1]
    once = [one for one in once if any(_RUNS.search(task.number) for task in one.tasks)]
    if len(numbered) > len(bare) > 0 or once:
        yield Doubt("plan.numbers-missing", (once or bare)[0].title)


def _is_numbered(task: TaskDraft) -> bool:
    """1. or (一): no 一是, which running text has in some paragraphs and not in others."""
    return bool(task.number) and not _RUNS.search(task.number)


def _bare(strategies: Sequence[StrategyDraft], kinds: dict[int, Kind]) -> Iterator[Doubt]:
    """A heading without anything below it, where its sisters hold numbered tasks; or headings
    without numbers that were read as tasks."""
    tasks = [task for one in strategies for task in one.tasks]
    lowest = max(kinds.get(task.span.start, 0) for task in tasks)
    empty = [task for task in tasks if _is_bare(task)]
    above = [task for task in empty if 0 < kinds.get(task.span.start, 0) < lowest]
    alone = [task for task in empty if any(d.code == "task.by-head" for d in task.doubts)]
    if above or len(alone) >= _FEWEST_HEADINGS:
        yield Doubt("plan.bare-heading", (above or alone)[0].title)


def _is_bare(task: TaskDraft) -> bool:
    short = len(task.content) <= _LONGEST_HEADING and task.content[-1:] not in _CLOSES
    return short and not (task.targets or task.deadlines)


def _heads_as_tasks(strategies: Sequence[StrategyDraft]) -> Iterator[Doubt]:
    """Many short sentences among those that were made a task each: they may head the others."""
    tasks = [task for one in strategies for task in one.tasks if _is_sentence(task)]
    short = [
        task
        for task in tasks
        if len(task.content) <= _SHORT_SENTENCE
        and not (task.targets or task.deadlines or _COMMA.search(task.content))
    ]
    if len(short) >= _FEWEST_HEADINGS and len(short) * 4 >= len(tasks):
        yield Doubt("plan.heads-as-tasks", short[0].title)
