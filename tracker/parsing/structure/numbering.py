"""Knows what a number before an item looks like: 一、 (一) 1. (1) ① 第一, 一是 and the like."""

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from tracker.parsing.text.numerals import whole_number


class Kind(IntEnum):
    """The usual order of levels in Chinese official documents, highest first."""

    PART = 0
    SECTION = 5
    LINE = 8  # a heading that has no number
    HAN = 10
    HAN_PAREN = 20
    ARTICLE = 22
    NAMED = 25
    ARABIC = 30
    DOTTED = 33
    DOTTED_DEEP = 36
    ARABIC_PAREN = 40
    ARABIC_CLOSING = 45
    CIRCLED = 50
    LETTER = 55
    ORDINAL_WORD = 60
    FIRST_NEXT = 62
    RUN = 65
    BULLET = 70


class Place(IntEnum):
    """What stands before a number; the less, the more proof it needs."""

    BLOCK = 0
    STOP = 1
    COMMA = 2
    GLUED = 3


class Mark(NamedTuple):
    kind: Kind
    ordinal: int
    start: int
    body: int
    place: Place
    bare: bool = False


_HAN = "一二三四五六七八九十"
_CIRCLES = (("①", 20), ("⑴", 20), ("⒈", 20), ("❶", 10), ("➀", 10), ("㈠", 10))
_CIRCLED = {chr(ord(first) + n): n + 1 for first, count in _CIRCLES for n in range(count)}
_WORDS = {"首先": 1, "其次": 2, "再次": 3, "然后": 3, "最后": 4}
_SAID = r"(?=[ \t]*[\u3400-\u9fff“《])"
_DATED = r"(?=(?:\d{1,2}月|(?:19|20)\d\d年|\d{3}))"
_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.PART, re.compile(rf"第([{_HAN}百\d]{{1,4}})(?:部分|章|篇|编)[、,:. ]*")),
    (Kind.SECTION, re.compile(rf"第([{_HAN}百\d]{{1,4}})节[、,:. ]*")),
    (Kind.ARTICLE, re.compile(rf"第([{_HAN}百\d]{{1,4}})条(?:[、,:.] ?|[ \t]+)")),
    (Kind.ORDINAL_WORD, re.compile(rf"第([{_HAN}]{{1,2}})[、,:][ \t]*")),
    (Kind.ORDINAL_WORD, re.compile(rf"其([{_HAN}])[、,:是][ \t]*")),
    (
        Kind.HAN,
        re.compile(rf"([{_HAN}][{_HAN}]{{0,2}}) ?(?:[、.](?![{_HAN}][、,])|[,:])[ \t]*"),
    ),
    (Kind.HAN_PAREN, re.compile(rf"[(〔]\s?([{_HAN}]{{1,3}})\s?[)〕][、.。,:]?[ \t]*")),
    (
        Kind.ARABIC,
        re.compile(rf"(\d\d{{0,2}}) ?(?:[.、](?:(?![\d.、,%])|{_DATED})|[,:](?!\d))[ \t]*"),
    ),
    (Kind.ARABIC_PAREN, re.compile(r"\(\s?(\d{1,2})\s?\)[、.。,:]?[ \t]*")),
    (Kind.ARABIC_CLOSING, re.compile(r"(\d\d?)\)[、.,:]?[ \t]*")),
    (Kind.CIRCLED, re.compile(f"([{''.join(_CIRCLED)}])[、.]?[ \\t]*")),
    (Kind.FIRST_NEXT, re.compile(r"(首先|其次|再次|然后|最后)(?:是|要)?[,:]?[ \t]*")),
    (Kind.RUN, re.compile(rf"([{_HAN}][{_HAN}]?)(?:是|要)[,:]?[ \t]*")),
)
_AT_BLOCK: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.DOTTED_DEEP, re.compile(r"\d{1,2}\.\d{1,2}\.(\d{1,2})\.?(?![\d%])[ \t]*(?=[^\d\s])")),
    (
        Kind.DOTTED,
        re.compile(r"\d{1,2}\.(\d{1,2})\.?(?![\d%])\s+(?=[^\d\s])|\d{1,2}\.(\d{1,2})[、.]"),
    ),
    (
        Kind.NAMED,
        re.compile(
            rf"(?:任务|行动|工程|专项|板块|举措|目标)([{_HAN}]{{1,3}}|\d{{1,2}})[:、][ \t]*"
        ),
    ),
    # 1。完成改造: the key of the stop lies beside that of 、
    (Kind.HAN, re.compile(rf"([{_HAN}]{{1,3}}) ?。{_SAID}[ \t]*")),
    (Kind.ARABIC, re.compile(rf"(\d{{1,3}}) ?。(?:{_SAID}|{_DATED})[ \t]*")),
    (Kind.LETTER, re.compile(r"\(?([A-Za-z])[.、)][ \t]*(?=[\u3400-\u9fff“《])")),
    (Kind.BULLET, re.compile(r"(?:——|--|[-—●◆■▲★○◇□△☆•·➢➤✓√*])[ \t]*()(?=[\u3400-\u9fff“《\d])")),
)
# what a figure at the start of a line counts, so that it is no row number
_COUNTED = (
    "年月日时分秒个家项人万亿元吨只头亩公里米天名件次批户所条张台套辆周岁季届号度级类种层倍成%"
)
_BARE = re.compile(rf"(\d{{1,3}})[ \t]*(?=[\u3400-\u9fff“《])(?![{_COUNTED}])")
# 2、65岁及以上老年人: a number only next to its neighbours, since 2、3季度 is a list of figures
_BEFORE_FIGURE = re.compile(r"(\d{1,3})、(?=\d)")
_COMMA_MARKS = frozenset({Kind.HAN, Kind.ARABIC})
_LIST_BEFORE = frozenset("第条款项见附表图件十百千统唯同专单万划每某逐之")
_CITING = frozenset("第条款项见附表图")
_BRACKETED = frozenset({Kind.HAN_PAREN, Kind.ARABIC_PAREN})
_STOPS = frozenset("。;:!?…)”’】》|")
_DIGITS = frozenset("0123456789.%-~/")
# 2026年工作打算一、, 重点抓好以下工作一、: a heading runs into the first number below it.
_HEADING_NOUNS = (
    *("工作", "思路", "打算", "计划", "要点", "安排", "任务", "总结", "回顾", "情况", "举措"),
    *("措施", "要求", "思想", "目标", "重点", "方面", "问题", "不足"),
)
_CLOSING = frozenset(")]")
_CLAUSE = re.compile(r"[(\[][^()\[\]]*(?:[责主承协]|负责|牵头|配合|落实)[^()\[\]]*[)\]]$")
_LONGEST_CLAUSE = 120
_INLINE = frozenset(kind for kind, _ in _PATTERNS if kind not in (Kind.PART, Kind.SECTION))


