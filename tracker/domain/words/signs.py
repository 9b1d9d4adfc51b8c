"""The sign that stands beside a word, or in its place where a column has room for no more."""

from tracker.domain.lights import Colour
from tracker.domain.pace import Pace
from tracker.domain.period_boxes import BoxState

# A shape stands beside each colour, so that a black-and-white printer keeps the meaning.
SHAPES: dict[Colour, str] = {
    Colour.RED: "■",
    Colour.YELLOW: "▲",
    Colour.GREEN: "●",
    Colour.DONE: "✓",
    Colour.GREY: "○",
}

ARROWS: dict[Pace, str] = {
    Pace.FASTER: "↑",
    Pace.EVEN: "→",
    Pace.SLOWER: "↓",
}

MARKS: dict[BoxState, str] = {
    BoxState.REPORTED: "✓",
    BoxState.MISSED: "✕",
    BoxState.CURRENT: "▸",
    BoxState.AHEAD: "·",
}

SHORT: dict[Colour, str] = {
    Colour.RED: "红",
    Colour.YELLOW: "黄",
    Colour.GREEN: "绿",
    Colour.DONE: "办结",
    Colour.GREY: "未亮",
}
