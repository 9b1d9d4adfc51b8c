"""Knows where the characters and lines of an OFD page stand, from its boxes and matrices."""

import re
from collections.abc import Iterator, Sequence
from math import hypot, isfinite

from lxml import etree

from tracker.parsing.readers.frames import Frame, Point
from tracker.parsing.readers.glyphs import Glyph, glyph_at, turn_of
from tracker.parsing.readers.ruled import Rule

_FARTHEST = 1e6
_MOST_STEPS = 20_000  # of one drawing: more are a picture
_STEP = re.compile(r"[A-Za-z]|[-+.\d][-+.\deE]*")
_OPERANDS = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


def numbers(words: str | None) -> list[float]:
    """The numbers of an attribute; an empty list when one of them is of no use."""
    try:
        found = [float(word) for word in (words or "").split()]
    except ValueError:
        return []
    return found if all(isfinite(one) and abs(one) < _FARTHEST for one in found) else []


def glyphs_of(item: etree._Element, page: Frame) -> Iterator[Glyph]:
    """The characters of a TextObject."""
    frame = _frame(item, page)
    size = _number(item.get("Size"), 0.0)
    stretch = _number(item.get("HScale"), 1.0) or 1.0
    turn = turn_of(frame.a, frame.b)
    if size <= 0 or turn is None:
        return
    x = y = 0.0
    for code in item.iterfind("{*}TextCode"):
        x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
        across, down = x, y
        for sign, right, below in _steps(code):
            width = _natural_width(sign) * size * stretch
            ends = frame.at(across, down), frame.at(across + width, down)
            yield glyph_at(sign, *ends, hypot(frame.c, frame.d) * size, turn)
            across += width if right is None else right
            down += below


def _frame(item: etree._Element, page: Frame) -> Frame:
    """An object's matrix works first, then its box puts it on the page."""
    box, matrix = numbers(item.get("Boundary")), numbers(item.get("CTM"))
    left, top = box[:2] if len(box) == 4 else (0.0, 0.0)
    placed = page.within((1, 0, 0, 1, left, top))
    return placed.within(matrix) if len(matrix) == 6 else placed


def _steps(code: etree._Element) -> Iterator[tuple[str, float | None, float]]:
    """Each character, and how far right and down of it the next stands; None: as wide as it is."""
    words = (code.text or "").strip("\r\n")
    rights, belows = _offsets(code.get("DeltaX"), words), _offsets(code.get("DeltaY"), words)
    stands = 0.0 if belows else None  # what is only moved down stays in its column
    for number, sign in enumerate(words):
        right = rights[number] if number < len(rights) else stands
        yield sign, right, belows[number] if number < len(belows) else 0.0


def _offsets(words: str | None, text: str) -> list[float]:
    """Offsets between characters; `g 3 5.0` stands for three times 5.0."""
    found: list[float] = []
    parts = iter((words or "").split())
    for part in parts:
        if part == "g":
            times, value = _number(next(parts, ""), 0.0), _number(next(parts, ""), 0.0)
            found += [value] * min(max(int(times), 0), len(text))
        else:
            found.append(_number(part, 0.0))
        if len(found) > len(text):
            break
    return found


def _natural_width(sign: str) -> float:
    """Of its size, where no offset tells it."""
    return 0.5 if sign.isascii() else 1.0


def rules_of(item: etree._Element, page: Frame) -> Iterator[Rule]:
    """The level and upright lines of a PathObject, those around a filled box included."""
    if item.get("Stroke", "true") == "false" and item.get("Fill", "false") != "true":
        return
    frame = _frame(item, page)
    steps = _STEP.findall(item.findtext("{*}AbbreviatedData") or "")
    for stroke in _strokes(steps):
        rule = frame.rule(*stroke)
        if rule is not None:
            yield rule


def _strokes(steps: Sequence[str]) -> Iterator[tuple[Point, Point]]:
    """The straight strokes of a path; `C` goes back to where it began."""
    if len(steps) > _MOST_STEPS:
        return
    begin = here = (0.0, 0.0)
    at = 0
    while at < len(steps):
        step, count = steps[at], _OPERANDS.get(steps[at], 0)
        operands = numbers(" ".join(steps[at + 1 : at + 1 + count]))
        at += 1 + count
        if len(operands) != count:
            return
        to = (operands[-2], operands[-1]) if operands else begin
        if step in "LC":
            yield here, to
        begin = to if step in "MS" else begin
        here = to


def _number(words: str | None, default: float) -> float:
    found = numbers(words)
    return found[0] if len(found) == 1 else default
