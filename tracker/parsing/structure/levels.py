"""Knows the levels of headings in the plan part, and how one of them is made its strategies."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from tracker.domain.drafts.draft import HeadingLevel
from tracker.domain.drafts.hints import HEADINGS, ONE_STRATEGY
from tracker.domain.values import SourceSpan
from tracker.parsing.document import Document
from tracker.parsing.items import Group
from tracker.parsing.structure.line_headings import with_line_headings
from tracker.parsing.structure.numbering import Kind, Mark, Place
from tracker.parsing.structure.outline import Node
from tracker.parsing.structure.plan_part import Section, Stretch
from tracker.parsing.structure.titles import short_title
from tracker.parsing.tables.glued_rows import row_numbers

_EXAMPLES = 2
_KINDS = {code: Kind[code.upper().replace("-", "_")] for code in HEADINGS}
_CODES = {kind: code for code, kind in _KINDS.items()}


def kind_of(level: str | None) -> Kind | None:
    """None for a level that is no kind of heading."""
    return _KINDS.get(level or "")


def at_level(roots: Sequence[Node], kind: Kind) -> list[Node]:
    """The headings of that kind; a branch without any stands for itself, so that nothing is left
    out.
    """
    found: list[Node] = []
    for node in roots:
        if node.mark.kind is kind or not _holds(node, kind):
            found.append(node)
        else:
            found += at_level(node.children, kind)
    return found


def _holds(node: Node, kind: Kind) -> bool:
    return any(child.mark.kind is kind or _holds(child, kind) for child in node.children)


def marks_inside(
    text: str, document: Document, section: Section, marks: Sequence[Mark], title: SourceSpan
) -> list[list[Mark]]:
    """For each stretch of the plan part its numbers and headings, those without a number too."""
    found = []
    for stretch in section.stretches:
        inside = [mark for mark in marks if stretch.inside <= mark.start < stretch.end]
        inside = _with_glued_rows(text, stretch, inside)
        found.append(with_line_headings(text, document, stretch, inside, title.end))
    return found


def _with_glued_rows(text: str, stretch: Stretch, marks: list[Mark]) -> list[Mark]:
    """With the numbers of rows that a copy has run together, as sisters of the lowest items."""
    numbers = row_numbers(text, stretch.inside, stretch.end)
    lowest = max((mark.kind for mark in marks), default=Kind.ARABIC)
    starts = {mark.start for mark in marks}
    rows = [
        Mark(lowest, count, at, at + len(str(count)), Place.GLUED)
        for count, at in enumerate(numbers, 1)
        if at + len(str(count)) not in starts
    ]
    return sorted([*marks, *rows], key=lambda mark: mark.start)


def with_wrapper(stretch: Stretch, marks: Sequence[Mark], kind: Kind) -> list[Mark]:
    """With the heading that wraps the stretch, where a person says that it is a strategy."""
    own = stretch.heading.mark if stretch.heading else None
    return [own, *marks] if own and own.kind is kind else list(marks)


def headings_of(section: Section, marks: Sequence[Sequence[Mark]]) -> list[Mark]:
    """All the marks of the plan part in one row, those that wrap it among them."""
    wrappers = [s.heading.mark for s in section.stretches if s.heading and s.heading.mark]
    return sorted((*wrappers, *chain.from_iterable(marks)), key=lambda mark: mark.start)


def find_levels(text: str, marks: Sequence[Mark]) -> tuple[HeadingLevel, ...]:
    """The upper ones first. `marks` are those of the plan part, `text` is as a person reads it."""
    by_kind: dict[Kind, list[tuple[Mark, int]]] = {}
    ends = [*(mark.start for mark in marks[1:]), len(text)]
    for mark, end in zip(marks, ends, strict=False):
        if mark.kind in _CODES:
            by_kind.setdefault(mark.kind, []).append((mark, end))
    return tuple(
        HeadingLevel(
            code=_CODES[kind],
            count=len(found),
            examples=tuple(_example(text, mark, end) for mark, end in found[:_EXAMPLES]),
        )
        for kind, found in sorted(by_kind.items())
    )


def _example(text: str, mark: Mark, end: int) -> str:
    return text[mark.start : mark.body].strip() + short_title(text, mark.body, end)


def level_of(groups: Sequence[Group], marks: Sequence[Mark]) -> str:
    """The level that the strategies have; empty when no heading opens them."""
    if not marks:
        return ""
    kinds = {mark.start: mark.kind for mark in marks}
    if len(groups) == 1 and not groups[0].number and groups[0].start not in kinds:
        return ONE_STRATEGY if any(item.number for item in groups[0].items) else ""
    found = Counter(kinds[group.start] for group in groups if group.start in kinds)
    return _CODES.get(max(found, key=found.__getitem__), "") if found else ""
