"""Knows what about a draft as a whole says that it may be wrong, and how sure that leaves us."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tracker.domain.drafts.draft import Doubt, PlanDraft, StrategyDraft
from tracker.parsing.structure.numbering import Kind, Mark
from tracker.parsing.tables.columns import Column
from tracker.parsing.tables.rows import Row, Table
from tracker.parsing.text.numerals import whole_number

DOUBTED = 0.7  # what a person should look at before anything else
_MANY_SENTENCES = 5
_FEWEST_SISTERS = 2
_FEWEST_ROWS = 3
_UNREAD = 3
_LONG_TASK = 700
_YEAR = re.compile(r"(?<!\d)(20\d\d)年(?=\d{1,2}月|[底末内])")
_COUNT = re.compile(r"[^\d一二三四五六七八九十百]")


def misgivings(
    draft: PlanDraft, marks: Sequence[Mark], tables: Sequence[Table]
) -> tuple[Doubt, ...]:
    """Each with the words that show where to look. `tables`: those that the draft was read from."""
    return (
        *_uneven(draft.strategies),
        *_jumping(draft.strategies),
        *_coarse(draft),
        *_unread(draft, marks),
        *_of_another_year(draft),
        *(doubt for table in tables for doubt in _gaps(table)),
    )


def _uneven(strategies: Sequence[StrategyDraft]) -> Iterator[Doubt]:
    """One task a sentence, where sisters have heads or numbers."""
    by_sentence = [
        strategy
        for strategy in strategies
        if len(strategy.tasks) >= _MANY_SENTENCES
        and all(any(d.code == "task.by-sentence" for d in task.doubts) for task in strategy.tasks)
    ]
    sisters = [
        strategy
        for strategy in strategies
        if not any(d.code == "task.by-sentence" for task in strategy.tasks for d in task.doubts)
    ]
    if by_sentence and len(sisters) >= _FEWEST_SISTERS:
        yield Doubt("plan.uneven", by_sentence[0].title)


def _jumping(strategies: Sequence[StrategyDraft]) -> Iterator[Doubt]:
    """一、二、四: a heading was lost, or never was one."""
    numbered = [(whole_number(_COUNT.sub("", s.number)), s) for s in strategies if s.number]
    for (before, _), (number, strategy) in pairwise(numbered):
        if before and number > before + 1:
            yield Doubt("plan.heading-missing", strategy.title)
            return


def _coarse(draft: PlanDraft) -> Iterator[Doubt]:
    """Hardly a task for a long text: what parts it was not seen."""
    length = draft.plan_span.end - draft.plan_span.start
    if length > _LONG_TASK * len(draft.tasks):
        yield Doubt("plan.few-tasks", str(len(draft.tasks)))


def _unread(draft: PlanDraft, marks: Sequence[Mark]) -> Iterator[Doubt]:
    """One or two tasks, while numbered headings stand outside the plan part."""
    after = [mark for mark in marks if mark.start >= draft.plan_span.end]
    left = [mark for mark in after if mark.kind <= Kind.HAN_PAREN]
    if len(draft.tasks) <= 2 and len(left) >= _UNREAD:
        place = left[0].start
        yield Doubt("plan.left-out", draft.text[place : place + 20])


def _of_another_year(draft: PlanDraft) -> Iterator[Doubt]:
    """Most dates that name their year name another one than the plan's."""
    text = draft.text
    years = Counter(
        int(year)
        for task in draft.tasks
        for year in _YEAR.findall(text[task.span.start : task.span.end])
    )
    others = sum(count for year, count in years.items() if year not in (draft.year, draft.year + 1))
    if others >= _FEWEST_ROWS and others * 2 > years.total():
        yield Doubt("plan.dates-of-another-year", f"{max(years, key=lambda y: years[y])}年")


def _gaps(table: Table) -> Iterator[Doubt]:
    """Rows that lack what their column tells for the others, and numbers that are not there."""
    rows = [row for row in table.rows if row.section is None]
    if len(rows) < _FEWEST_ROWS:
        return
    for wanted in (Column.LEAD, Column.RESPONSIBLE, Column.DUE):
        told = [any(row.under(wanted)) for row in rows] if wanted in table.columns else []
        if any(told) and told.count(False) * 4 >= len(told):
            yield Doubt("plan.empty-cells", f"{told.count(False)}行")
            break
    for before, number in pairwise(_numbers(rows)):
        if before and number > before + 1:
            yield Doubt("plan.rows-missing", str(number))
            return


def _numbers(rows: Sequence[Row]) -> list[int]:
    found = (next(row.under(Column.NUMBER), None) for row in rows)
    spans = ((row, span) for row, span in zip(rows, found, strict=True) if span is not None)
    return [whole_number(row.text[span.start : span.end].strip("、. ")) for row, span in spans]