def _ordinal(kind: Kind, words: str) -> int:
    if kind is Kind.CIRCLED:
        return _CIRCLED[words]
    if kind is Kind.FIRST_NEXT:
        return _WORDS[words]
    if kind is Kind.LETTER:
        return ord(words.lower()) - ord("a") + 1
    return whole_number(words)


def find_candidates(text: str, block_starts: frozenset[int]) -> list[Mark]:
    """Everything in a folded text that may be a number, in order. At most one at each place."""
    found: dict[int, Mark] = {}
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            mark = _candidate(kind, match, text, block_starts)
            if mark is not None:
                found.setdefault(mark.start, mark)
    for start in block_starts:
        mark = _mark_at_block(text, start, found.get(start))
        if mark is not None:
            found[start] = mark
    return [found[start] for start in sorted(found)]


def _candidate(
    kind: Kind, match: re.Match[str], text: str, block_starts: frozenset[int]
) -> Mark | None:
    place = place_before(text, match.start(), block_starts)
    if kind in (Kind.HAN, Kind.PART) and text.endswith(_HEADING_NOUNS, 0, match.start()):
        place = min(place, Place.STOP)
    if place is not Place.BLOCK and not _may_stand_inside(kind, place, match, text):
        return None
    if place is Place.BLOCK and kind is Kind.ARABIC and _is_decimal(match, text):
        return None
    words = match.group(match.lastindex or 1)
    return Mark(kind, _ordinal(kind, words), match.start(), match.end(), place)


def _is_decimal(match: re.Match[str], text: str) -> bool:
    """12,300 or 10:30 at the start of a line is a figure."""
    return match.group()[-1] in ",:" and text[match.end() : match.end() + 1].isdigit()


def _may_stand_inside(kind: Kind, place: Place, match: re.Match[str], text: str) -> bool:
    if kind not in _INLINE:
        return place is Place.STOP or match.group()[-1].isspace()
    before = text[match.start() - 1] if match.start() else ""
    if kind in _COMMA_MARKS and (match.group().rstrip()[-1] in ",:"):
        return False  # 一, and 1: are numbers at the start of a paragraph only
    if kind in (Kind.ARABIC, Kind.ARABIC_CLOSING) and (
        before in _DIGITS or (before.isascii() and before.isalpha())
    ):
        return False
    if kind is Kind.ARABIC_CLOSING and before == "(":
        return False
    if kind in (Kind.HAN, Kind.RUN) and before in _HAN + "、百零〇":
        return False
    if place is Place.GLUED and _is_cited(kind, match.start(), text):
        return False
    return place is not Place.COMMA or kind in (
        Kind.RUN,
        Kind.ORDINAL_WORD,
        Kind.FIRST_NEXT,
        Kind.CIRCLED,
    )


