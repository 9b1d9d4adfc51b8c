"""Knows the way from a file's bytes to the draft of a plan."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tracker.domain.drafts.draft import (
    DeadlineDraft,
    Doubt,
    PlanDraft,
    StrategyDraft,
    TargetDraft,
    UnitProfile,
)
from tracker.domain.drafts.hints import NO_HINTS, Hints
from tracker.domain.errors import UnreadableDocument
from tracker.domain.values import SourceSpan
from tracker.parsing.dates.deadlines import find_deadlines
from tracker.parsing.document import Document
from tracker.parsing.figures.targets import find_targets
from tracker.parsing.items import Group
from tracker.parsing.misgivings import DOUBTED, misgivings
from tracker.parsing.plausible import is_plausible
from tracker.parsing.readers import read_document
from tracker.parsing.secrecy import find_marks
from tracker.parsing.structure.chosen_part import PlanPart, find_plan_part
from tracker.parsing.structure.levels import find_levels, headings_of, level_of, marks_inside
from tracker.parsing.structure.numbering import Mark, accepted, find_candidates
from tracker.parsing.structure.plan_part import Section
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
    filename: str,
    data: bytes,
    *,
    year: int | None,
    units: Sequence[UnitProfile],
    hints: Hints = NO_HINTS,
) -> PlanDraft:
    """The draft of a plan. `year` wins over what the text says, with a doubt when they differ;
    what `hints` say is not doubted.
    """
    document = _unclassified(read_document(filename, data))
    return parse_document(document, year=year, units=units, hints=hints)


def _unclassified(document: Document) -> Document:
    """Refuses what is marked as a secret of the state; doubts what is for the house alone."""
    marks = find_marks(document)
    if marks.secret:
        raise UnreadableDocument("document.secret", mark=marks.secret)
    if not marks.internal:
        return document
    return replace(document, doubts=(*document.doubts, Doubt("plan.internal", marks.internal)))


def parse_document(
    document: Document,
    *,
    year: int | None,
    units: Sequence[UnitProfile],
    hints: Hints = NO_HINTS,
) -> PlanDraft:
    text = document.smooth()
    folded = fold(text)
    starts = frozenset(block.start for block in document.blocks)
    marks = list(accepted(find_candidates(folded, starts), folded))
    tables = find_tables(folded, with_rows(folded, document.blocks))
    part = find_plan_part(folded, document, marks, tables, hints)
    marks = [] if part.is_table else marks
    statement = read_statement(folded, document, part.section, marks)
    plan_year = hints.year or year or statement.year
    if plan_year is None:
        raise UnreadableDocument("document.year-missing", field="year")
    outline = _outline(folded, document, part, marks, statement.title, hints)
    period = statement.period(plan_year)
    reading = Reading(text, folded, plan_year, period, UnitMatcher(units))
    strategies = tuple(_strategy(reading, group) for group in outline.groups if group.items)
    title = text[statement.title.start : statement.title.end]
    told = part.is_table or hints.tells_part
    if not strategies or not (told or is_plausible(text, title, strategies)):
        raise UnreadableDocument("document.no-plan")
    draft = _plan(document, part.section, statement, reading, strategies)
    draft = replace(
        draft,
        levels=find_levels(text, outline.headings),
        level=level_of(outline.groups, outline.headings),
    )
    doubts = (*outline.doubts, *misgivings(draft, document, marks, part.tables))
    return _weighed(draft, doubts, hints)


@dataclass(frozen=True, slots=True)
class _Outline:
    """How the plan part falls apart."""

    groups: Sequence[Group]
    headings: Sequence[Mark] = ()
    doubts: tuple[Doubt, ...] = ()


def _outline(
    text: str,
    document: Document,
    part: PlanPart,
    marks: Sequence[Mark],
    title: SourceSpan,
    hints: Hints,
) -> _Outline:
    rows = [group for table in part.tables for group in table_groups(text, table, title)]
    if part.is_table:
        return _Outline(rows)
    inside = marks_inside(text, document, part.section, marks, title)
    prose = find_groups(text, document, part.section, inside, title, hints.level)
    groups, left = with_annex(text, prose, rows)
    doubts = (Doubt("plan.annex-left-out", f"{left}行"),) if left else ()
    return _Outline(groups, headings_of(part.section, inside), doubts)


def _weighed(draft: PlanDraft, doubts: Sequence[Doubt], hints: Hints) -> PlanDraft:
    """With a doubt about the whole nobody is told to rely on it."""
    open_ones = [doubt for doubt in doubts if not hints.settles(doubt)]
    own = (doubt for doubt in draft.doubts if not hints.settles(doubt))
    confidence = min(draft.confidence, DOUBTED) if open_ones else draft.confidence
    each = tuple(dict.fromkeys((*own, *open_ones)))
    return replace(draft, doubts=each, confidence=confidence)


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
        title=_on_one_line(document, title) or _named(statement, reading.year),
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


def _on_one_line(document: Document, title: SourceSpan) -> str:
    """A title over two lines of a page is one."""
    lines = document.text[title.start : title.end].splitlines()
    return "".join(line.strip() for line in lines)


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
        for target in find_targets(reading.folded, start, end, year=reading.year)
    )


def _goal_dates(reading: Reading, gaps: Sequence[tuple[int, int]]) -> tuple[DeadlineDraft, ...]:
    return tuple(deadline for gap in gaps for deadline in _dates_between(reading, *gap))


def _dates_between(reading: Reading, start: int, end: int) -> Iterator[DeadlineDraft]:
    """But for the day on which a notice before the plan was signed."""
    year, period = reading.year, reading.period
    first, last = signature_inside(reading.text, start, end) or (end, end)
    for deadline in find_deadlines(reading.folded, start, end, year=year, period=period):
        if not first <= deadline.span.start < last:
            yield deadline
