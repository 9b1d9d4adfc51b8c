"""Knows Excel's .xlsx: its visible sheets as tables, each cell as the sheet shows it."""

import re

from lxml import etree

from tracker.parsing.document import Document
from tracker.parsing.readers.number_formats import shown
from tracker.parsing.readers.package import Package
from tracker.parsing.readers.sheets import Merge, Sheet, sheets_document
from tracker.parsing.readers.xlsx_styles import Looks, S, read_looks, words_of

WORKBOOK = "xl/workbook.xml"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})$")
_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
# a sheet may have been coloured down to its millionth row
_EMPTY_CELL = re.compile(rb'<(?:\w{1,9}:)?c r="[A-Z0-9]{2,10}"[^<>]*/>')
_EMPTY_ROW = re.compile(rb'<(?:\w{1,9}:)?row r="\d{1,7}"[^<>]*(?:/>|></(?:\w{1,9}:)?row>)')
# In a header or footer: where the words after it stand, and how they look.
_MARGIN_PLACE = re.compile("&[LCR]")
_MARGIN_CODE = re.compile(r'&(?:"[^"]{0,80}"|K[0-9A-F+-]{1,8}|\d{1,3}|[A-Za-z])')
_LAST_HIDDEN = 16_384  # columns that one mark may hide: all that a sheet has


def read_xlsx(package: Package, part: str = WORKBOOK) -> Document:
    workbook = package.xml(part)
    if workbook is None:
        return sheets_document(())
    looks = read_looks(package, workbook)
    targets = {relation.id: relation.target for relation in package.relations(part)}
    sheets: list[Sheet] = []
    hidden: list[Sheet] = []
    for item in workbook.iter(f"{S}sheet"):
        target = targets.get(item.get(f"{_R}id", ""), "")
        sheet = _read_sheet(package, target, looks)
        sheet.name = item.get("name", "")
        is_shown = item.get("state", "visible") == "visible"
        (sheets if is_shown else hidden).append(sheet)
    return sheets_document(sheets, hidden)


def _read_sheet(package: Package, name: str, looks: Looks) -> Sheet:
    sheet = Sheet()
    row = -1
    tags = (f"{S}col", f"{S}row", f"{S}mergeCell", f"{S}headerFooter")
    for element in package.elements(name, tags, (_EMPTY_CELL, _EMPTY_ROW)):
        if element.tag == f"{S}row":
            row = _read_row(sheet, element, row + 1, looks)
        elif element.tag == f"{S}col" and _is_on(element, "hidden"):
            first, last = _whole(element.get("min"), 1), _whole(element.get("max"), 0)
            sheet.hidden_columns.update(range(first - 1, min(last, _LAST_HIDDEN)))
        elif element.tag == f"{S}headerFooter":
            sheet.margins += [part for line in element for part in _margin_parts(line.text or "")]
        elif element.tag == f"{S}mergeCell":
            sheet.merges += _merged(element.get("ref", ""))
    return sheet


def _margin_parts(words: str) -> list[str]:
    """What is printed on the left, in the middle and on the right: &L&"黑体"&14机密★1年&C第&P页."""
    return [_MARGIN_CODE.sub("", part) for part in _MARGIN_PLACE.split(words)]


def _read_row(sheet: Sheet, row: etree._Element, following: int, looks: Looks) -> int:
    """The number of the row; the file may leave it out, and that of a cell as well."""
    number = _whole(row.get("r"), following + 1) - 1
    if _is_on(row, "hidden"):
        sheet.hidden_rows.add(number)
    column = -1
    for cell in row.iterfind(f"{S}c"):
        place = _place(cell.get("r", ""))
        column = column + 1 if place is None else place[1]
        words = _value(sheet, cell, looks).strip()
        if words and looks.style(cell.get("s", "0")).is_struck:
            sheet.struck_rows.add(number)
        elif words:
            sheet.put(number, column, words)
    return number


def _value(sheet: Sheet, cell: etree._Element, looks: Looks) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(map(words_of, cell.iterfind(f"{S}is")))
    words = cell.findtext(f"{S}v")
    if words is None:
        sheet.lacks_results = sheet.lacks_results or cell.find(f"{S}f") is not None
        return ""
    if kind == "s":
        known = words.isdigit() and int(words) < len(looks.strings)
        return looks.strings[int(words)] if known else ""
    if kind in ("e", "b"):
        return ""
    if kind == "d":
        return _DAY.sub(lambda day: f"{int(day[1])}年{int(day[2])}月{int(day[3])}日", words[:10])
    return words if kind == "str" else _number(words, looks.style(cell.get("s", "0")).code, looks)


def _number(words: str, code: str, looks: Looks) -> str:
    try:
        value = float(words)
    except ValueError:
        return words
    return shown(value, code, from_1904=looks.from_1904) if abs(value) < 1e300 else words


def _is_on(element: etree._Element, name: str) -> bool:
    return element.get(name, "0") in ("1", "true")


def _whole(words: str | None, default: int) -> int:
    return (
        int(words) if words and words.isascii() and words.isdigit() and len(words) < 8 else default
    )


def _place(reference: str) -> tuple[int, int] | None:
    match = _REFERENCE.match(reference)
    return None if match is None else (int(match[2]) - 1, _column(match[1]))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _merged(reference: str) -> list[Merge]:
    match = _RANGE.match(reference)
    if match is None:
        return []
    top, left = int(match[2]) - 1, _column(match[1])
    height, width = int(match[4]) - top, _column(match[3]) + 1 - left
    return [Merge(top, left, height, width)] if height > 0 and width > 0 else []
