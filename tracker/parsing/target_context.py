"""Knows the words around a figure: its clause, what stands before and behind it."""

import re
from dataclasses import dataclass

from tracker.parsing.quantities import Quantity

_LOOK = 90
_BREAK = re.compile(r"[。;:!?\n\r\t]|,(?!\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Context:
    """`before` and `after` reach to the ends of the clause, at most."""

    before: str
    after: str
    start: int


def context_of(body: str, start: int, end: int, quantity: Quantity) -> Context:
    left = max(start, quantity.start - _LOOK)
    before = body[left : quantity.start]
    cut = 0
    for mark in _BREAK.finditer(before):
        cut = mark.end()
    after = body[quantity.end : min(end, quantity.end + _LOOK)]
    stop = _BREAK.search(after)
    return Context(before[cut:], after[: stop.start()] if stop else after, left + cut)
