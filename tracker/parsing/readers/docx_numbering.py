"""Knows the automatic numbers that Word keeps out of the text, from numbering.xml and styles."""

from dataclasses import dataclass, field

from lxml import etree

from tracker.domain.numerals import LEGAL, in_characters

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST_STYLE = 20
_DIGITS = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "ideographTraditional",
    }
)


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    numeral: str
    pattern: str
    legal: bool


@dataclass(slots=True)
class _List:
    """One abstract list: its levels and how far each has counted."""

    levels: dict[int, _Level]
    style_levels: dict[str, int]
    counters: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Number:
    list_id: str
    starts: dict[int, int]
    levels: dict[int, _Level]


class Numbering:
    """Counts through a document; ask for the number of each paragraph once, in order."""

    def __init__(self, numbering: etree._Element | None, styles: "Styles") -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._numbers: dict[str, _Number] = {}
        self._begun: set[tuple[str, int]] = set()
        if numbering is not None:
            self._read(numbering)

    def _read(self, root: etree._Element) -> None:
        links: dict[str, str] = {}
        for item in root.iter(f"{W}abstractNum"):
            list_id = item.get(f"{W}abstractNumId", "")
            self._lists[list_id] = _read_list(item)
            link = _value(item, "numStyleLink")
            if link:
                links[list_id] = link
        for item in root.iter(f"{W}num"):
            self._numbers[item.get(f"{W}numId", "")] = _read_number(item)
        for list_id, style in links.items():
            linked = self._numbers.get(self._styles.number_of(style)[0] or "")
            if linked and linked.list_id in self._lists:
                self._lists[list_id] = self._lists[linked.list_id]

    def number(self, properties: etree._Element | None, style: str) -> str:
        """The number that Word shows before a paragraph, empty when it shows none."""
        number_id, depth = _number_properties(properties)
        if number_id is None:
            number_id, styled = self._styles.number_of(style)
            depth = styled if depth is None else depth
        number = self._numbers.get(number_id or "")
        counted = self._lists.get(number.list_id) if number else None
        if number is None or counted is None or number_id is None:
            return ""
        if depth is None:
            depth = counted.style_levels.get(style, 0)
        return self._count(number_id, number, counted, depth)

    def _count(self, number_id: str, number: _Number, counted: _List, depth: int) -> str:
        levels = {**counted.levels, **number.levels}
        if depth not in levels:
            return ""
        if depth in number.starts and (number_id, depth) not in self._begun:
            counted.counters[depth] = number.starts[depth]
        else:
            counted.counters[depth] = counted.counters.get(depth, levels[depth].start - 1) + 1
        self._begun.add((number_id, depth))
        for deeper in [level for level in counted.counters if level > depth]:
            del counted.counters[deeper]
        return _shown(levels, counted.counters, depth)


