"""Knows when lines were broken by a page's width, and which of them make one paragraph."""

import re
from collections.abc import Iterator, Sequence

_WIDEST_PAGE = 60
_FEWEST = 6
_SLACK = 3
_BEGINS = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}\s?[、.．]|[(（]\s?(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s?[)）]|"
    r"\d{1,3}\s?[.、．](?!\d)|[①-⑳●◆■▲•·—]|第[一二三四五六七八九十]{1,3}[章节部条,，、]|附件|附表)"
)
_STOPS = "。；;！!？?：:"


def begins(line: str) -> bool:
    """Whether a line starts with a mark that begins a paragraph."""
    return _BEGINS.match(line.lstrip()) is not None


def paragraphs(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Ranges of lines that belong together; single lines where no page width shows."""
    width = page_width(lines)
    start = 0
    for number in range(1, len(lines) + 1):
        if number == len(lines) or not _goes_on(lines, number, width):
            yield start, number
            start = number


def page_width(lines: Sequence[str]) -> float | None:
    """The width at which lines were broken, None when they end where their writer ended them."""
    lengths = sorted(_length(line) for line in lines if line.strip())
    if len(lengths) < _FEWEST:
        return None
    width = lengths[int(len(lengths) * 0.9)]
    if width > _WIDEST_PAGE or width < 12:
        return None
    full = [line for line in lines if width - _SLACK <= _length(line) <= width + _SLACK]
    cut = [line for line in full if line.rstrip()[-1] not in _STOPS]
    return width if len(full) * 5 >= len(lengths) * 2 and len(cut) * 2 >= len(full) else None


def _goes_on(lines: Sequence[str], number: int, width: float | None) -> bool:
    """Whether a line continues the one before it."""
    if width is None:
        return False
    before, line = lines[number - 1], lines[number]
    if not line.strip() or not before.strip() or begins(line):
        return False
    if _indent(line) > _indent(before):
        return False
    return _length(before) >= width - _SLACK


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \u3000\t"))


def _length(line: str) -> float:
    """In Chinese characters: a Latin letter or a digit is half as wide."""
    if len(line) > 3 * _WIDEST_PAGE:
        return len(line)
    words = line.rstrip()
    return sum(1 if character > "\u2000" else 0.5 for character in words)
