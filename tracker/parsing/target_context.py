"""Knows the words around a figure: its clause, what stands before and behind it."""

import re
from bisect import bisect_left
from typing import NamedTuple

from tracker.parsing.quantities import Quantity

_LOOK = 80
NEAR = 20
# A comma inside 1,200 splits no clause.
_BREAK = re.compile(r"[。;:!?\n\r\t]|,(?!(?<=\d,)\d{3}(?!\d))")


class Context(NamedTuple):
    """`before` and `after` reach to the ends of the clause, at most; `near` is the end of `before`,
    where the words stand that bind the figure."""

    before: str
    after: str
    near: str


class Surroundings:
    """The clauses of a stretch of text, looked for once for all its figures."""

    __slots__ = ("_body", "_breaks", "_end", "_start")

    def __init__(self, body: str, start: int, end: int) -> None:
        self._body, self._start, self._end = body, start, end
        self._breaks = [mark.start() for mark in _BREAK.finditer(body, start, end)]

    def of(self, quantity: Quantity) -> Context:
        at, behind = quantity.start, quantity.end
        next_break = bisect_left(self._breaks, at)
        left = max(self._start, at - _LOOK)
        if next_break:
            left = max(left, self._breaks[next_break - 1] + 1)
        right = min(self._end, behind + _LOOK)
        next_break = bisect_left(self._breaks, behind, next_break)
        if next_break < len(self._breaks):
            right = min(right, self._breaks[next_break])
        before = self._body[left:at]
        return Context(before, self._body[behind:right], before[-NEAR:])
