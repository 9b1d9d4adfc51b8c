"""Knows tables by rows and columns, where a merged cell stands once and fills several places."""

from collections.abc import Iterator
from dataclasses import dataclass, field

# Word allows 63 columns; a task table has ten, and a sheet may be coloured to its last row
LAST_COLUMN = 64
LAST_ROW = 20000
_MOST_MERGED = 200_000


@dataclass(slots=True)
class GridCell:
    """A cell where it opens. `written` is where its words were laid down, once they were."""

    words: str
    row: int
    column: int
    written: tuple[int, int] | None = None

    def opens(self, row: int, column: int) -> bool:
        return (self.row, self.column) == (row, column)


@dataclass(slots=True)
class Grid:
    """What lies beyond the last row or column is left out, and `is_cut` says so."""

    is_cut: bool = False
    _places: dict[int, dict[int, GridCell]] = field(default_factory=dict)
    _merged: int = 0

    def put(self, row: int, column: int, words: str, height: int = 1, width: int = 1) -> None:
        """One cell, which may fill the places below and to the right of it as well."""
        if row >= LAST_ROW or column >= LAST_COLUMN:
            self.is_cut = self.is_cut or bool(words.strip())
            return
        cell = GridCell(words, row, column)
        for below in range(row, min(row + height, LAST_ROW)):
            places = self._places.setdefault(below, {})
            for right in range(column, min(column + width, LAST_COLUMN)):
                self._merged += (below, right) != (row, column)
                if self._merged > _MOST_MERGED:
                    return
                places[right] = cell

    def reach_down(self, row: int, column: int, width: int) -> None:
        """Lets the cell above fill this place, too."""
        above = self._places.get(row - 1, {}).get(column)
        if above is None:
            self.put(row, column, "", width=width)
            return
        places = self._places.setdefault(row, {})
        for right in range(column, min(column + width, LAST_COLUMN)):
            places[right] = above

    def is_taken(self, row: int, column: int) -> bool:
        """Whether a merged cell of a row above reaches down to this place."""
        return column in self._places.get(row, ())

    def rows(self) -> Iterator[tuple[int, list[GridCell | None]]]:
        """Rows that hold anything, by their number; None where nothing is."""
        width = max((max(places) + 1 for places in self._places.values() if places), default=0)
        for row in sorted(self._places):
            places = self._places[row]
            yield row, [places.get(column) for column in range(width)]