def _is_cited(kind: Kind, start: int, text: str) -> bool:
    """第（三）项, 附件（一）, 统一、: the number belongs to the word before it."""
    before = text[start - 1]
    if kind in _BRACKETED:
        return before in _CITING or text.endswith("附件", 0, start)
    return before in _LIST_BEFORE


def place_before(text: str, start: int, block_starts: frozenset[int]) -> Place:
    if start in block_starts:
        return Place.BLOCK
    at = start - 1
    while at >= 0 and text[at] in " \t":
        at -= 1
    if at < 0 or text[at] in _STOPS or at < start - 1:
        return Place.STOP
    if text[at] in _CLOSING and _closes_clause(text, at):
        return Place.STOP
    return Place.COMMA if text[at] in ",、" else Place.GLUED


def _closes_clause(text: str, at: int) -> bool:
    """...。(办公室牵头)2.加强: who does it is the last that an item says."""
    return _CLAUSE.search(text, max(0, at - _LONGEST_CLAUSE), at + 1) is not None


def _mark_at_block(text: str, start: int, known: Mark | None) -> Mark | None:
    """Numbers that are believed at the start of a paragraph only."""
    for kind, pattern in _AT_BLOCK:
        match = pattern.match(text, start)
        if match:
            words = match.group(match.lastindex or 1)
            return Mark(kind, _ordinal(kind, words), start, match.end(), Place.BLOCK)
    if known is None:
        match = _BARE.match(text, start) or _BEFORE_FIGURE.match(text, start)
        if match:
            return Mark(Kind.ARABIC, int(match[1]), start, match.end(), Place.BLOCK, bare=True)
    return None


def accepted(candidates: list[Mark], text: str) -> Iterator[Mark]:
    """Those candidates that count on: at the start of a paragraph, or next in a row of numbers.

    A heading that comes again word for word, as tables repeat it on a new page, counts once.
    """
    last: dict[Kind, Mark] = {}
    following = _next_ordinals(candidates)
    in_scope: dict[Kind, int] = {}
    anywhere: dict[Kind, int] = {}
    for mark, upcoming in zip(candidates, following, strict=True):
        if not _belongs(mark, upcoming, in_scope, anywhere) or _repeats(mark, last, text):
            continue
        last[mark.kind] = mark
        for kind in [kind for kind in in_scope if kind > mark.kind]:
            del in_scope[kind]
        in_scope[mark.kind] = anywhere[mark.kind] = mark.ordinal
        yield mark


def _next_ordinals(candidates: list[Mark]) -> list[tuple[int, ...]]:
    """For each candidate the ordinals of the next two of its kind."""
    upcoming: dict[Kind, tuple[int, ...]] = {}
    result: list[tuple[int, ...]] = []
    for mark in reversed(candidates):
        result.append(upcoming.get(mark.kind, ()))
        upcoming[mark.kind] = (mark.ordinal, *upcoming.get(mark.kind, ())[:1])
    result.reverse()
    return result


def _belongs(
    mark: Mark, upcoming: tuple[int, ...], in_scope: dict[Kind, int], anywhere: dict[Kind, int]
) -> bool:
    here, ever = in_scope.get(mark.kind), anywhere.get(mark.kind)
    opens = mark.ordinal == 1 and 2 in upcoming
    goes_on = mark.ordinal - 1 in (here, ever) and mark.ordinal > 1
    if mark.kind in (Kind.FIRST_NEXT, Kind.ORDINAL_WORD):
        return opens or _rises(mark, here)
    if mark.place is Place.BLOCK:
        return not mark.bare or opens or goes_on
    if mark.place is Place.STOP:
        starts_inside = ever is None and mark.ordinal + 1 in upcoming
        jumps = mark.kind is Kind.HAN_PAREN and _rises(mark, here)
        return (
            opens or goes_on or starts_inside or jumps or any(_near(mark, o) for o in (here, ever))
        )
    return (
        (opens and here is None)
        or (mark.ordinal > 1 and here == mark.ordinal - 1)
        or (mark.place is Place.GLUED and goes_on)
    )


def _rises(mark: Mark, last: int | None) -> bool:
    return last is not None and last <= mark.ordinal <= last + 3


def _near(mark: Mark, last: int | None) -> bool:
    """Numbers jump and repeat in real documents, but not far."""
    return last is not None and 0 <= mark.ordinal - last <= 2


def _repeats(mark: Mark, last: dict[Kind, Mark], text: str) -> bool:
    before = last.get(mark.kind)
    if before is None or before.ordinal != mark.ordinal:
        return False
    return _opening(text, before) == _opening(text, mark)


def _opening(text: str, mark: Mark) -> str:
    return text[mark.body : mark.body + 8].partition("\n")[0]
