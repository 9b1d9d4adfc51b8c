"""Knows the one form that every kind of file becomes: a text, and blocks that point into it."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from tracker.domain.drafts.draft import Doubt

_BREAK = re.compile(r"[\r\n\x0b\x0c\u0085\u2028\u2029]")


class Cell(NamedTuple):
    """A cell of a table row. `carried`: part of a merged cell that opens further up or left.

    `origin` is then where the words of that cell stand: before the row when it opens above, in
    the row when it opens on the left. None when the merged cell is empty, or nothing tells.
    """

    start: int
    end: int
    carried: bool = False
    origin: tuple[int, int] | None = None


class Block(NamedTuple):
    """A paragraph or a table row, without the white space around it.

    `body` is where the words begin when the file itself keeps the number apart from them (Word's
    automatic numbering), else `start`. `level` is the outline level of a heading style, from 0.
    `emphasis` is the end of the words at the start that are set apart by bold type. `table` says
    to which table (or sheet) of the file a row belongs, from 1; 0 where only tabs make it a row.
    """

    start: int
    end: int
    body: int
    level: int | None = None
    emphasis: int = 0
    cells: tuple[Cell, ...] = ()
    table: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """`margins`: what stands in headers and footers, and the lines of a printed first page."""

    text: str
    blocks: tuple[Block, ...]
    doubts: tuple[Doubt, ...] = field(default=())
    margins: tuple[str, ...] = ()

    def smooth(self) -> str:
        """The text with blanks for the line breaks inside paragraphs: no offset moves."""
        pieces, position = [], 0
        for block in self.blocks:
            if _BREAK.search(self.text, block.start, block.end):
                words = _BREAK.sub(" ", self.text[block.start : block.end])
                pieces += [self.text[position : block.start], words]
                position = block.end
        return "".join((*pieces, self.text[position:])) if pieces else self.text
