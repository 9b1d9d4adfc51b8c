"""Knows how to lay paragraphs and table rows down as one text with blocks that point into it."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain.drafts.draft import Doubt
from tracker.parsing.document import Block, Cell, Document

_SPACES = " \t\r\n\u3000\u00a0\ufeff\u200b\x0b\x0c"


@dataclass(frozen=True, slots=True)
class CellText:
    text: str
    carried: bool = False


class DocumentBuilder:
    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []

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

    def row(self, cells: Sequence[CellText]) -> None:
        start = self._length
        spans: list[Cell] = []
        position = start
        for cell in cells:
            words = cell.text.strip(_SPACES).replace("\t", " ")
            spans.append(Cell(position, position + len(words), cell.carried))
            position += len(words) + 1
        if not any(cell.start < cell.end for cell in spans):
            return
        line = "\t".join(cell.text.strip(_SPACES).replace("\t", " ") for cell in cells)
        self._write(line + "\n")
        self._blocks.append(Block(start, start + len(line), start, cells=tuple(spans)))

    def _write(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)

    def document(self, doubts: Sequence[Doubt] = ()) -> Document:
        return Document("".join(self._pieces), tuple(self._blocks), tuple(doubts))
