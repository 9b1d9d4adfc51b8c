"""Knows the part of a document that plans, as a person says or as the document shows it."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.domain.drafts.hints import Hints, Place
from tracker.domain.errors import UnreadableDocument
from tracker.domain.values import SourceSpan
from tracker.parsing.document import Document
from tracker.parsing.structure.headings import Heading, find_headings, years_in
from tracker.parsing.structure.numbering import Kind, Mark
from tracker.parsing.structure.plan_end import without_tail
from tracker.parsing.structure.plan_part import (
    Section,
    Stretch,
    find_section,
    table_section,
)
from tracker.parsing.tables.rows import Table
from tracker.parsing.text.normalise import fold

_SAYS_PLAN = 2  # points of a heading that says that a plan follows
_CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class PlanPart:
    """`tables` are those that count; `is_table`: they are the plan themselves."""

    section: Section
    tables: list[Table]
    is_table: bool


def find_plan_part(
    text: str, document: Document, marks: Sequence[Mark], tables: list[Table], hints: Hints
) -> PlanPart:
    """As the document shows it, unless a person has said where it lies."""
    table = table_section(document, tables)
    section = table or find_section(text, document, marks)
    if not hints.tells_part:
        return PlanPart(section, tables, table is not None)
    bounds = _bounds(text, document, marks, section, hints)
    within, inside = _document_within(document, bounds), _tables_within(tables, bounds)
    if table_section(within, inside):
        whole = Section((Stretch(bounds.start, bounds.start, bounds.end),), _CONFIDENCE)
        return PlanPart(whole, inside, True)
    return PlanPart(_section(text, within, marks, bounds), tables, False)


def _bounds(
    text: str, document: Document, marks: Sequence[Mark], found: Section, hints: Hints
) -> SourceSpan:
    """Where a person gave one of them only, the other is found, or is that of the document."""
    begins, ends = found.start, found.end
    if hints.begins is not None:
        begins = _place(text, document, hints.begins).start
    if hints.ends is not None:
        ends = _place(text, document, hints.ends).end
    if begins >= ends and hints.begins is None:
        begins = document.blocks[0].start
    if begins >= ends and hints.ends is None:
        starts = [mark.start for mark in marks]
        ends = without_tail(text, document.blocks, starts, begins, len(text))
    if not text[begins:ends].strip():
        raise UnreadableDocument("document.part-empty", field="ends")
    return SourceSpan(begins, ends)


def _place(text: str, document: Document, place: Place) -> SourceSpan:
    if isinstance(place, int):
        return SourceSpan(place, place)
    words = fold(place)
    for block in document.blocks:
        if words and text.find(words, block.start, block.end) >= 0:
            return SourceSpan(block.start, block.end)
    raise UnreadableDocument("document.place-missing", words=place)


def _section(text: str, document: Document, marks: Sequence[Mark], bounds: SourceSpan) -> Section:
    """All of it plans, whatever its headings say. One that wraps the rest is no strategy."""
    inside = [mark for mark in marks if bounds.start <= mark.start < bounds.end]
    headings = find_headings(text, document, inside)
    heading = headings[0] if headings else None
    if heading and _opens(text, bounds, heading) and _wraps(heading, headings, inside):
        stretch = Stretch(bounds.start, heading.end, bounds.end, heading)
        return Section((stretch,), _CONFIDENCE, heading=heading)
    return Section((Stretch(bounds.start, bounds.start, bounds.end),), _CONFIDENCE)


def _opens(text: str, bounds: SourceSpan, heading: Heading) -> bool:
    return not text[bounds.start : heading.start].strip()


def _wraps(heading: Heading, headings: Sequence[Heading], marks: Sequence[Mark]) -> bool:
    """No other of its level follows, and by its words or since headings stand right under it, it
    names a paper rather than a subject.
    """
    own = heading.mark
    below = [mark for mark in marks if mark is not own]
    if own is not None and any(mark.kind <= own.kind for mark in below):
        return False
    latest = max((year for each in headings for year in years_in(each.words)), default=None)
    if heading.plan_score(latest) >= _SAYS_PLAN or heading.is_review:
        return True
    upper = min((mark.kind for mark in below), default=Kind.ARABIC)
    return own is not None and upper < Kind.ARABIC


def _document_within(document: Document, bounds: SourceSpan) -> Document:
    """With the paragraph in which it begins."""
    blocks = document.blocks
    first = bisect_right(blocks, bounds.start, key=lambda block: block.end)
    last = bisect_left(blocks, bounds.end, key=lambda block: block.start)
    return replace(document, blocks=blocks[first:last])


def _tables_within(tables: Sequence[Table], bounds: SourceSpan) -> list[Table]:
    """Their rows that lie inside; the columns may be named above."""
    cut = (
        replace(
            table,
            start=max(table.start, bounds.start),
            rows=tuple(row for row in table.rows if bounds.start <= row.block.start < bounds.end),
        )
        for table in tables
    )
    return [table for table in cut if table.rows]
