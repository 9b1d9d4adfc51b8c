"""Knows the words around a figure: its clause, what stands before and behind it."""

import re
from bisect import bisect_left
from typing import NamedTuple

from tracker.parsing.figures.quantities import Quantity

_LOOK = 80
NEAR = 20
# A comma inside 1,200 splits no clause.
_BREAK = re.compile(r"[。;:!?\n\r\t,](?!(?<=\d,)\d{3}(?!\d))")


class Context(NamedTuple):
    """`before` and `after` reach to the ends of the clause, at most; `near` is the end of `before`,
    where the words stand that bind the figure."""

    before: str
    after: str
    near: str


class Surroundings:
    """The clauses of a stretch of text, looked for once for all its figures."""

    __slots__ = ("_body", "_breaks")

    def __init__(self, body: str, start: int, end: int) -> None:
        self._body = body
        inner = [mark.start() for mark in _BREAK.finditer(body, start, end)]
        self._breaks = [start - 1, *inner, end]

    def of(self, quantity: Quantity) -> Context:
        body, breaks = self._body, self._breaks
        at, behind = quantity.start, quantity.end
        following = bisect_left(breaks, at)
        left = max(breaks[following - 1] + 1, at - _LOOK)
        right = min(breaks[bisect_left(breaks, behind, following)], behind + _LOOK)
        before = body[left:at]
        return Context(before, body[behind:right], before[-NEAR:])
