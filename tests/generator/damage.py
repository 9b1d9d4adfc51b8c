"""Harm done to a document on purpose: its right answer stays what it was before.

Each kind says where it can be done; a draft that came out wrong has to say that it may be.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from random import Random

from tests.generator.layouts.page import Document
from tests.generator.score import squeezed
from tests.parsing.files_of import Part, Rows

Damage = Callable[[Random, Document], Sequence[Part] | None]

_MARK = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s?|[①-⑳]|[一二三四五六七八九十]是|第[一二三四五六七八九十]+[，条章]\s?)"
)
_YEAR = re.compile(r"[2２][0０][\d０-９]{2}(?=年)")


def _table_of(document: Document) -> tuple[int, Rows] | None:
    found = [(n, part) for n, part in enumerate(document.parts) if isinstance(part, Rows)]
    return found[0] if found and document.layout.startswith("table") else None


def _with_table(document: Document, rows: Sequence[tuple[str, ...]], merged: bool) -> list[Part]:
    found = _table_of(document)
    assert found is not None
    number, table = found
    parts = list(document.parts)
    parts[number] = Rows(tuple(rows), table.merges if merged else ())
    return parts


def _head_rows(document: Document, table: Rows) -> int:
    """How many rows stand above the first task."""
    first = document.wanted.tasks[0].words
    return next(n for n, row in enumerate(table.rows) if first in row)


def task_cells_emptied(dice: Random, document: Document) -> Sequence[Part] | None:
    found = _table_of(document)
    if found is None:
        return None
    words = {task.words for task in document.wanted.tasks}
    hit = set(dice.sample(sorted(words), len(words) * 2 // 5))
    rows = [tuple("" if cell in hit else cell for cell in row) for row in found[1].rows]
    return _with_table(document, rows, merged=True)


def unit_cells_emptied(dice: Random, document: Document) -> Sequence[Part] | None:
    found = _table_of(document)
    if found is None or "merged units" in document.traits:
        return None
    leads = {task.lead for task in document.wanted.tasks}
    rows = [
        tuple("" if cell in leads and dice.random() < 0.5 else cell for cell in row)
        for row in found[1].rows
    ]
    return _with_table(document, rows, merged=True)


def rows_lost(dice: Random, document: Document) -> Sequence[Part] | None:
    """A run of rows in the middle, as when a page was not copied."""
    found = _table_of(document)
    if found is None:
        return None
    top = _head_rows(document, found[1])
    body = len(found[1].rows) - top
    first = top + 1 + dice.randrange(max(1, body // 3))
    rows = [*found[1].rows[:first], *found[1].rows[first + body * 2 // 5 :]]
    return _with_table(document, rows, merged=False)


def columns_swapped(dice: Random, document: Document) -> Sequence[Part] | None:
    """The names of two columns stand over each other's cells."""
    found = _table_of(document)
    if found is None or "two-row heading" in document.traits:
        return None
    table, task = found[1], document.wanted.tasks[0]
    top = _head_rows(document, table)
    one, other = table.rows[top].index(task.words), table.rows[top].index(task.lead)
    heading = list(table.rows[top - 1 - (table.rows[top - 1][1:2] == ("",))])
    swapped = list(heading)
    swapped[one], swapped[other] = heading[other], heading[one]
    rows = [tuple(swapped) if row == tuple(heading) else row for row in table.rows]
    return _with_table(document, rows, merged=True)


def heading_row_lost(dice: Random, document: Document) -> Sequence[Part] | None:
    found = _table_of(document)
    if found is None:
        return None
    return _with_table(document, found[1].rows[_head_rows(document, found[1]) :], merged=False)


def _lines(document: Document) -> list[str] | None:
    lines = [part for part in document.parts if isinstance(part, str)]
    return lines if len(lines) == len(document.parts) and _is_prose(document) else None


def _is_prose(document: Document) -> bool:
    return document.layout != "one cell a line"


def _opens(line: str, words: Sequence[str]) -> bool:
    opening = squeezed(line)[:12]
    return bool(opening) and any(squeezed(one).startswith(opening) for one in words)


