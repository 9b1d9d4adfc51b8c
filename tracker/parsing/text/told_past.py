"""Knows which stretches of a text tell of what has been done, so that their figures bind nobody."""

import re

# Words that put a stretch into the past where a clause begins with them; a year is weighed apart.
_OPENING = re.compile(
    r"20(?P<year>\d\d)年(?=,|全|我|共|累计|完成|实现|新|建|预计|各|\d)|今年(?:以来|已)|一年来"
    r"|二年来|三年来|四年来|五年来|近年来|目前|截[至止]|现有|辖区现有|全[市县区]现有|我[市县区]现有|过去的?[一三五]年|回顾|1[-—至]\d{1,2}月(?:份)?,?(?=全[省市县区]|我[省市县区]|[\u4e00-\u9fff]{0,8}累计|共)"
    r"|上半年,?全[省市县区](?=实现|累计|共)"
)
# What may stand before a clause: a stop, or the number of an item.
_STOPS = frozenset("。;\n,:.)是")
_OF_YEAR = re.compile(
    r"(?:^|[,。;、:(照])20(?P<year>\d\d)年度?(?!以来|[底末]?(?:基础|水平|同期))[\u4e00-\u9fff]{1,8}$"
)
_TURN = re.compile(r"20(?P<year>\d\d)年|今年(?!以来|已)|明年|下一步|下半年|接下来|力争")
_LINE = re.compile(r"\n")
_SENTENCE = re.compile(r"[。\n]")
_FURTHEST = 2000

# 比去年提高, 在去年基础上: that year is only what is compared with.
_NO_MEASURE = r"(?<![比较同与于].年)(?!的?(?:基础|同期|水平|度?末))"
_PAST = re.compile(
    rf"去年{_NO_MEASURE}|上年{_NO_MEASURE}|往年{_NO_MEASURE}|前年{_NO_MEASURE}|目前(?<![项科栏条]目前)(?!期)|现有|已(?<!业.)(?!知)|截[至止]目前"
    r"|至今|过去|以来|原有|此前|近[一二两三\d]年"
)
_DONE = re.compile(r"(?<=[\u4e00-\u9fff])(?<![为除])了\s?$")
_DONE_TO = re.compile(r"[^,。;]*?(?<![为除到好])了(?![解结然])")
_WILL = re.compile(r"将|要|力争|确保|计划|争取|预计|今年|年底")
_FROM_NOW = re.compile(r"再|今年|力争|确保|争取|提[高升][到至]|达到|增[加至]|扩大[到至]")


def past_stretches(body: str, start: int, end: int, year: int | None) -> list[tuple[int, int]]:
    """A paragraph that begins with 今年以来 or with a year gone by tells of the past until it turns
    to what is to come; elsewhere such words rule their sentence.
    """
    found: list[tuple[int, int]] = []
    position = start
    for opening in _OPENING.finditer(body, start, end):
        at = opening.start()
        if at < position or (at > start and body[at - 1] not in _STOPS):
            continue
        if opening["year"] and not _is_gone(opening["year"], year):
            continue
        position = _end_of(body, opening, at == start or body[at - 1] == "\n", end, year)
        found.append((at, position))
    return found


def _is_gone(digits: str, year: int | None) -> bool:
    return year is not None and 2000 + int(digits) < year


def _end_of(body: str, opening: re.Match[str], is_first: bool, end: int, year: int | None) -> int:
    reach = min(end, opening.end() + _FURTHEST)
    stop = (_LINE if is_first else _SENTENCE).search(body, opening.end(), reach)
    limit = stop.start() if stop else reach
    for turn in _TURN.finditer(body, opening.end(), limit):
        if turn["year"] is None or year is None or not _is_gone(turn["year"], year):
            return turn.start()
    return limit


def is_of_year_gone(before: str, year: int | None) -> bool:
    """2025年压减15%、2026年压减40%: a year before the plan's stands right before the figure."""
    said = _OF_YEAR.search(before) if "20" in before else None
    return said is not None and _is_gone(said["year"], year)


def is_past(before: str) -> bool:
    """已建成20家; but not 去年20家,今年再建 ... and not 由去年的80%提高到90%."""
    told = [mark.end() for mark in _PAST.finditer(before)]
    return bool(told) and not _FROM_NOW.search(before, told[-1])


def is_done(before: str, after: str) -> bool:
    """完成了12家, 为200名老人安装了: what is told with 了 has happened."""
    told = "了" in before[-2:] and _DONE.search(before)
    done = told or ("了" in after and _DONE_TO.match(after))
    return bool(done) and not _WILL.search(before)
