"""Knows the encodings that Chinese text files come in, and cuts a text into lines."""

import re
from collections.abc import Iterator, Sequence

from tracker.domain.errors import UnreadableDocument
from tracker.parsing.document import Block, Cell, Document
from tracker.parsing.readers.wrapping import CutLines, in_one_line, paragraphs

_LINE = re.compile(r"[^\r\n\x0b\x0c\u0085\u2028\u2029]+")
_NUMBER = re.compile(r"[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,3})[)）.．、]{1,3}|[①-⑳]")
_PAGE = re.compile(
    r"[-—–]{1,9} ?\d{1,4} ?[-—–]{1,9}|第 ?\d{1,4} ?页(?:[,， /]{0,9}共 ?\d{1,4} ?页)?|"
    r"\d{1,4} ?/ ?\d{1,4}"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x1c-\x1f]")
_BAD = re.compile("\ufffd+")
_ODD = re.compile(r"[\ue000-\uf8ff\ufffd\u0080-\u009f\u0100-\u02ff\u0400-\u05ff\u0e00-\u0fff]")
# characters that no Chinese text of some length does without
_COMMON = re.compile(r"[的一是在和工作有人大中国为年月业不区会全市实行管理]")
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def decode(data: bytes) -> str:
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), None)
    candidates = (encoding,) if encoding else (*_utf_16_guess(data), "utf-8", "gb18030")
    for candidate in candidates:
        try:
            text = data.decode(candidate)
        except UnicodeDecodeError:
            continue
        if _CONTROL.search(text):
            raise UnreadableDocument("document.not-text")
        # UTF-8 and a mark at the start prove themselves; other bytes can pass for anything
        if encoding or candidate == "utf-8" or _reads_like_text(text):
            return text
    return _with_few_bad_places(data, (encoding,) if encoding else ("utf-8", "gb18030"))


def _with_few_bad_places(data: bytes, candidates: Sequence[str]) -> str:
    """A text that a byte here and there was lost from, or the end, is read all the same."""
    for candidate in candidates:
        text = data.decode(candidate, errors="replace")
        few = max(len(text) // 200, min(len(text) // 50, 3))
        if len(_BAD.findall(text)) <= few and _reads_like_text(text) and not _CONTROL.search(text):
            return text
    raise UnreadableDocument("document.unknown-encoding")


def _utf_16_guess(data: bytes) -> tuple[str, ...]:
    """Without a mark at its start UTF-16 shows by its zero bytes: line ends, digits, spaces."""
    if len(data) % 2 or b"\x00" not in data[:4096]:
        return ()
    even, odd = data[:4096:2].count(0), data[1:4096:2].count(0)
    return ("utf-16-be",) if even > odd else ("utf-16-le",)


def _reads_like_text(text: str) -> bool:
    sample = text[:20000]
    letters = sum(1 for character in sample if character > "\x7f")
    if letters < 60:
        return len(_ODD.findall(sample)) <= letters * 0.3
    few_odd = len(_ODD.findall(sample)) <= letters * 0.02
    return few_odd and len(_COMMON.findall(sample)) >= letters * 0.03


def lines_document(text: str) -> Document:
    """One block a paragraph; a line with tabs is a row of cells."""
    text = _unbroken(text)
    blocks = []
    for match in _LINE.finditer(text):
        start, end = trimmed(text, match.start(), match.end())
        if start < end and not is_page_number(text[start:end]):
            cells = _cells(text, match.start(), match.end())
            blocks.append(Block(start, end, start, cells=cells))
    return Document(text, tuple(_mended(text, blocks)))


def _mended(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """One block where a line was cut in the middle of a sentence. The text stays as it is."""
    cut = CutLines([text[block.start : block.end] for block in blocks])
    whole: Block | None = None
    for number, block in enumerate(blocks):
        if whole and not (whole.cells or block.cells) and cut.goes_on(number):
            whole = whole._replace(end=block.end)
            continue
        if whole:
            yield whole
        whole = block
    if whole:
        yield whole


def _unbroken(text: str) -> str:
    """The text without the breaks inside its paragraphs, where a page's width made them.

    A name that goes over such a break would be read as two.
    """
    lines = _LINE.findall(text)
    ranges = [*paragraphs(lines)]
    if len(ranges) == len(lines):
        return text
    joined = (
        in_one_line(lines[first:after]) if after - first > 1 else lines[first]
        for first, after in ranges
    )
    return "\n".join(joined)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in "\ufeff\u200b"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\ufeff\u200b"):
        end -= 1
    return start, end


def _cells(text: str, start: int, end: int) -> tuple[Cell, ...]:
    if text.find("\t", start, end) < 0:
        return ()
    spans, position = [], start
    while position <= end:
        stop = text.find("\t", position, end)
        stop = end if stop < 0 else stop
        spans.append(Cell(*trimmed(text, position, stop)))
        position = stop + 1
    filled = [cell for cell in spans if cell.start < cell.end]
    if len(filled) == 2 and _NUMBER.fullmatch(text, filled[0].start, filled[0].end):
        return ()  # a tab between a number and its words
    return tuple(spans) if len(filled) > 1 or len(spans) > 2 else ()


def is_page_number(line: str) -> bool:
    return len(line) < 20 and _PAGE.fullmatch(line) is not None
