"""Knows pages that lie on their side, and words that are written up or down a page."""

from collections import Counter
from collections.abc import Sequence

from tracker.parsing.readers.glyphs import Glyph
from tracker.parsing.readers.ruled import Rule

_DESCENT = 0.12  # of a character's height, below its baseline
_Box = tuple[float, float, float, float]  # left, top, right, bottom


def uprighted(
    glyphs: Sequence[Glyph], rules: Sequence[Rule], width: float, height: float
) -> tuple[list[Glyph], list[Rule], float]:
    """The page as one would hold it to read most of it, and how wide it is then."""
    turns = Counter(glyph.turn for glyph in glyphs)
    turn = turns.most_common(1)[0][0] if turns else 0
    if not turn and len(turns) < 2:
        return list(glyphs), list(rules), width
    held = [_held(glyph, turn, width, height) for glyph in glyphs]
    lines = [
        Rule(*_turned((rule.x0, rule.top, rule.x1, rule.bottom), turn, width, height))
        for rule in rules
    ]
    return held, lines, height if turn % 2 else width


def _held(glyph: Glyph, turn: int, width: float, height: float) -> Glyph:
    box = _turned((glyph.x0, glyph.top, glyph.x1, glyph.bottom), turn, width, height)
    left, top, right, bottom = box
    baseline = bottom - _DESCENT * (bottom - top)
    if glyph.turn == turn:
        baseline = (
            glyph.baseline,
            width - glyph.baseline,
            height - glyph.baseline,
            glyph.baseline,
        )[turn]
    return glyph._replace(x0=left, top=top, x1=right, bottom=bottom, baseline=baseline)


def _turned(box: _Box, turn: int, width: float, height: float) -> _Box:
    """Where a box is on a page that is turned so that words of this turn run to the right."""
    left, top, right, bottom = box
    if turn == 1:
        return top, width - right, bottom, width - left
    if turn == 2:
        return width - right, height - bottom, width - left, height - top
    if turn == 3:
        return height - bottom, left, height - top, right
    return box
