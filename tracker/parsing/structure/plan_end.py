"""Knows where a plan ends: before what stands behind it, and before a closing word to all."""

from bisect import bisect_left
from collections.abc import Sequence

from tracker.parsing.document import Block
from tracker.parsing.structure.headings import is_line_heading
from tracker.parsing.text.tail import (
    foot_inside,
    is_closing,
    is_signed,
    is_tail,
    list_inside,
    signature_inside,
)


def without_tail(
    text: str, blocks: Sequence[Block], mark_starts: Sequence[int], start: int, limit: int
) -> int:
    """The end without enclosures, glossary, signature and the foot of a web page."""
    position = bisect_left(mark_starts, start)
    first = mark_starts[position] if position < len(mark_starts) else start
    previous = None
    for block in blocks:
        if block.cells:
            previous = block
            continue
        if first < block.start < limit and is_tail(text, block.start, block.end):
            limit = block.start if previous is None else _signer(text, mark_starts, block, previous)
            break
        previous = block
    listed = list_inside(text, first, limit)
    limit = limit if listed is None else listed
    last = bisect_left(mark_starts, limit)
    foot = foot_inside(text, mark_starts[last - 1] if last else start, limit)
    if foot is not None and foot > start:
        limit = foot
    signature = signature_inside(text, first, limit)
    if signature and bisect_left(mark_starts, signature[0]) == last:
        limit = signature[0]
    limit = _without_closing(text, blocks, mark_starts, start, limit)
    while limit > start and text[limit - 1].isspace():
        limit -= 1
    return limit


def _without_closing(
    text: str, blocks: Sequence[Block], mark_starts: Sequence[int], start: int, limit: int
) -> int:
    """The end without a last paragraph to all units; under a bare heading it is the content."""
    position = bisect_left(mark_starts, limit)
    if position == 0 or mark_starts[position - 1] < start:
        return limit
    stop = text.find("。", mark_starts[position - 1], limit)
    for block in blocks:
        apart = 0 <= stop < block.start < limit
        if apart and is_closing(text, block.start, block.end):
            return block.start
    return limit


def _signer(text: str, mark_starts: Sequence[int], block: Block, previous: Block) -> int:
    """Where the signature begins: a short line with a name may stand before its day."""
    numbered = previous.start in mark_starts
    short = previous.end - previous.start <= 30 and not numbered
    named = short and is_line_heading(text, previous.start, previous.end)
    return previous.start if named and is_signed(text, block.start, block.end) else block.start
