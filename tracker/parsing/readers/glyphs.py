"""Knows how characters that stand at places on a page become lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

_SAME_LINE = 0.4  # of a character's size, by which baselines in one line may differ
_SAME_PLACE = 0.3  # of its size: the same character again, printed twice to look bold
_DESCENT = 0.12  # of its size, below its baseline
_BLANK = 0.75  # of its size: wider than what evens out a line
_LATIN_BLANK = 0.2
_LEVEL = 0.1  # how far from level or upright a scanned page may lie

_Point = tuple[float, float]


class Glyph(NamedTuple):
    """A character on a page. Lengths are in points, from the upper left corner of the page.

    Fonts differ in how far they reach above and below the baseline, so it alone tells the line.
    `turn` is the way that the words run: 0 to the right, 1 down, 2 to the left, 3 up. Of words
    that run down or up, `baseline` is counted from the left.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    turn: int = 0

    @property
    def size(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Row:
    """The characters of one line, from left to right."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float

    @property
    def top(self) -> float:
        return self.baseline - self.size


def rows_of(glyphs: Sequence[Glyph]) -> list[Row]:
    """The lines of a page or of a cell, from the top down."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=attrgetter("baseline")):
        if rows and _is_level(rows[-1][0], glyph):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    found = (_row(sorted(row, key=attrgetter("x0"))) for row in rows)
    return [row for row in found if row.text]


def _is_level(first: Glyph, glyph: Glyph) -> bool:
    below = glyph.baseline - first.baseline
    return below == 0 or below <= _SAME_LINE * max(first.size, glyph.size)


def _row(glyphs: Sequence[Glyph]) -> Row:
    pieces: list[str] = []
    before: Glyph | None = None
    for glyph in glyphs:
        if before is not None and _is_printed_again(before, glyph):
            continue
        if before is not None and _stands_apart(before, glyph):
            pieces.append(" ")
        pieces.append(glyph.text)
        before = glyph
    seen = [glyph for glyph in glyphs if glyph.text.strip()] or list(glyphs)
    return Row(
        text="".join(pieces).strip(),
        x0=seen[0].x0,
        x1=max(glyph.x1 for glyph in seen),
        baseline=max(glyph.baseline for glyph in seen),
        size=max(glyph.size for glyph in seen) or 1.0,
    )


def _is_printed_again(before: Glyph, glyph: Glyph) -> bool:
    return glyph.text == before.text and glyph.x0 - before.x0 < _SAME_PLACE * glyph.size


def _stands_apart(before: Glyph, glyph: Glyph) -> bool:
    gap = glyph.x0 - before.x1
    if gap <= _LATIN_BLANK * glyph.size or before.text.isspace() or glyph.text.isspace():
        return False
    latin = _is_latin(before.text[-1:]) and _is_latin(glyph.text[:1])
    return gap > (_LATIN_BLANK if latin else _BLANK) * glyph.size


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


def turn_of(right: float, down: float) -> int | None:
    """The turn of words that run in this direction; None aslant, as only watermarks do."""
    if abs(down) <= _LEVEL * abs(right):
        return 0 if right > 0 else 2
    if abs(right) <= _LEVEL * abs(down):
        return 1 if down > 0 else 3
    return None


def glyph_at(sign: str, start: _Point, end: _Point, height: float, turn: int) -> Glyph:
    """The character that begins and ends at these places of its baseline."""
    above, below = (1 - _DESCENT) * height, _DESCENT * height
    x, y = start
    if turn == 0:
        return Glyph(sign, x, y - above, max(end[0], x), y + below, y)
    if turn == 1:
        return Glyph(sign, x - below, y, x + above, max(end[1], y), x, turn)
    if turn == 2:
        return Glyph(sign, min(end[0], x), y - below, x, y + above, y, turn)
    return Glyph(sign, x - above, min(end[1], y), x + below, y, x, turn)
