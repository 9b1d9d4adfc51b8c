"""Knows which words of a web page are shown, and where its tags end a line."""

import re
from collections.abc import Iterator

from lxml import etree

DROPPED = frozenset(
    {"script", "style", "nav", "header", "footer", "aside", "form", "button", "select", "textarea"}
    | {"noscript", "iframe", "object", "svg", "template", "head"}
)
BLOCKS = frozenset(
    {"p", "div", "section", "article", "main", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol"}
    | {"dl", "dt", "dd", "blockquote", "pre", "center", "table", "tbody", "thead", "tr", "td", "th"}
    | {"br", "hr", "body", "figure", "figcaption", "address", "caption", "tfoot"}
)
_STRUCK = frozenset({"s", "strike", "del"})
_SPACE = re.compile(r"[ \t\r\n\u00a0]+")


def is_hidden(element: etree._Element) -> bool:
    style = _style(element)
    return "display:none" in style or element.get("hidden") is not None


def is_struck(element: etree._Element) -> bool:
    return element.tag in _STRUCK or "line-through" in _style(element)


def _style(element: etree._Element) -> str:
    return element.get("style", "").replace(" ", "").lower()


def in_one_line(words: str) -> str:
    """Words as a browser shows them: what is blank in the page's text is one space."""
    return _SPACE.sub(" ", words).strip()


def words_of(cell: etree._Element, struck: list[str]) -> str:
    """The lines of a cell. What is struck out goes to `struck` instead."""
    lines = [""]
    for words, begins_line in _shown(cell, struck):
        if begins_line:
            lines.append("")
        lines[-1] += words
    return "\n".join(line for line in map(in_one_line, lines) if line)


def _shown(cell: etree._Element, struck: list[str]) -> Iterator[tuple[str, bool]]:
    """Pieces of words, and whether a line begins with them."""
    skipped: etree._Element | None = None
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        is_inside = element is not cell
        begins_line = is_inside and element.tag in BLOCKS
        tail = (element.tail or "") if is_inside else ""
        if skipped is None and event == "start" and _is_left_out(element):
            skipped = element
            struck += [in_one_line("".join(map(str, element.itertext())))] * is_struck(element)
        elif skipped is None and event == "start":
            yield element.text or "", begins_line
        elif skipped is None:
            yield tail, begins_line
        elif event == "end" and element is skipped:
            skipped = None
            yield tail, False


def _is_left_out(element: etree._Element) -> bool:
    is_other = not isinstance(element.tag, str)
    return is_other or element.tag in DROPPED or is_hidden(element) or is_struck(element)
