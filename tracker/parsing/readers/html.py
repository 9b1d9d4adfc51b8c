"""Knows saved web pages: their encoding, their words, and the furniture around them."""

import re

from lxml import etree, html

from tracker.domain.drafts.draft import Doubt
from tracker.domain.errors import UnreadableDocument
from tracker.parsing.document import Document
from tracker.parsing.readers.builder import DocumentBuilder, shortened
from tracker.parsing.readers.html_lists import Lists
from tracker.parsing.readers.html_tables import grid_of, is_data_table
from tracker.parsing.readers.html_words import BLOCKS, DROPPED, in_one_line, is_hidden, is_struck
from tracker.parsing.readers.plain_text import decode
from tracker.parsing.readers.wrapping import begins

_TAGS = (
    "html|head|body|meta|title|p|div|span|table|tbody|thead|tr|td|th|h[1-6]|ul|ol|li|br|section|"
    "article|main|font|center|strong|b"
)
_OPENS = re.compile(rf"<(?:!doctype\s{{1,9}}html|(?:{_TAGS})[\s/>])", re.I)
# markup inside a text: what only a page that was cut out of its frame has
_CLOSES = re.compile(rf"</(?:{_TAGS})>|<br\s?/?>", re.I)
_FEWEST_CLOSED = 3
_LINES_A_TAG = 4  # a text that only speaks of tags has fewer
_SNIFFED = 65_536
_ASIDES = (("<!--", "-->"), ("<?", ">"))
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=[\s\"']{0,9}([a-zA-Z0-9_-]{2,20})", re.I)
_CHINESE = {"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk"}
_FURNITURE = re.compile(
    r"(?:^|[-_ ])(?:nav|menu|foot(?:er)?|head(?:er)?|(?:bread)?crumbs?|share|side(?:bar)?|"
    r"copyright|pag(?:er|ination)|tool(?:bar|s)?|banner|search|login|related|recommend|qrcode|print)"
    r"(?:$|[-_ ]|\d)",
    re.I,
)
_LISTS = ("ol", "ul")


def is_html(data: bytes) -> bool:
    """Whether it begins as a page does, or is a piece of one: then its tags are closed in it."""
    head = data[:_SNIFFED]
    utf_16 = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if utf_16 else "latin-1", errors="replace")
    if _OPENS.match(text, _after_comments(text)):
        return True
    closed = len(_CLOSES.findall(text))
    return closed >= _FEWEST_CLOSED and closed * _LINES_A_TAG >= text.count("\n")


def _after_comments(text: str) -> int:
    """Where a page begins behind blanks, a byte order mark, comments and declarations of XML."""
    place = 0
    while True:
        while place < len(text) and (text[place].isspace() or text[place] in "\ufeffï»¿"):
            place += 1
        ending = next((end for start, end in _ASIDES if text.startswith(start, place)), "")
        after = text.find(ending, place) if ending else -1
        if after < 0:
            return place
        place = after + len(ending)


def read_html(data: bytes) -> Document:
    text = _decoded(data).lstrip("\ufeff \r\n\t")
    if text.startswith("<?xml"):
        text = text.partition(">")[2]  # it names an encoding, and the text is decoded already
    try:
        root = html.document_fromstring(text, parser=html.HTMLParser(no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise UnreadableDocument("document.broken") from error
    writer = _Writer()
    writer.write(root)
    return writer.document()


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
        self._builder = DocumentBuilder()
        self._struck: list[str] = []
        self._words: list[str] = []
        self._linked = 0
        self._level: int | None = None
        self._number = ""
        self._lists = Lists()

    def document(self) -> Document:
        struck = [words for words in self._struck if words]
        told = (Doubt("plan.struck-out", shortened(struck)),) if struck else ()
        return self._builder.document(told)

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
        if is_struck(element):
            self._struck.append(in_one_line("".join(map(str, element.itertext()))))
            return True
        if tag == "table" and is_data_table(element):
            self._flush()
            self._builder.table(grid_of(element, self._struck))
            return True
        if tag in BLOCKS:
            self._flush()
            self._level = int(tag[1]) - 1 if re.fullmatch("h[1-6]", tag) else None
        if tag in _LISTS:
            self._lists.open(element)
        elif tag == "li":
            self._number = self._lists.item()
        self._say(element.text, linked=tag == "a")
        return False

    def _closes(self, element: etree._Element) -> None:
        if element.tag in BLOCKS:
            self._flush()
        if element.tag in _LISTS:
            self._lists.close()
        self._say(element.tail)

    def _say(self, words: str | None, *, linked: bool = False) -> None:
        if words:
            self._words.append(words)
            self._linked += len(words.strip()) if linked else 0

    def _flush(self) -> None:
        words = in_one_line("".join(self._words))
        # a short line that is nothing but links leads elsewhere
        if words and not (self._linked * 2 > len(words) and len(words) < 60):
            # a list that is shown without its numbers has them typed
            number = "" if begins(words) else self._number
            self._builder.paragraph(words, number=number, level=self._level)
        if words:
            self._number = ""
        self._words, self._linked, self._level = [], 0, None


def _is_furniture(element: etree._Element, tag: str) -> bool:
    if tag in DROPPED:
        return True
    if tag in ("body", "html", "p", "td", "article", "main"):
        return False
    named = f"{element.get('class', '')} {element.get('id', '')} {element.get('title', '')[:20]}"
    is_named = _FURNITURE.search(named) is not None and not _holds_much(element)
    return is_named or is_hidden(element)


def _holds_much(element: etree._Element) -> bool:
    """A part with this much running text is the page's matter, whatever it is called."""
    return sum(len(words) for words in map(str, element.itertext()) if "。" in words) > 400
