"""Knows marks of secrecy, 机密★1年 and its like, where documents carry them: on the first page, in
the head of a sheet, in headers and footers.

What a text says of secrets (做好机密文件管理) is no mark: a mark stands alone in its line or cell,
behind the label 密级, or with its star.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.parsing.document import Document

_FIRST_PAGE = 700  # characters: a page by the national standard has 22 lines of 28
_FIRST_ROWS = 5  # of each table or sheet
_LONGEST = 40  # characters of a line that is nothing but a mark

_LEVEL = "(?:绝密|机密|秘密)"
_TRADITIONAL = str.maketrans("絕絶機祕級", "绝绝机秘级")
_STAR = "[★☆⋆✩✭✰⭐]"
_TERM = (
    "(?:长期|永久|启用前|启封前|解密前|公布前|发布前"
    r"|(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:年|个?月)|[至到]?\d{4}(?:年|[-.]).{0,8})"
)
_URGENT = "(?:特提|特急|加急|平急|急件)?"
_NUMBER = r"(?:(?:份号|编号|No\.?):?)?\d{0,8}"
_OPENS, _CLOSES = r"[\[【(〔]?", r"[\]】)〕]?"
_BRACKETS = str.maketrans("", "", "[]【】()〔〕")
_LABEL = "(?:[密秘]级(?:和保密期限)?|(?:涉密|秘密|保密|密级)等级)"
_SIGN = rf"(?:{_STAR}|[*·•:▲△※●◆])?"  # where the star is not at hand
_KEEP = "(?:请?注意保[存密管]|请?妥善保管|严禁外[传泄]|不得外[传泄]|请勿外传|不得公开)?"
# 工作秘密 and 商业秘密 are other things, and what stands in quotation marks is spoken of.
_STARRED = re.compile(rf"(?<![作业人“\"'‘「『])({_LEVEL}级?{_STAR}{_TERM}?)")
_ALONE = re.compile(
    rf"{_NUMBER}{_URGENT}{_OPENS}(?:{_LABEL}:?)?{_OPENS}{_STAR}?"
    rf"({_LEVEL}级?{_CLOSES}{_SIGN}[(]?(?:保密期限:?)?{_TERM}?)"
    rf"(?:文件|资料|材料|件)?,?{_KEEP}{_CLOSES}{_CLOSES}{_URGENT}{_NUMBER}"
)
_LABELLED = re.compile(
    rf"{_LABEL}:{_OPENS}{_STAR}?({_LEVEL}级?)(?![、/或和与,]?{_LEVEL})(?!.{{0,3}}[□☐])"
)
_LABELS = ("密级", "密级:", "密级和保密期限", "密级和保密期限:")
_INTERNAL = re.compile(
    rf"{_NUMBER}{_OPENS}(?:密级:?)?"
    rf"(内部(?:资料|文件|材料|使用|传阅|参考|事项|信息|掌握)?|工作秘密(?:{_STAR}{_TERM}?)?)[,;。]?"
    rf"{_KEEP}{_CLOSES}{_URGENT}"
)
_WORK_SECRET = re.compile(rf"工作秘密{_STAR}{_TERM}?")
_ONLY_STAR = frozenset("★☆⋆✩✭✰⭐")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Marks:
    """The words of the first mark of each kind; empty where there is none."""

    secret: str = ""
    internal: str = ""


def find_marks(document: Document) -> Marks:
    return marks_in(_heads(document))


def _heads(document: Document) -> Iterator[str]:
    yield from document.text[:_FIRST_PAGE].splitlines()
    table, rows = 0, 0
    for block in document.blocks:
        rows = rows + 1 if block.table == table else 1
        table = block.table
        if table and rows <= _FIRST_ROWS:
            yield document.text[block.start : block.end]
    yield from document.margins


def marks_in(lines: Iterable[str]) -> Marks:
    """`lines` as they follow one another; a tab parts the cells of a row."""
    rows = [[_plain(cell) for cell in line.split("\t")] for line in lines]
    said = [*_said(rows), *_upright(rows)]
    return Marks(secret=_first(said, _secret), internal=_first(said, _internal))


def _first(said: Sequence[str], reads: Callable[[str], str]) -> str:
    return next(filter(None, map(reads, said)), "")


def _plain(words: str) -> str:
    """Full width and half width are one, 機 is 机, and 机 密 is 机密."""
    folded = unicodedata.normalize("NFKC", words).translate(_TRADITIONAL)
    if not folded.isprintable():  # signs that nobody sees are among those that do not print
        folded = "".join(sign for sign in folded if unicodedata.category(sign) != "Cf")
    return _SPACES.sub("", folded)


def _said(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A cell says something by itself when it is alone in its row or stands behind its label; with
    its star it says so anywhere, also when each part of the mark has its own cell."""
    for row in rows:
        cells = [cell for cell in row if cell]
        if len(cells) == 1:
            yield cells[0]
            continue
        if _ONLY_STAR & set(cells):
            yield "".join(cells)
        yield from (cell for cell in cells if _STARRED.search(cell) or _WORK_SECRET.search(cell))
        for label, cell in pairwise(cells):
            if label in _LABELS:
                yield f"密级:{cell}"


def _upright(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Characters that stand one below the other, as in a narrow cell."""
    run: list[str] = []
    for row in [*rows, ["", ""]]:
        cells = [cell for cell in row if cell]
        if len(cells) == 1 and len(cells[0]) <= 2:
            run.append(cells[0])
        else:
            yield "".join(run)
            run = []


def _secret(words: str) -> str:
    alone = _ALONE.fullmatch(words) if len(words) <= _LONGEST else None
    found = alone or _STARRED.search(words) or _LABELLED.search(words)
    return found[1].translate(_BRACKETS) if found else ""


def _internal(words: str) -> str:
    if starred := _WORK_SECRET.search(words):
        return starred[0]
    found = _INTERNAL.fullmatch(words) if len(words) <= _LONGEST else None
    return found[1] if found else ""
