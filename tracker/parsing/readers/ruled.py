"""Knows tables that are drawn on a page as rules, and which characters stand in which cell."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from pdfplumber.table import (
    cells_to_tables,
    edges_to_intersections,
    intersections_to_cells,
    merge_edges,
)

from tracker.parsing.readers.glyphs import Glyph, rows_of
from tracker.parsing.readers.grid import Grid

_FEWEST_RULES = 6
MOST_RULES = 4000  # a drawing, not a table
_MOST_CROSSINGS = 3000  # a table of 60 rows and 20 columns has 1,281
_CLOSE = 3.0  # points: rules this near to each other are one
_SHORTEST = 3.0
_HANGING = frozenset("，。、；：！？）》〉”’】,.;:!?)")
_TOUCH = 0.2  # of a character's size
_NARROW = 0.01  # points
_Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Rule:
    """A line that is drawn level or upright, in points from the upper left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class RuledTable:
    cells: tuple[_Box, ...]
    box: _Box  # around all of them

    @property
    def columns(self) -> list[float]:
        return sorted({cell[0] for cell in self.cells})

    def holds(self, glyph: Glyph) -> bool:
        return _holds(self.box, glyph)

    def grid(self, glyphs: Sequence[Glyph]) -> Grid:
        """The words of each cell; one that is as high as two rows stands once."""
        tops = sorted({cell[1] for cell in self.cells})
        lefts = self.columns
        grid = Grid()
        for cell, inside in _sorted_in(self.cells, glyphs):
            left, top, right, bottom = cell
            row, column = bisect_left(tops, top), bisect_left(lefts, left)
            words = "".join(line.text for line in rows_of(inside))
            height = bisect_left(tops, bottom) - row
            grid.put(row, column, words, height, bisect_left(lefts, right) - column)
        return grid


def drawn_in(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The same in their order, where the stops that end a line hang over no edge any more.

    Typesetting lets them stand half in the next cell; they are made so narrow that they do not.
    """
    drawn = list(glyphs)
    for run in _runs(glyphs):
        hanging = list(takewhile(lambda number: glyphs[number].text in _HANGING, reversed(run)))
        words, signs = run[: len(run) - len(hanging)], run[len(run) - len(hanging) :]
        for step, number in enumerate(signs if words else ()):
            x0 = glyphs[words[-1]].x1 + step * _NARROW
            drawn[number] = glyphs[number]._replace(x0=x0, x1=x0 + _NARROW)
    return drawn


def _runs(glyphs: Sequence[Glyph]) -> Iterator[list[int]]:
    """Characters that touch one another in a line, by their numbers."""
    order = sorted(range(len(glyphs)), key=lambda n: (glyphs[n].baseline, glyphs[n].x0))
    run: list[int] = []
    for number in order:
        if run and not _touches(glyphs[run[-1]], glyphs[number]):
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _touches(before: Glyph, glyph: Glyph) -> bool:
    same_line = before.baseline == glyph.baseline
    return same_line and abs(glyph.x0 - before.x1) <= _TOUCH * max(glyph.size, before.size)


def ruled_tables(rules: Sequence[Rule]) -> list[RuledTable]:
    """Tables of several rows and columns, or of one row with three cells and more."""
    if not _FEWEST_RULES <= len(rules) <= MOST_RULES:
        return []
    edges = [_edge(rule) for rule in rules]
    merged = merge_edges(edges, _CLOSE, _CLOSE, _CLOSE, _CLOSE)
    long = [edge for edge in merged if max(edge["width"], edge["height"]) >= _SHORTEST]
    crossings = edges_to_intersections(long, _CLOSE, _CLOSE)
    if len(crossings) > _MOST_CROSSINGS:
        return []
    tables = [_table(cells) for cells in cells_to_tables(intersections_to_cells(crossings))]
    return [table for table in tables if _is_table(table)]


def _table(cells: Sequence[_Box]) -> RuledTable:
    lefts, tops, rights, bottoms = zip(*cells, strict=True)
    return RuledTable(tuple(cells), (min(lefts), min(tops), max(rights), max(bottoms)))


def _is_table(table: RuledTable) -> bool:
    columns = len(table.columns)
    return columns > 2 or (columns > 1 and len({cell[1] for cell in table.cells}) > 1)


def _edge(rule: Rule) -> dict[str, object]:
    """As pdfplumber's functions want it."""
    width, height = rule.x1 - rule.x0, rule.bottom - rule.top
    return {
        "x0": rule.x0,
        "x1": rule.x1,
        "top": rule.top,
        "bottom": rule.bottom,
        "width": width,
        "height": height,
        "orientation": "h" if width > height else "v",
    }


def _sorted_in(
    cells: Sequence[_Box], glyphs: Sequence[Glyph]
) -> Iterable[tuple[_Box, list[Glyph]]]:
    """Each cell with the characters in it; they are looked up by their height on the page."""
    by_height = sorted(glyphs, key=_middle)
    heights = [_middle(glyph) for glyph in by_height]
    for cell in cells:
        level = by_height[bisect_left(heights, cell[1]) : bisect_right(heights, cell[3])]
        yield cell, [glyph for glyph in level if _holds(cell, glyph)]


def _holds(box: _Box, glyph: Glyph) -> bool:
    left, top, right, bottom = box
    return left <= (glyph.x0 + glyph.x1) / 2 < right and top <= _middle(glyph) < bottom


def _middle(glyph: Glyph) -> float:
    return glyph.baseline - 0.4 * glyph.size
