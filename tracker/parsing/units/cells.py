"""Knows units in a table row whose borders a copy has lost: only blanks part its cells."""

import re
from collections.abc import Sequence

from tracker.parsing.units.charges import Kind, Names, by_names_alone, by_verbs

_CELL = re.compile(r"\S+")
_CHARGE = re.compile(r"牵头|主[办抓]|负责|承办")
_SENTENCE = re.compile(r"[。;:!?《》\d]")
_LONGEST = 60


def charging_cells(body: str, start: int, end: int) -> tuple[int, int, Names] | None:
    """Where the cells that name units begin and end, and whom they name.

    推进联网 市大数据局 信息科牵头,各科配合 完成…: a cell says who leads and nothing else; whole
    names in the cells before it, another column, help.
    """
    if not _CHARGE.search(body, start, end):
        return None
    cells = list(_CELL.finditer(body, start, end))
    for number, cell in enumerate(cells[1:], 1):
        names = _charged(cell[0])
        if names is not None:
            first = _first_of_names(cells, number)
            for other in cells[first:number]:
                names[Kind.HELP] += (by_names_alone(other[0]) or names)[Kind.DUTY]
            return cells[first].start(), cell.end(), names
    return None


def _charged(words: str) -> Names | None:
    brief = len(words) <= _LONGEST and not _SENTENCE.search(words)
    return by_verbs(words) if brief and _CHARGE.search(words) else None


def _first_of_names(cells: Sequence[re.Match[str]], number: int) -> int:
    while number > 1 and by_names_alone(cells[number - 1][0]):
        number -= 1
    return number
