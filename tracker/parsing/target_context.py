"""Knows the words around a figure: its clause, what stands before and behind it."""

import re
from dataclasses import dataclass

from tracker.parsing.quantities import Quantity

_LOOK = 80
NEAR = 20
_MARKS = "。;:!?\n\r\t,"
_BREAK = re.compile(r"[。;:!?\n\r\t]|,(?!\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Context:
    """`before` and `after` reach to the ends of the clause, at most; `near` is the end of `before`,
    where the words stand that bind the figure."""

    before: str
    after: str
    near: str


def context_of(body: str, start: int, end: int, quantity: Quantity) -> Context:
    at = quantity.start
    left = max(start, at - _LOOK)
    cut = max(left, max([body.rfind(mark, left, at) for mark in _MARKS]) + 1)
    after = body[quantity.end : min(end, quantity.end + _LOOK)]
    stop = _BREAK.search(after)
    return Context(
        before=body[cut:at],
        after=after[: stop.start()] if stop else after,
        near=body[max(cut, at - NEAR) : at],
    )
