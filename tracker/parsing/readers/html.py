"""Knows saved web pages: their encoding, their words, and the furniture around them."""

import re

from lxml import etree, html

from tracker.domain.errors import UnreadableDocument
from tracker.parsing.document import Document
from tracker.parsing.readers.builder import DocumentBuilder
from tracker.parsing.readers.grid import Grid
from tracker.parsing.readers.html_lists import Lists
from tracker.parsing.readers.plain_text import decode
from tracker.parsing.readers.wrapping import begins

_SNIFF = re.compile(
    rb"^\s*(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta)\b",
    re.I | re.S,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_-]{2,20})", re.I)
_CHINESE = {"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk"}
_DROPPED = frozenset(
    {"script", "style", "nav", "header", "footer", "aside", "form", "button", "select", "textarea"}
    | {"noscript", "iframe", "object", "svg", "template", "head"}
)
_BLOCKS = frozenset(
    {"p", "div", "section", "article", "main", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol"}
    | {"dl", "dt", "dd", "blockquote", "pre", "center", "table", "tbody", "thead", "tr", "td", "th"}
    | {"br", "hr", "body", "figure", "figcaption", "address"}
)
_FURNITURE = re.compile(
    r"(?:^|[-_ ])(?:nav|menu|foot(?:er)?|head(?:er)?|(?:bread)?crumbs?|share|side(?:bar)?|"
    r"copyright|pag(?:er|ination)|tool(?:bar|s)?|banner|search|login|related|recommend|qrcode|print)"
    r"(?:$|[-_ ]|\d)",
    re.I,
)
_SPACE = re.compile(r"[ \t\r\n\u00a0]+")
_LONGEST_CELL = 1500
_LISTS = ("ol", "ul")


def is_html(data: bytes) -> bool:
    return _SNIFF.match(data[:2048]) is not None


def read_html(data: bytes) -> Document:
    try:
        root = html.document_fromstring(_decoded(data), parser=html.HTMLParser(no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise UnreadableDocument("document.broken") from error
    writer = _Writer()
    writer.write(root)
    return writer.builder.document()


def _decoded(data: bytes) -> str:
    declared = _CHARSET.search(data[:4096])
    name = declared[1].decode("ascii").lower() if declared else ""
    if name in _CHINESE:
        # pages say gb2312 and use characters of its successors
        return data.decode("gb18030", errors="replace")
    if name in ("utf-8", "utf8"):
        return data.decode("utf-8-sig", errors="replace")
    return decode(data)


class _Writer:
    """Walks a page without recursion and writes its blocks."""

    def __init__(self) -> None:
        self.builder = DocumentBuilder()
        self._words: list[str] = []
        self._linked = 0
        self._level: int | None = None
        self._number = ""
        self._lists = Lists()

    def write(self, root: etree._Element) -> None:
        skipped: etree._Element | None = None
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if skipped is not None:
                if event == "end" and element is skipped:
                    skipped = None
                    self._say(element.tail)
                continue
            if event == "start":
                skipped = element if self._opens(element) else None
            else:
                self._closes(element)
        self._flush()

    def _opens(self, element: etree._Element) -> bool:
        """Starts an element; true when nothing inside it is to be read."""
        tag = element.tag
        if not isinstance(tag, str) or _is_furniture(element, tag):
            return True
        if tag == "table" and _is_data_table(element):
            self._flush()
            self.builder.table(_grid(element))
            return True
        if tag in _BLOCKS:
            self._flush()
            self._level = int(tag[1]) - 1 if re.fullmatch("h[1-6]", tag) else None
        if tag in _LISTS:
            self._lists.open(element)
        elif tag == "li":
            self._number = self._lists.item()
        self._say(element.text, linked=tag == "a")
        return False

    def _closes(self, element: etree._Element) -> None:
        if element.tag in _BLOCKS:
            self._flush()
        if element.tag in _LISTS:
            self._lists.close()
        self._say(element.tail)

    def _say(self, words: str | None, *, linked: bool = False) -> None:
        if words:
            self._words.append(words)
            self._linked += len(words.strip()) if linked else 0

    def _flush(self) -> None:
        words = _SPACE.sub(" ", "".join(self._words)).strip()
        # a short line that is nothing but links leads elsewhere
        if words and not (self._linked * 2 > len(words) and len(words) < 60):
            # a list that is shown without its numbers has them typed
            number = "" if begins(words) else self._number
            self.builder.paragraph(words, number=number, level=self._level)
        if words:
            self._number = ""
        self._words, self._linked, self._level = [], 0, None


def _is_furniture(element: etree._Element, tag: str) -> bool:
    if tag in _DROPPED:
        return True
    if tag in ("body", "html", "p", "td", "article", "main"):
        return False
    named = f"{element.get('class', '')} {element.get('id', '')} {element.get('title', '')[:20]}"
    hidden = "display:none" in element.get("style", "").replace(" ", "")
    return hidden or (_FURNITURE.search(named) is not None and not _holds_much(element))


def _holds_much(element: etree._Element) -> bool:
    """A part with this much running text is the page's matter, whatever it is called."""
    return sum(len(words) for words in map(str, element.itertext()) if "。" in words) > 400


def _text_of(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _is_data_table(table: etree._Element) -> bool:
    """A table of cells; not one that lays out the page."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = list(table.iter("tr"))
    widest = max((sum(1 for _ in row.iterchildren("td", "th")) for row in rows), default=0)
    longest = max((len(_text_of(cell)) for cell in table.iter("td", "th")), default=0)
    return widest > 1 and len(rows) > 1 and longest < _LONGEST_CELL


def _grid(table: etree._Element) -> Grid:
    grid = Grid()
    for number, row in enumerate(table.iter("tr")):
        column = 0
        for cell in row.iterchildren("td", "th"):
            while grid.is_taken(number, column):
                column += 1
            words = _SPACE.sub(" ", _text_of(cell)).strip()
            width = _span(cell, "colspan")
            grid.put(number, column, words, _span(cell, "rowspan"), width)
            column += width
    return grid


def _span(cell: etree._Element, name: str) -> int:
    words = cell.get(name, "1").strip()
    return (
        min(max(int(words), 1), 64) if words.isascii() and words.isdigit() and len(words) < 5 else 1
    )
