"""Knows what about a draft as a whole says that it may be wrong, and how sure that leaves us."""

from collections.abc import Iterator, Sequence

from tracker.domain.drafts.draft import Doubt, PlanDraft, StrategyDraft
from tracker.parsing.document import Document
from tracker.parsing.misgivings.of_numbers import of_numbers
from tracker.parsing.misgivings.of_tables import of_tables, of_unread_rows
from tracker.parsing.misgivings.of_text import of_another_year, of_text, of_years
from tracker.parsing.structure.numbering import Kind, Mark
from tracker.parsing.tables.rows import Table

DOUBTED = 0.7  # what a person should look at before anything else
_MANY_SENTENCES = 5
_FEWEST_SISTERS = 2
_UNREAD = 3
_LONG_TASK = 700


def misgivings(
    draft: PlanDraft, document: Document, marks: Sequence[Mark], tables: Sequence[Table]
) -> tuple[Doubt, ...]:
    """Each with the words that show where to look; an annex is judged by the tasks it repeats."""
    inside = [table for table in tables if table.start < draft.plan_span.end]
    return (
        *_uneven(draft.strategies),
        *of_numbers(draft, marks),
        *_coarse(draft),
        *_unread(draft, marks),
        *of_text(draft),
        *of_years(draft, document),
        *of_another_year(draft),
        *of_tables(inside),
        *of_unread_rows(document, tables),
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