class Styles:
    """Paragraph styles: which are headings, which carry numbers, what each is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self.default = ""
        if root is None:
            return
        for style in root.iter(f"{W}style"):
            style_id = style.get(f"{W}styleId", "")
            self._styles[style_id] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                self.default = style_id

    def _chain(self, style_id: str) -> list[etree._Element]:
        chain: list[etree._Element] = []
        while style_id in self._styles and len(chain) < _DEEPEST_STYLE:
            chain.append(self._styles[style_id])
            style_id = _value(chain[-1], "basedOn") or ""
        return chain

    def number_of(self, style_id: str) -> tuple[str | None, int | None]:
        depth: int | None = None
        for style in self._chain(style_id):
            number_id, own = _number_properties(style.find(f"{W}pPr"))
            depth = own if depth is None else depth
            if number_id is not None:
                return number_id, depth
        return None, depth

    def level_of(self, style_id: str) -> int | None:
        """The outline level of a heading style, from 0."""
        for style in self._chain(style_id):
            outline = style.find(f"{W}pPr/{W}outlineLvl")
            level = whole(outline.get(f"{W}val")) if outline is not None else None
            if level is not None:
                return level if level < 9 else None
            name = (_value(style, "name") or "").lower()
            if name.startswith(("heading ", "标题 ")) and name[-1].isdigit():
                return int(name[-1]) - 1
        return None

    def is_bold(self, style_id: str) -> bool:
        for style in self._chain(style_id):
            bold = style.find(f"{W}rPr/{W}b")
            if bold is not None:
                return is_on(bold)
        return False


def is_on(element: etree._Element) -> bool:
    return element.get(f"{W}val", "1") not in ("0", "false", "off")


def whole(words: str | None) -> int | None:
    return int(words) if words and words.isascii() and words.isdigit() and len(words) < 10 else None


def _value(parent: etree._Element, name: str) -> str | None:
    child = parent.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")


def _number_properties(properties: etree._Element | None) -> tuple[str | None, int | None]:
    found = None if properties is None else properties.find(f"{W}numPr")
    if found is None:
        return None, None
    return _value(found, "numId"), whole(_value(found, "ilvl"))


def _read_list(item: etree._Element) -> _List:
    levels, style_levels = {}, {}
    for level in item.findall(f"{W}lvl"):
        depth = whole(level.get(f"{W}ilvl")) or 0
        levels[depth] = _read_level(level)
        style = _value(level, "pStyle")
        if style:
            style_levels[style] = depth
    return _List(levels, style_levels)


def _read_level(level: etree._Element) -> _Level:
    start = whole(_value(level, "start"))
    legal = level.find(f"{W}isLgl")
    return _Level(
        start=0 if start is None else start,
        numeral=_value(level, "numFmt") or "decimal",
        pattern=_value(level, "lvlText") or "",
        legal=legal is not None and is_on(legal),
    )


def _read_number(item: etree._Element) -> _Number:
    starts: dict[int, int] = {}
    levels: dict[int, _Level] = {}
    for change in item.findall(f"{W}lvlOverride"):
        depth = whole(change.get(f"{W}ilvl")) or 0
        start = whole(_value(change, "startOverride"))
        if start is not None:
            starts[depth] = start
        level = change.find(f"{W}lvl")
        if level is not None:
            levels[depth] = _read_level(level)
    return _Number(_value(item, "abstractNumId") or "", starts, levels)


def _shown(levels: dict[int, _Level], counters: dict[int, int], depth: int) -> str:
    level = levels[depth]
    if level.numeral == "bullet":
        return "•"
    if level.numeral == "none":
        return ""
    shown = level.pattern
    for above in range(depth + 1):
        if f"%{above + 1}" in shown and above in levels:
            numeral = "decimal" if level.legal and above < depth else levels[above].numeral
            count = counters.get(above, levels[above].start)
            shown = shown.replace(f"%{above + 1}", format_number(count, numeral))
    return shown.strip()


def format_number(count: int, numeral: str) -> str:
    """A count in one of Word's numeral systems; an unknown one reads as decimal."""
    if numeral in _CHINESE:
        return _stem(count) if numeral == "ideographTraditional" else in_characters(count)
    if numeral.startswith(("chineseLegal", "ideographLegal")):
        return in_characters(count, LEGAL)
    if numeral.startswith("decimalEnclosedCircle") and 1 <= count <= 20:
        return chr(ord("①") + count - 1)
    if numeral == "decimalEnclosedParen" and 1 <= count <= 20:
        return chr(ord("⑴") + count - 1)
    if numeral == "decimalEnclosedFullstop" and 1 <= count <= 20:
        return chr(ord("⒈") + count - 1)
    if numeral in ("upperLetter", "lowerLetter") and count >= 1:
        letter = chr(ord("A") + (count - 1) % 26)
        return letter if numeral == "upperLetter" else letter.lower()
    if numeral in ("upperRoman", "lowerRoman") and 1 <= count < 4000:
        return _roman(count) if numeral == "upperRoman" else _roman(count).lower()
    if numeral in ("ideographDigital", "japaneseDigitalTenThousand"):
        return "".join(_DIGITS[int(digit)] for digit in str(count))
    return f"{count:02d}" if numeral == "decimalZero" else str(count)


def _stem(count: int) -> str:
    return _STEMS[count - 1] if 1 <= count <= len(_STEMS) else str(count)


def _roman(count: int) -> str:
    shown = ""
    for value, letters in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        while count >= value:
            shown += letters
            count -= value
    return shown
