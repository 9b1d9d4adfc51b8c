"""Lays lines and tables down on pages of A4 as an office program prints them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 210.0, 297.0  # millimetres, as everything here
LEFT, RIGHT, TOP, BOTTOM = 28.0, 182.0, 37.0, 262.0
SIZE = 5.6  # 三号
CELL_SIZE = 4.2
LEADING = 1.75
_NEVER_FIRST = "，。、；：！？）》〉”’】%％"


@dataclass(frozen=True, slots=True)
class Words:
    """Characters in one line: where the first begins, and where they stand on."""

    x: float
    baseline: float
    size: float
    text: str


@dataclass(slots=True)
class PaperPage:
    words: list[Words] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)


class Paper:
    def __init__(self, *, head: str = "") -> None:
        self.pages: list[PaperPage] = []
        self._head = head
        self._turn()

    def _turn(self) -> None:
        self.pages.append(PaperPage())
        self._y = TOP
        number = f"— {len(self.pages)} —"
        self.pages[-1].words.append(Words(98.0, 280.0, CELL_SIZE, number))
        if self._head:
            self.pages[-1].words.append(Words(LEFT, 20.0, CELL_SIZE, self._head))

    def paragraph(self, text: str) -> None:
        """Its first line stands two characters in."""
        for number, line in enumerate(_broken("　　" + text, RIGHT - LEFT, SIZE)):
            if self._y + SIZE * LEADING > BOTTOM:
                self._turn()
            words = line.removeprefix("　　") if number == 0 else line
            self._y += SIZE * LEADING
            x = LEFT + 2 * SIZE if number == 0 else LEFT
            self.pages[-1].words.append(Words(x, self._y, SIZE, words))

    def table(
        self,
        rows: Sequence[Sequence[str]],
        merges: Sequence[tuple[int, int, int, int]] = (),
    ) -> None:
        """A row that has no room goes to the next page, and merged cells are cut there."""
        widths = _widths(rows, RIGHT - LEFT)
        self._y += 2.0
        for number, row in enumerate(rows):
            cells = [
                _broken(words, width, CELL_SIZE) for words, width in zip(row, widths, strict=True)
            ]
            height = max(len(lines) for lines in cells) * CELL_SIZE * 1.3 + 2
            opens = number == 0
            if self._y + height > BOTTOM:
                self._level(LEFT, RIGHT, self._y)
                self._turn()
                opens = True
            self._cells(cells, widths)
            between = self._y, self._y + height
            self._rules(number, widths, merges, between, opens=opens)
            self._y += height
        self._level(LEFT, RIGHT, self._y)
        self._y += 2.0

    def _cells(self, cells: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        x = LEFT
        for lines, width in zip(cells, widths, strict=True):
            for number, line in enumerate(lines, 1):
                y = self._y + number * CELL_SIZE * 1.3
                if line:
                    self.pages[-1].words.append(Words(x + 1, y, CELL_SIZE, line))
            x += width

    def _rules(
        self,
        number: int,
        widths: Sequence[float],
        merges: Sequence[tuple[int, int, int, int]],
        between: tuple[float, float],
        *,
        opens: bool,
    ) -> None:
        """The rule above each cell and on its left, where no merged cell goes over it."""
        x = LEFT
        for column, width in enumerate(widths):
            if opens or not _goes_down(merges, number, column):
                self._level(x, x + width, between[0])
            if not _goes_right(merges, number, column):
                self._upright(x, *between)
            x += width
        self._upright(x, *between)

    def _level(self, left: float, right: float, y: float) -> None:
        self.pages[-1].rules.append((left, y, right, y))

    def _upright(self, x: float, top: float, bottom: float) -> None:
        self.pages[-1].rules.append((x, top, x, bottom))


def _goes_down(merges: Sequence[tuple[int, int, int, int]], row: int, column: int) -> bool:
    return any(t < row < t + h and left <= column < left + w for t, left, h, w in merges)


def _goes_right(merges: Sequence[tuple[int, int, int, int]], row: int, column: int) -> bool:
    return any(t <= row < t + h and left < column < left + w for t, left, h, w in merges)


def _widths(rows: Sequence[Sequence[str]], whole: float) -> list[float]:
    """Columns share the width by their longest words, none below three characters."""
    longest = [min(max(len(row[column]) for row in rows), 20) + 2 for column in range(len(rows[0]))]
    return [whole * length / sum(longest) for length in longest]


def _broken(text: str, width: float, size: float) -> list[str]:
    lines, line, used = [], "", 0.0
    for sign in text:
        wide = advance(sign) * size
        if used + wide > width - 2 and line and sign not in _NEVER_FIRST:
            lines.append(line)
            line, used = "", 0.0
        line += sign
        used += wide
    return [*lines, line]


def advance(sign: str) -> float:
    """Of its size."""
    return 0.5 if sign.isascii() else 1.0
