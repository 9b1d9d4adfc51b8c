"""Knows when lines were broken by a page's width, and which of them make one paragraph."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_WIDEST_PAGE = 60
_NARROWEST = 12
_FEWEST = 6
_FEWEST_CUT = 2
_SLACK = 3
_BEGINS = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}\s?[、.．]|[(（]\s?(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s?[)）]|"
    r"\d{1,3}\s?[.、．](?!\d)|[①-⑳●◆■▲•·—]|第[一二三四五六七八九十]{1,3}[章节部条,，、]|附件|附表)"
)
_DAY = re.compile(
    r"[\d〇○零一二三四五六七八九]{4}\s?年\s?[\d一二三四五六七八九十]{1,3}\s?月"
    r"(?:\s?[\d一二三四五六七八九十]{1,3}\s?日)?(?:印发)?"
)
_NARROW = re.compile("[\0-\u2000]")
_OPENING, _CLOSING = "（([【〔", "）)]】〕"
_STOPS = "。；;！!？?：:"
_CLOSES = _STOPS + "）)"
_ENDS = _CLOSES + "”》…】]."
_OPENS_NAME = "《〈“"
_NEVER_FIRST = "》〉”，,。；;、"


def begins(line: str) -> bool:
    """Whether a line starts with a mark that begins a paragraph."""
    return _BEGINS.match(line.lstrip()) is not None


def paragraphs(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Ranges of lines that belong together; single lines where no page width shows."""
    full = _full_lines(lines)
    start = 0
    for number in range(1, len(lines) + 1):
        if number == len(lines) or not _goes_on(lines, number, full):
            yield start, number
            start = number


class CutLines:
    """Lines of a text whose paragraphs were cut here and there in the middle of a sentence.

    By a link that stood on a line of its own, or by an empty line. Told by the lines themselves,
    where no width of a page explains it.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        long = [line for line in lines if len(line) > _WIDEST_PAGE]
        stopped = sum(line[-1] in _ENDS for line in long)
        self._ends_with_stops = stopped * 2 >= len(long)

    def goes_on(self, number: int) -> bool:
        """Whether a line goes on with the sentence of the one before it."""
        before, line = self._lines[number - 1], self._lines[number]
        if begins(line):
            return False
        if before[-1] in _OPENS_NAME or line[0] in _NEVER_FIRST:
            return True
        if before.rfind("《") > before.rfind("》"):
            return "》" in line
        return self._ends_with_stops and len(before) > _WIDEST_PAGE and before[-1] not in _ENDS


def in_one_line(lines: Sequence[str]) -> str:
    """Lines of one paragraph; a blank only between Latin words."""
    pieces: list[str] = []
    for line in (line.strip() for line in lines):
        latin = pieces and pieces[-1][-1:].isascii() and pieces[-1][-1:].isalpha()
        pieces.append(f" {line}" if latin and line[:1].isascii() and line[:1].isalpha() else line)
    return "".join(pieces)


@dataclass(frozen=True, slots=True)
class _Full:
    """From which length on a line was broken by the page, and how length is told."""

    length: Callable[[str], float]
    shortest: float

    def is_full(self, line: str) -> bool:
        return self.length(line) >= self.shortest


def _full_lines(lines: Sequence[str]) -> _Full | None:
    """None when lines end where their writer ended them."""
    written = [line for line in lines if line.strip() and "\t" not in line]
    width = _page_width(written)
    count = _count_of_broken(written)
    by_count = None if count is None else _Full(_count, count)
    by_width = None if width is None else _Full(_length, width - _SLACK)
    if by_count is None or by_width is None:
        return by_count or by_width
    # what breaks more of the lines broke them
    return max(by_count, by_width, key=lambda full: sum(map(full.is_full, written)))


def _count_of_broken(lines: Sequence[str]) -> int | None:
    """After how many characters a program broke the lines, whatever their width.

    None is longer, several are just as long and end in the middle of a sentence, and what follows
    them ends one. Lines that are alike in a list do not.
    """
    longest = max(map(_count, lines), default=0)
    if not _NARROWEST <= longest <= 2 * _WIDEST_PAGE:
        return None
    full = [line for line in lines if _count(line) == longest]
    cut = [line for line in full if line.rstrip()[-1] not in _STOPS]
    after = [
        line
        for before, line in pairwise(lines)
        if _count(before) == longest > _count(line) and not begins(line)
    ]
    closed = [line for line in after if line.rstrip()[-1] in _CLOSES]
    is_broken = len(cut) >= _FEWEST_CUT and len(cut) * 5 >= len(full) * 3
    return longest if is_broken and closed and len(closed) * 2 >= len(after) else None


def _count(line: str) -> int:
    return len(line.rstrip("\r\n"))


def _page_width(lines: Sequence[str]) -> float | None:
    """The width at which lines were broken, as a page is wide."""
    lengths = sorted(map(_length, lines))
    if len(lengths) < _FEWEST:
        return None
    width = lengths[int(len(lengths) * 0.9)]
    if width > _WIDEST_PAGE or width < _NARROWEST:
        return None
    full = [line for line in lines if width - _SLACK <= _length(line) <= width + _SLACK]
    cut = [line for line in full if line.rstrip()[-1] not in _STOPS]
    return width if len(full) * 5 >= len(lengths) * 2 and len(cut) * 2 >= len(full) else None


def _goes_on(lines: Sequence[str], number: int, full: _Full | None) -> bool:
    """Whether a line continues the one before it."""
    before, line = lines[number - 1], lines[number]
    if not line.strip() or not before.strip() or begins(line) or "\t" in before + line:
        return False
    if _is_torn(before, line):
        return True
    if full is None:
        return False
    if _indent(line) > _indent(before) or _signs(lines, number, full):
        return False
    return full.is_full(before)


def _signs(lines: Sequence[str], number: int, full: _Full) -> bool:
    """Whether a body signs here, behind a last line that happens to be full: name, then day."""
    closed = lines[number - 1].rstrip()[-1] in _CLOSES
    named = number + 1 < len(lines) and not full.is_full(lines[number])
    return closed and named and _DAY.fullmatch(lines[number + 1].strip()) is not None


def _is_torn(before: str, line: str) -> bool:
    """Whether a bracket opens at the end of one line and closes in the next."""
    if max(map(before.rfind, _OPENING)) <= max(map(before.rfind, _CLOSING)):
        return False
    return _bracket(line, _CLOSING) < min(_bracket(line, _OPENING), len(line))


def _bracket(line: str, signs: str) -> int:
    """Where the first of these signs stands, else the end of the line."""
    return min((place for place in map(line.find, signs) if place >= 0), default=len(line))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \u3000\t"))


def _length(line: str) -> float:
    """In Chinese characters: a Latin letter or a digit is half as wide."""
    if len(line) > 3 * _WIDEST_PAGE:
        return len(line)
    words = line.rstrip()
    return len(words) - len(_NARROW.findall(words)) / 2
