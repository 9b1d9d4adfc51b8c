"""Knows Excel's .xlsx: sheets as rows of cells, merged cells marked as carried on."""

import re
from datetime import date, timedelta

from lxml import etree

from tracker.domain.drafts.draft import Doubt
from tracker.parsing.document import Document
from tracker.parsing.readers.builder import DocumentBuilder
from tracker.parsing.readers.grid import LAST_COLUMN, LAST_ROW, Grid
from tracker.parsing.readers.package import Package

WORKBOOK = "xl/workbook.xml"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})$")
_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$")
_DATE_FORMATS = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
# a sheet may have been coloured down to its millionth row
_EMPTY = re.compile(
    rb"<(?:\w+:)?c\s[^<>]*/>|<(?:\w+:)?row(?:\s[^<>]*)?(?:/>|>(?:<(?:\w+:)?c\s[^<>]*/>)*</(?:\w+:)?row>)"
)
_Merge = tuple[int, int, int, int]  # row, column, height, width


def read_xlsx(package: Package) -> Document:
    builder = DocumentBuilder()
    shared = _shared_strings(package)
    dated = _date_styles(package)
    is_cut = False
    for name in _sheet_names(package):
        sheet = _read_sheet(package, name, shared, dated)
        is_cut = is_cut or sheet.is_cut
        builder.table(sheet, titled=True)
    limit = f"{LAST_ROW}行、{LAST_COLUMN}列"
    return builder.document((Doubt("plan.cut-off", limit),) if is_cut else ())


def _sheet_names(package: Package) -> list[str]:
    """The parts of the visible sheets, in the order of their tabs."""
    workbook, relations = package.xml(WORKBOOK), package.xml("xl/_rels/workbook.xml.rels")
    if workbook is None or relations is None:
        return []
    targets = {item.get("Id"): item.get("Target", "") for item in relations}
    names = []
    for sheet in workbook.iter(f"{_S}sheet"):
        target = targets.get(sheet.get(f"{_R}id"), "")
        if sheet.get("state", "visible") == "visible" and target:
            names.append(target.lstrip("/") if target.startswith("/") else f"xl/{target}")
    return names


def _shared_strings(package: Package) -> list[str]:
    root = package.xml("xl/sharedStrings.xml")
    return [] if root is None else [_text(item) for item in root.iter(f"{_S}si")]


def _text(item: etree._Element) -> str:
    """The words of a string, without the sound marks that may stand over them."""
    return "".join(
        part.text or ""
        for part in item.iter(f"{_S}t")
        if not any(above.tag == f"{_S}rPh" for above in part.iterancestors())
    )


def _date_styles(package: Package) -> frozenset[int]:
    """Which cell styles show a number as a date."""
    root = package.xml("xl/styles.xml")
    if root is None:
        return frozenset()
    own = {item.get("numFmtId"): item.get("formatCode", "") for item in root.iter(f"{_S}numFmt")}
    formats = root.find(f"{_S}cellXfs")
    found = []
    for index, style in enumerate(() if formats is None else formats):
        number = style.get("numFmtId", "0")
        code = re.sub(r'"[^"]*"|\[[^\]]*\]', "", own.get(number, "")).lower()
        if (number.isdigit() and int(number) in _DATE_FORMATS) or ("m" in code and "y" in code):
            found.append(index)
    return frozenset(found)


def _read_sheet(package: Package, name: str, shared: list[str], dated: frozenset[int]) -> Grid:
    sheet = Grid()
    for element in package.elements(name, (f"{_S}row", f"{_S}mergeCell"), _EMPTY):
        if element.tag == f"{_S}row":
            _read_row(sheet, element, shared, dated)
        else:
            merge = _merged(element.get("ref", ""))
            if merge is not None:
                sheet.merge(*merge)
    return sheet


def _read_row(sheet: Grid, row: etree._Element, shared: list[str], dated: frozenset[int]) -> None:
    for cell in row.iter(f"{_S}c"):
        place = _place(cell.get("r", ""))
        words = _value(cell, shared, dated).strip()
        if words and place is not None:
            sheet.put(*place, words)


def _place(reference: str) -> tuple[int, int] | None:
    match = _REFERENCE.match(reference)
    if match is None:
        return None
    return int(match[2]) - 1, _column(match[1])


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _merged(reference: str) -> _Merge | None:
    match = _RANGE.match(reference)
    if match is None:
        return None
    top, left = int(match[2]) - 1, _column(match[1])
    return top, left, int(match[4]) - top, _column(match[3]) + 1 - left


def _value(cell: etree._Element, shared: list[str], dated: frozenset[int]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _text(cell)
    words = cell.findtext(f"{_S}v") or ""
    if kind == "s":
        return shared[int(words)] if words.isdigit() and int(words) < len(shared) else ""
    if kind in ("e", "b"):
        return ""
    style = cell.get("s", "0")
    if kind == "n" and style.isdigit() and int(style) in dated:
        return _date(words)
    return words.removesuffix(".0")


def _date(serial: str) -> str:
    """A day as Excel counts them, in the words of a plan."""
    try:
        day = date(1899, 12, 30) + timedelta(days=float(serial))
    except (ValueError, OverflowError):
        return serial
    return f"{day.year}年{day.month}月{day.day}日"
