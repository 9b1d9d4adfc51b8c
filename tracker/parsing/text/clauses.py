"""Knows where Chinese sentences and clauses begin and end."""

import re
from collections.abc import Iterator

from tracker.domain.values import SourceSpan

_BREAKS = r"\r\n\x0b\x0c\u2028\u2029"


def _ending_with(stops: str) -> re.Pattern[str]:
    """A stop counts with the quotes and brackets that close after it; no break after a comma does.

    It begins with one set of signs, for which a text is searched many times faster.
    """
    closed = rf"(?<=[{stops}])[{stops}]*[”’\"』」》)）]*"
    broken = rf"(?<![,，、][{_BREAKS}])[{_BREAKS}]*"
    return re.compile(rf"[{stops}{_BREAKS}](?:{closed}|(?<=[{_BREAKS}]){broken})")


_STOP = _ending_with("。!?！？")
_CLAUSE = _ending_with("。!?！？;；")
# 。(办公室牵头)加强...: what stands in brackets behind a stop says who, a sentence of its own
_WHO = re.compile(
    r"[(（\[][^()（）\[\]。\r\n]{0,60}(?:牵头|负责|责任|配合|承办|主办|协办)"
    r"[^()（）\[\]。\r\n]{0,60}[)）\]]"
)
SPACE = " \t\r\n\u3000\u00a0\x0b\x0c\u2028\u2029\ufeff\u200b"


def sentences(text: str, start: int, end: int) -> Iterator[SourceSpan]:
    """Sentences of text[start:end], each with its stop and without white space around it."""
    return _cut(_STOP, text, start, end)


def clauses(text: str, start: int, end: int) -> Iterator[SourceSpan]:
    return _cut(_CLAUSE, text, start, end)


def _cut(stop: re.Pattern[str], text: str, start: int, end: int) -> Iterator[SourceSpan]:
    position = start
    for last in _ends(stop, text, start, end):
        span = tight(text, position, last)
        if span.start < span.end:
            yield span
        position = last


def _ends(stop: re.Pattern[str], text: str, start: int, end: int) -> Iterator[int]:
    """Where text[start:end] is cut: behind each stop, and behind what says who behind that."""
    position = start
    for match in stop.finditer(text, start, end):
        if match.start() < position:
            continue  # inside what stands in brackets
        position = match.end()
        yield position
        if who := _WHO.match(text, position, end):
            position = who.end()
            yield position
    yield end


def tight(text: str, start: int, end: int) -> SourceSpan:
    while start < end and text[start] in SPACE:
        start += 1
    while end > start and text[end - 1] in SPACE:
        end -= 1
    return SourceSpan(start, end)
