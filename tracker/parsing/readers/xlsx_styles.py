"""Knows what a workbook's styles and shared strings say of a cell: format, struck out, words."""

from dataclasses import dataclass

from lxml import etree

from tracker.parsing.readers.number_formats import BUILT_IN
from tracker.parsing.readers.package import Package

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass(frozen=True, slots=True)
class Style:
    code: str = ""  # of its number format
    is_struck: bool = False


@dataclass(frozen=True, slots=True)
class Looks:
    styles: tuple[Style, ...]
    strings: tuple[str, ...]
    from_1904: bool

    def style(self, number: str) -> Style:
        known = number.isdigit() and len(number) < 7 and int(number) < len(self.styles)
        return self.styles[int(number)] if known else Style()


def read_looks(package: Package, workbook: etree._Element) -> Looks:
    properties = workbook.find(f"{S}workbookPr")
    dates = "0" if properties is None else properties.get("date1904", "0")
    strings = package.xml("xl/sharedStrings.xml")
    return Looks(
        styles=_styles(package.xml("xl/styles.xml")),
        strings=() if strings is None else tuple(map(words_of, strings.iter(f"{S}si"))),
        from_1904=dates in ("1", "true"),
    )


def _styles(root: etree._Element | None) -> tuple[Style, ...]:
    if root is None:
        return ()
    own = {item.get("numFmtId", ""): item.get("formatCode", "") for item in root.iter(f"{S}numFmt")}
    struck = [is_struck(font) for font in root.iterfind(f"{S}fonts/{S}font")]
    found = []
    for style in root.iterfind(f"{S}cellXfs/{S}xf"):
        number, font = style.get("numFmtId", "0"), style.get("fontId", "0")
        code = own.get(number) or (BUILT_IN.get(int(number), "") if _is_short(number) else "")
        is_out = _is_short(font) and int(font) < len(struck) and struck[int(font)]
        found.append(Style(code, is_out))
    return tuple(found)


def _is_short(number: str) -> bool:
    return number.isascii() and number.isdigit() and len(number) < 7


def is_struck(properties: etree._Element | None) -> bool:
    """Of a font, or of the properties of a run."""
    strike = None if properties is None else properties.find(f"{S}strike")
    return strike is not None and strike.get("val", "1") not in ("0", "false")


def words_of(item: etree._Element) -> str:
    """The words of a string, without the sound marks over them and what is struck out."""
    pieces = [item.findtext(f"{S}t") or ""]
    for run in item.iterfind(f"{S}r"):
        if not is_struck(run.find(f"{S}rPr")):
            pieces.append(run.findtext(f"{S}t") or "")
    return "".join(pieces)
