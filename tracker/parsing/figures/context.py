"""Knows the words around a figure: its clause, what stands before and behind it."""

import re
from bisect import bisect_left
from typing import NamedTuple

from tracker.parsing.figures.quantities import Quantity
from tracker.parsing.text.quotes import has_quotes, inside_quotes

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
    """The clauses and quotes of a stretch of text, looked for once for all its figures."""

    __slots__ = ("_body", "_breaks", "_end", "_has_quotes", "_start")

    def __init__(self, body: str, start: int, end: int) -> None:
        self._body, self._start, self._end = body, start, end
        self._has_quotes = has_quotes(body, start, end)
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

    def is_quoted(self, quantity: Quantity) -> bool:
        return self._has_quotes and inside_quotes(
            self._body, self._start, quantity.start, self._end
        )
