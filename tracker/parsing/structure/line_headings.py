"""Knows when unnumbered lines of their own are the headings that numbered items stand under."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from tracker.parsing.document import Block, Document
from tracker.parsing.structure.headings import is_line_heading
from tracker.parsing.structure.numbering import Kind, Mark, Place
from tracker.parsing.structure.plan_part import Stretch

_LONGEST = 30


def with_line_headings(
    text: str, document: Document, stretch: Stretch, marks: Sequence[Mark], title_end: int
) -> list[Mark]:
    """The marks of a section, and line headings among them where those open the strategies."""
    first = bisect_left(document.blocks, max(stretch.inside, title_end), key=_start)
    blocks = document.blocks[first : bisect_right(document.blocks, stretch.end, key=_start)]
    numbered = {mark.start for mark in marks}
    lines = _styled(blocks, numbered) or _plain(text, blocks, numbered, marks)
    if len(lines) < 2:
        return list(marks)
    found = [Mark(Kind.LINE, 0, line.start, line.start, Place.BLOCK) for line in lines]
    return sorted((*marks, *found), key=lambda mark: mark.start)


def _plain(
    text: str, blocks: Sequence[Block], numbered: set[int], marks: Sequence[Mark]
) -> list[Block]:
    lines = [block for block in blocks if _is_heading(text, block, numbered)]
    if marks:
        return _before_restarts(lines, blocks, marks)
    return lines if _each_heads_text(lines, blocks) else []


def _styled(blocks: Sequence[Block], numbered: set[int]) -> list[Block]:
    """Unnumbered paragraphs in the highest heading style that is used more than once."""
    levels = [block.level for block in blocks if block.level is not None]
    repeated = [level for level in levels if levels.count(level) > 1] if len(levels) < 500 else []
    top = min(repeated, default=None)
    found = [block for block in blocks if block.level == top and block.start not in numbered]
    return found if top is not None and len(found) == levels.count(top) else []


def _is_heading(text: str, block: Block, numbered: set[int]) -> bool:
    short = block.end - block.start <= _LONGEST and not block.cells
    return short and block.start not in numbered and is_line_heading(text, block.start, block.end)


def _before_restarts(
    lines: Sequence[Block], blocks: Sequence[Block], marks: Sequence[Mark]
) -> list[Block]:
    """Lines right before the numbers begin again at 1, if that is where they do."""
    top = min(mark.kind for mark in marks)
    restarts = [mark.start for mark in marks if mark.kind is top and mark.ordinal == 1]
    if len(restarts) < 2 or top is Kind.BULLET:
        return []
    starts = [block.start for block in blocks]
    candidates = {line.start: line for line in lines}
    found = []
    for restart in restarts:
        position = bisect_left(starts, restart) - 1
        # an opening sentence may stand between the heading and its first item
        for before in (position, position - 1):
            if before >= 0 and starts[before] in candidates:
                found.append(candidates[starts[before]])
                break
    return found if len(found) * 2 > len(restarts) else []


def _each_heads_text(lines: Sequence[Block], blocks: Sequence[Block]) -> bool:
    """Whether text follows each of the lines before the next."""
    following = {block.start: after for block, after in pairwise(blocks)}
    heads = {line.start for line in lines}
    texts = [following.get(line.start) for line in lines]
    return len(lines) >= 2 and all(text and text.start not in heads for text in texts)


def _start(block: Block) -> int:
    return block.start
