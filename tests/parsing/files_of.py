"""Writes one plan as files of each kind: lines of text, and tables with merged cells among them.

What a writer adds is what the programs of offices add: pages with numbers, rules around cells,
lines broken at the margin. `WRITERS` names those that need nothing but this process.
"""

import csv
import io
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import xlwt
from openpyxl import Workbook

from tests.chromium import find_chromium
from tests.parsing.readers import wordfile
from tests.parsing.readers.ofdfile import ofd_pages
from tests.parsing.readers.paper import Paper


@dataclass(frozen=True, slots=True)
class Rows:
    """A table. `merges` are (row, column, height, width): its first cell holds the words."""

    rows: tuple[tuple[str, ...], ...]
    merges: tuple[tuple[int, int, int, int], ...] = ()

    def shown(self) -> list[list[str]]:
        """What a copy of the table shows: nothing inside a merged cell."""
        return [
            [words if self.span(row, column) else "" for column, words in enumerate(cells)]
            for row, cells in enumerate(self.rows)
        ]

    def span(self, row: int, column: int) -> tuple[int, int] | None:
        """Height and width of the cell that opens here; None inside a merged one."""
        for top, left, height, width in self.merges:
            if top <= row < top + height and left <= column < left + width:
                return (height, width) if (top, left) == (row, column) else None
        return 1, 1


Part = str | Rows
Writer = Callable[[Sequence[Part]], bytes]


def lines_of(parts: Sequence[Part]) -> list[str]:
    """Each paragraph a line, each row of a table a line with tabs."""
    lines: list[str] = []
    for part in parts:
        lines += [part] if isinstance(part, str) else ["\t".join(row) for row in part.shown()]
    return lines


def txt(parts: Sequence[Part], encoding: str = "utf-8") -> bytes:
    return "\r\n".join(lines_of(parts)).encode(encoding)


def gb18030(parts: Sequence[Part]) -> bytes:
    return txt(parts, "gb18030")


def utf_16(parts: Sequence[Part]) -> bytes:
    return txt(parts, "utf-16")


def wrapped(parts: Sequence[Part], width: int = 38) -> bytes:
    """Broken hard after so many characters; rows of tables are left whole."""
    lines = [piece for line in lines_of(parts) for piece in _cut(line, width)]
    return "\n".join(lines).encode()


def _cut(line: str, width: int) -> list[str]:
    return [line] if "\t" in line else [line[i : i + width] for i in range(0, len(line), width)]


def one_line(parts: Sequence[Part]) -> bytes:
    """The whole document without a line break, as some pages give it away."""
    return "".join(line.replace("\t", "") for line in lines_of(parts)).encode()


def html(parts: Sequence[Part], *, fragment: bool = False) -> bytes:
    """A page, or only what stands in its body, without a tbody in its tables."""
    body = "\n".join(
        f"<p>　　{escape(part)}</p>" if isinstance(part, str) else _html_table(part)
        for part in parts
    )
    if fragment:
        return body.encode()
    style = "table{border-collapse:collapse} td{border:1px solid} p{margin:.4em 0}"
    head = f'<meta charset="utf-8"><title>计划</title><style>{style}</style>'
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def html_fragment(parts: Sequence[Part]) -> bytes:
    return html(parts, fragment=True)


def _html_table(table: Rows) -> str:
    rows = []
    for number, row in enumerate(table.rows):
        cells = ""
        for column, words in enumerate(row):
            span = table.span(number, column)
            if span is not None:
                cells += f"<td rowspan={span[0]} colspan={span[1]}>{escape(words)}</td>"
        rows.append(f"<tr>{cells}</tr>")
    return f"<table>{''.join(rows)}</table>"


def docx(parts: Sequence[Part]) -> bytes:
    body = (
        wordfile.paragraph(escape(part)) if isinstance(part, str) else _docx_table(part)
        for part in parts
    )
    return wordfile.docx(*body)


def _docx_table(table: Rows) -> str:
    return wordfile.table(*(_docx_row(table, number) for number in range(len(table.rows))))


def _docx_row(table: Rows, number: int) -> str:
    cells = ""
    for column, words in enumerate(table.rows[number]):
        span = table.span(number, column)
        if span is not None:
            merge = "restart" if span[0] > 1 else ""
            cells += wordfile.cell(escape(words), merge=merge, span=span[1])
        for top, left, height, width in table.merges:
            if top < number < top + height and left == column:
                cells += wordfile.cell("", merge="continue", span=width)
    return cells


def xlsx(parts: Sequence[Part]) -> bytes:
    """Lines in the first column, tables from there on."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for part in parts:
        first = sheet.max_row + 1 if sheet["A1"].value else 1
        rows = [[part]] if isinstance(part, str) else part.shown()
        for offset, row in enumerate(rows):
            for column, words in enumerate(row, 1):
                sheet.cell(first + offset, column, words or None)
        for top, left, height, width in () if isinstance(part, str) else part.merges:
            sheet.merge_cells(
                start_row=first + top,
                start_column=left + 1,
                end_row=first + top + height - 1,
                end_column=left + width,
            )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls(parts: Sequence[Part]) -> bytes:
    """The old kind of workbook; WPS gives it the name .et."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("计划")
    first = 0
    for part in parts:
        table = Rows(((part,),)) if isinstance(part, str) else part
        for offset, row in enumerate(table.rows):
            for column, words in enumerate(row):
                height, width = table.span(offset, column) or (0, 0)
                if words and height * width > 1:
                    top, left = first + offset, column
                    sheet.write_merge(top, top + height - 1, left, left + width - 1, words)
                elif words and height:
                    sheet.write(first + offset, column, words)
        first += len(table.rows)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_file(parts: Sequence[Part], encoding: str = "gb18030", delimiter: str = ",") -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    for part in parts:
        writer.writerows([[part]] if isinstance(part, str) else part.shown())
    return out.getvalue().encode(encoding)


def ofd(parts: Sequence[Part]) -> bytes:
    """Pages of A4 with numbers at their foot, cells broken into lines and ruled."""
    paper = Paper()
    for part in parts:
        if isinstance(part, str):
            paper.paragraph(part)
        else:
            paper.table(part.shown(), part.merges)
    return ofd_pages(paper.pages)


def can_print() -> bool:
    return find_chromium() is not None


def printed(parts: Sequence[Part]) -> bytes:
    """A PDF as Chromium prints the page: fonts that it has to borrow yield radicals."""
    return print_page(html(parts))


def print_page(page: bytes) -> bytes:
    with tempfile.TemporaryDirectory(prefix="print-") as folder:
        source, target = Path(folder) / "plan.html", Path(folder) / "plan.pdf"
        source.write_bytes(page)
        chromium = find_chromium()
        assert chromium is not None
        switches = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
        command = [chromium, *switches, f"--user-data-dir={folder}", f"--print-to-pdf={target}"]
        subprocess.run([*command, source.as_uri()], check=True, capture_output=True, timeout=60)
        return target.read_bytes()


WRITERS: Mapping[str, Writer] = {
    "txt": txt,
    "gb18030": gb18030,
    "utf-16": utf_16,
    "wrapped": wrapped,
    "one line": one_line,
    "html": html,
    "html fragment": html_fragment,
    "docx": docx,
    "xlsx": xlsx,
    "xls": xls,
    "ofd": ofd,
}