def headings_dropped(dice: Random, document: Document) -> Sequence[Part] | None:
    lines = _lines(document)
    if lines is None:
        return None
    places = [n for n, line in enumerate(lines) if _opens(line, document.wanted.groups)]
    gone = set(dice.sample(places, (len(places) + 1) // 2))
    return [line for n, line in enumerate(lines) if n not in gone]


def _body(document: Document, lines: Sequence[str]) -> tuple[int, int]:
    """From the first group's heading to the last line with a task."""
    words = [task.words for task in document.wanted.tasks]
    first = next((n for n, x in enumerate(lines) if _opens(x, document.wanted.groups[:1])), 0)
    last = max((n for n, line in enumerate(lines) if _opens(line, words)), default=len(lines) - 1)
    return first, last + 1


def page_lost(dice: Random, document: Document) -> Sequence[Part] | None:
    """A run of lines from the middle of the plan, and with them the middle of two sentences."""
    lines = _lines(document)
    if lines is None:
        return None
    first, last = _body(document, lines)
    gone = (last - first) * 2 // 5
    if gone < 2:
        return None
    start = first + 1 + dice.randrange(max(1, (last - first) // 3))
    head, tail = lines[start], lines[start + gone] if start + gone < len(lines) else ""
    torn = head[: len(head) // 2] + tail[len(tail) // 2 :]
    return [*lines[:start], torn, *lines[start + gone + 1 :]]


def end_lost(dice: Random, document: Document) -> Sequence[Part] | None:
    """The last pages are missing, from the middle of a sentence on."""
    lines = _lines(document)
    if lines is None:
        return None
    first, last = _body(document, lines)
    end = last - (last - first) * 2 // 5
    while end > first and not squeezed(lines[end]):
        end -= 1
    return [*lines[:end], lines[end][: len(lines[end]) // 2]] if end > first + 1 else None


def marks_lost(dice: Random, document: Document) -> Sequence[Part] | None:
    """Half of the items have lost their numbers."""
    lines = _lines(document)
    if lines is None or not document.layout.startswith("numbered"):
        return None
    words = [task.words for task in document.wanted.tasks]
    return [
        _MARK.sub("", line, count=1) if _opens(line, words) and dice.random() < 0.5 else line
        for line in lines
    ]


def numbers_jump(dice: Random, document: Document) -> Sequence[Part] | None:
    """Two of five items are gone, and the numbers of the others stay."""
    lines = _lines(document)
    if lines is None or not document.layout.startswith(("numbered", "一是 on lines")):
        return None
    words = [task.words for task in document.wanted.tasks]
    places = [n for n, line in enumerate(lines) if _opens(line, words)]
    gone = set(dice.sample(places, len(places) * 2 // 5))
    return [line for n, line in enumerate(lines) if n not in gone]


def years_mixed(dice: Random, document: Document) -> Sequence[Part] | None:
    """The lines name several years, at random, and not just the plan's."""
    lines = _lines(document)
    if lines is None:
        return None
    year = document.wanted.year
    mixed = [_YEAR.sub(lambda _: str(year + dice.choice((-3, -1, 0, 2))), x) for x in lines]
    named = {found for line in mixed for found in _YEAR.findall(line)}
    return mixed if len(named) > 1 else None


def plan_heading_lost(dice: Random, document: Document) -> Sequence[Part] | None:
    """What parts the look back from the plan is gone."""
    lines = _lines(document)
    if lines is None or not any(trait.startswith("review") for trait in document.traits):
        return None
    first, _ = _body(document, lines)
    while first and not squeezed(lines[first - 1]):
        first -= 1
    return [*lines[: first - 1], *lines[first:]] if first else None


def stops_lost(dice: Random, document: Document) -> Sequence[Part] | None:
    lines = _lines(document)
    return None if lines is None else [line.replace("。", "") for line in lines]


def all_on_one_line(dice: Random, document: Document) -> Sequence[Part] | None:
    lines = _lines(document)
    return None if lines is None else ["".join(line.strip() for line in lines)]


DAMAGES: Mapping[str, Damage] = {
    "task cells emptied": task_cells_emptied,
    "unit cells emptied": unit_cells_emptied,
    "rows lost": rows_lost,
    "columns swapped": columns_swapped,
    "heading row lost": heading_row_lost,
    "headings dropped": headings_dropped,
    "page lost": page_lost,
    "end lost": end_lost,
    "marks lost": marks_lost,
    "numbers jump": numbers_jump,
    "years mixed": years_mixed,
    "plan heading lost": plan_heading_lost,
    "stops lost": stops_lost,
    "all on one line": all_on_one_line,
}


def damaged(kind: str, document: Document, seed: int) -> Document | None:
    """None where the document has nothing that could be harmed in this way."""
    dice = Random(f"{kind} {seed}")  # noqa: S311
    parts = DAMAGES[kind](dice, document)
    if parts is None or list(parts) == list(document.parts):
        return None
    return replace(document, parts=tuple(parts), traits=(*document.traits, kind))
