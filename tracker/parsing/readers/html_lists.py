"""Knows the numbers that a browser shows before the items of a web page's ordered lists."""

from lxml import etree

from tracker.parsing.readers.docx_numbering import format_number

# a browser counts every level as 1. 2. 3.; the levels of an official document tell one another
# apart, and the page meant them to be told apart by their indent
_SCALE = (("chineseCounting", "、"), ("chineseCounting", "）"), ("decimal", "."), ("decimal", "）"))


class Lists:
    """Told of each list and item in order, it counts them."""

    def __init__(self) -> None:
        self._counts: list[int | None] = []  # None: a list without numbers
        self._nests = False

    def open(self, element: etree._Element) -> None:
        if element.tag == "ol" and not any(count is not None for count in self._counts):
            self._nests = next(element.iterdescendants("ol"), None) is not None
        self._counts.append(_start(element) - 1 if element.tag == "ol" else None)

    def close(self) -> None:
        if self._counts:
            self._counts.pop()

    def item(self) -> str:
        """The number of the item that begins here, empty in a list of bullets."""
        count = self._counts[-1] if self._counts else None
        if count is None:
            return ""
        self._counts[-1] = count + 1
        depth = sum(1 for above in self._counts if above is not None) - 1
        numeral, mark = _SCALE[min(depth, len(_SCALE) - 1)] if self._nests else _SCALE[2]
        return ("（" if mark == "）" else "") + format_number(count + 1, numeral) + mark


def _start(element: etree._Element) -> int:
    words = element.get("start", "").strip()
    return int(words) if words.isascii() and words.isdigit() and len(words) < 5 else 1
