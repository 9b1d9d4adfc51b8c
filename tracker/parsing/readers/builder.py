"""Knows how to lay paragraphs and table rows down as one text with blocks that point into it."""

from collections.abc import Sequence

from tracker.domain.drafts.draft import Doubt
from tracker.domain.values import CELL_BREAK
from tracker.parsing.document import Block, Cell, Document
from tracker.parsing.readers.grid import Grid, GridCell

_QUOTED = 40  # characters of what was left out
_SPACES = " \t\r\n\u3000\u00a0\ufeff\u200b\x0b\x0c"


class DocumentBuilder:
    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._tables = 0

    def paragraph(
        self, text: str, *, number: str = "", level: int | None = None, emphasis: int = 0
    ) -> None:
        """One paragraph; lines broken by hand inside it become blocks of their own.

        `emphasis` counts characters of `text` that are set in bold at its start.
        """
        for line in text.splitlines() or [""]:
            words = line.strip(_SPACES)
            if words:
                self._line(words, number, level, emphasis)
                number, emphasis = "", 0

    def _line(self, words: str, number: str, level: int | None, emphasis: int) -> None:
        start = self._length
        # a blank keeps `1.` and `6月底前` from reading as 1.6
        joint = " " if number and number[-1].isascii() else ""
        body = start + len(number) + len(joint)
        end = body + len(words)
        self._write(number + joint + words + "\n")
        bold = min(body + emphasis, end) if emphasis else 0
        self._blocks.append(Block(start, end, body, level=level, emphasis=bold))

    def table(self, grid: Grid, *, titled: bool = False, goes_on: bool = False) -> None:
        """The rows of a table that have words of their own.

        `titled`: rows of one cell above the first whole row are lines, as a sheet has them above
        its table. `goes_on`: it is the table before, after a page's end.
        """
        self._tables += not goes_on
        for row, cells in grid.rows():
            own = [cell for at, cell in enumerate(cells) if cell and cell.opens(row, at)]
            own = [cell for cell in own if _words(cell)]
            titled = titled and len(own) < 2
            if titled and own:
                self.paragraph(own[0].words)
            elif own:
                self._row(row, cells)

    def _row(self, row: int, cells: Sequence[GridCell | None]) -> None:
        start = position = self._length
        spans: list[Cell] = []
        pieces: list[str] = []
        for column, cell in enumerate(cells):
            opens = cell is not None and cell.opens(row, column)
            words = _words(cell) if cell and opens else ""
            end = position + len(words)
            if cell and opens:
                cell.written = (position, end)
            carried = cell is not None and not opens
            origin = cell.written if cell and carried and cell.words.strip() else None
            spans.append(Cell(position, end, carried, origin))
            pieces.append(words)
            position = end + 1
        line = "\t".join(pieces)
        self._write(line + "\n")
        block = Block(start, start + len(line), start, cells=tuple(spans), table=self._tables)
        self._blocks.append(block)

    def _write(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)

    def document(self, doubts: Sequence[Doubt] = ()) -> Document:
        return Document("".join(self._pieces), tuple(self._blocks), tuple(doubts))


def _words(cell: GridCell) -> str:
    """Its lines are parted by another sign than the rows, so that the text alone tells them
    apart."""
    return CELL_BREAK.join(cell.words.strip(_SPACES).replace("\t", " ").splitlines())


def shortened(words: Sequence[str]) -> str:
    """What a doubt quotes of several pieces of a text."""
    quoted = "、".join(words)
    return quoted if len(quoted) <= _QUOTED else f"{quoted[:_QUOTED]}……"
