"""Knows whether a place in a text lies inside quotation marks or a title."""

import re

_PAIRS = (("“", "”"), ("‘", "’"), ("《", "》"), ("「", "」"), ("『", "』"), ("〔", "〕"))
_OPENING = re.compile(r"[“‘《「『〔]")
_LONGEST = 30


def has_quotes(body: str, start: int, end: int) -> bool:
    """Most stretches have none, and then no place in them has to be looked at."""
    return _OPENING.search(body, start, end) is not None


def inside_quotes(body: str, start: int, at: int, end: int) -> bool:
    """Only short stretches count: what closes far away is speech or a mark gone astray."""
    return quote_around(body, start, at, end) is not None


def quote_around(body: str, start: int, at: int, end: int) -> tuple[int, int] | None:
    """Where the quotation or title around `at` begins and ends, marks left out."""
    left = max(start, at - _LONGEST)
    if _OPENING.search(body, left, at) is None:
        return None
    right = min(end, at + _LONGEST)
    for opening, closing in _PAIRS:
        begin = body.rfind(opening, left, at)
        if begin < 0 or body.rfind(closing, begin, at) >= 0:
            continue
        finish = body.find(closing, at, right)
        if finish >= 0 and not _strays(body, opening, begin + 1, at, finish):
            return begin + 1, finish
    return None


def _strays(body: str, opening: str, begin: int, at: int, finish: int) -> bool:
    """A line ends in between, or a second quotation opens: the first mark was never closed."""
    return body.find("\n", begin, finish) >= 0 or body.find(opening, at, finish) >= 0
