"""Knows the way from a file's bytes to the draft of a plan."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracker.domain.drafts.draft import (
    DeadlineDraft,
    Doubt,
    PlanDraft,
    StrategyDraft,
    TargetDraft,
    UnitProfile,
)
from tracker.domain.errors import UnreadableDocument
from tracker.domain.values import SourceSpan
from tracker.parsing.dates.deadlines import find_deadlines
from tracker.parsing.document import Document
from tracker.parsing.figures.targets import find_targets
from tracker.parsing.items import Group
from tracker.parsing.misgivings import DOUBTED, misgivings
from tracker.parsing.plausible import is_plausible
from tracker.parsing.readers import read_document
from tracker.parsing.structure.numbering import accepted, find_candidates
from tracker.parsing.structure.plan_part import Section, find_section, table_section
from tracker.parsing.structure.statement import Statement, read_statement
from tracker.parsing.structure.strategies import find_groups
from tracker.parsing.structure.titles import short_title
from tracker.parsing.tables.annexes import with_annex
from tracker.parsing.tables.cell_lines import with_rows
from tracker.parsing.tables.groups import table_groups
from tracker.parsing.tables.rows import find_tables
from tracker.parsing.tasks import Reading, read_tasks
from tracker.parsing.text.normalise import fold
from tracker.parsing.text.tail import signature_inside
from tracker.parsing.units.suggest import UnitMatcher


def parse_plan(
    filename: str, data: bytes, *, year: int | None, units: Sequence[UnitProfile]
) -> PlanDraft:
    """The draft of a plan. `year` wins over what the text says, with a doubt when they differ."""
    return parse_document(read_document(filename, data), year=year, units=units)


def parse_document(
    document: Document, *, year: int | None, units: Sequence[UnitProfile]
) -> PlanDraft:
    text = document.smooth()
    folded = fold(text)
    starts = frozenset(block.start for block in document.blocks)
    marks = list(accepted(find_candidates(folded, starts), folded))
    tables = find_tables(folded, with_rows(folded, document.blocks))
    tabular = table_section(document, tables)
    section = tabular or find_section(folded, document, marks)
    marks = [] if tabular else marks
    statement = read_statement(folded, document, section, marks)
    plan_year = year or statement.year
    if plan_year is None:
        raise UnreadableDocument("document.year-missing", field="year")
    rows = [group for table in tables for group in table_groups(folded, table, statement.title)]
    if tabular:
        groups, left = rows, 0
    else:
        prose = find_groups(folded, document, section, marks, statement.title)
        groups, left = with_annex(folded, prose, rows)
    reading = Reading(text, plan_year, statement.period(plan_year), UnitMatcher(units))
    strategies = tuple(_strategy(reading, group) for group in groups if group.items)
    title = text[statement.title.start : statement.title.end]
    if not strategies or not (tabular or is_plausible(text, title, strategies)):
        raise UnreadableDocument("document.no-plan")
    draft = _plan(document, section, statement, reading, strategies)
    lost = (Doubt("plan.annex-left-out", f"{left}行"),) if left else ()
    return _weighed(draft, (*lost, *misgivings(draft, document, marks, tables)))


def _weighed(draft: PlanDraft, doubts: tuple[Doubt, ...]) -> PlanDraft:
    """With a doubt about the whole nobody is told to rely on it."""
    if not doubts:
        return draft
    confidence = min(draft.confidence, DOUBTED)
    return replace(draft, doubts=(*draft.doubts, *doubts), confidence=confidence)


def _strategy(reading: Reading, group: Group) -> StrategyDraft:
    return StrategyDraft(
        span=SourceSpan(group.start, group.end),
        number=group.number,
        title=short_title(reading.text, group.title.start, group.title.end),
        tasks=read_tasks(reading, group.items),
    )


def _plan(
    document: Document,
    section: Section,
    statement: Statement,
    reading: Reading,
    strategies: tuple[StrategyDraft, ...],
) -> PlanDraft:
    title = statement.title
    draft = PlanDraft(
        text=document.text,
        title=document.text[title.start : title.end].strip() or _named(statement, reading.year),
        organisation=statement.organisation,
        year=reading.year,
        period=reading.period,
        plan_span=SourceSpan(section.start, section.end),
        strategies=strategies,
        confidence=section.confidence,
        doubts=(*document.doubts, *section.doubts, *_year_doubts(statement, reading.year)),
    )
    gaps = list(_between_tasks(draft, section))
    return replace(draft, goals=_goals(reading, gaps), goal_deadlines=_goal_dates(reading, gaps))


def _named(statement: Statement, year: int) -> str:
    """What a plan without a title is called."""
    return f"{statement.organisation}{year}年工作计划"


def _year_doubts(statement: Statement, year: int) -> tuple[Doubt, ...]:
    if statement.year is None or statement.year == year:
        return ()
    return (Doubt("plan.year-differs", f"{statement.year}年"),)


def _between_tasks(draft: PlanDraft, section: Section) -> Iterator[tuple[int, int]]:
    """The stretches of the plan part that are in no task: goals stand there."""
    for stretch in (*section.aims, *section.stretches):
        position = stretch.inside
        for task in draft.tasks:
            if not stretch.inside <= task.span.start < stretch.end:
                continue
            if draft.text[position : task.span.start].strip():
                yield position, task.span.start
            position = task.span.end
        if stretch.end > position:
            yield position, stretch.end


def _goals(reading: Reading, gaps: Sequence[tuple[int, int]]) -> tuple[TargetDraft, ...]:
    return tuple(
        target
        for start, end in gaps
        for target in find_targets(reading.text, start, end, year=reading.year)
    )


def _goal_dates(reading: Reading, gaps: Sequence[tuple[int, int]]) -> tuple[DeadlineDraft, ...]:
    return tuple(deadline for gap in gaps for deadline in _dates_between(reading, *gap))


def _dates_between(reading: Reading, start: int, end: int) -> Iterator[DeadlineDraft]:
    """But for the day on which a notice before the plan was signed."""
    year, period = reading.year, reading.period
    first, last = signature_inside(reading.text, start, end) or (end, end)
    for deadline in find_deadlines(reading.text, start, end, year=year, period=period):
        if not first <= deadline.span.start < last:
            yield deadline
