"""Knows where the head of an item ends and what a short title of it reads like."""

import re
from typing import NamedTuple

from tracker.parsing.structure.numbering import Mark

_STOP = re.compile(r"[。!?;\r\n\x0b\x0c\u2028\u2029]|:(?!\d)")
# On one line a blank stands where the heading's line broke.
_BLANK = re.compile(r"[^\s,。;:()!?\d]{4,30} (?=[\u4e00-\u9fff“《]{2})")
_LONGEST_HEAD = 48
_LONGEST_TITLE = 40
# 工作目标在…: a heading noun that runs into its text without a stop
_RUN_ON = re.compile(
    r"[^,。;:()]{0,14}?(?:目标|要求|内容|安排|用途|措施|原则|思路|任务|步骤|时间|范围|对象|分工|保障|机制|思想|意义|背景|依据|方法|方式|重点|组织领导|组织实施)"
    r"(?=在|从|到|以|为|根据|按照|结合|围绕|通过|坚持|全面|深入|贯彻|认真|20\d\d|今年|各|我|全[区市县省局]|组织|成立|建立|加强)"
)


class Head(NamedTuple):
    """`end`: the end of the head's words; `content`: where what it heads begins."""

    end: int
    content: int


def run_on_end(text: str, start: int, end: int) -> int | None:
    """Where a heading ends that its text follows without a stop: 工作目标在...基础上,..."""
    run_on = _RUN_ON.match(text, start, min(end, start + 40))
    return run_on.end() if run_on else None


def head_of(text: str, start: int, end: int) -> Head:
    """The head sentence of text[start:end] (folded); empty when the text begins at once."""
    blank = _BLANK.match(text, start, end)
    if blank:
        return Head(blank.end() - 1, blank.end())
    stop = _STOP.search(text, start, end)
    run_on = run_on_end(text, start, end)
    words_end = stop.start() if stop else end
    if run_on and (words_end - start > _LONGEST_HEAD or _has_comma(text, run_on, words_end)):
        return Head(run_on, run_on)
    if words_end - start <= _LONGEST_HEAD:
        return Head(words_end, stop.end() if stop else end)
    return Head(start, start)


def _has_comma(text: str, start: int, end: int) -> bool:
    return text.find(",", start, end) >= 0


def short_title(text: str, start: int, end: int) -> str:
    """The head sentence, or so much of it as fits into a table's cell."""
    for opening in (_LABEL_FIRST, _TIME_FIRST):
        found = opening.match(text, start, end)
        start = found.end() if found and found.end() + 2 <= end else start
    folded_stop = _STOP_ANY.search(text, start, end)
    words = text[start : folded_stop.start() if folded_stop else end].strip()
    if len(words) > _LONGEST_TITLE:
        words = _BRACKETS.sub("", words).strip() or words
    if len(words) <= _LONGEST_TITLE:
        return words
    cut = max(words.rfind(comma, 6, _LONGEST_TITLE) for comma in ",，、 ")
    return words[: cut if cut >= 6 else _LONGEST_TITLE - 1] + "…"


_STOP_ANY = re.compile(r"[。!?;！？；\t\r\n\x0b\x0c\u2028\u2029]|[:：](?!\d)")
# 工作内容:接管泵房45处 is about the pumps.
_LABEL_FIRST = re.compile(
    r"(?:(?:工作|主要|任务|建设|项目|具体|实施)(?:内容|任务|目标|举措|措施|要求)|目标任务)\s?[:：]\s*"
)
# 3月:完成设计 is about the design.
_TIME_FIRST = re.compile(
    r"(?:\d{1,2}月?\s?[-—~～至、]{1,2}\s?)?\d{1,2}月(?:份|底前?|[上中下]旬)?\s?[:：]\s*|(?:全年|每月|每季度?)\s?[:：]\s*"
)
_BRACKETS = re.compile(r"[(（][^()（）]{0,200}[)）]")


def label(text: str, mark: Mark) -> str:
    """The number as a reader says it: `(一)`, `1`, `一是`."""
    return text[mark.start : mark.body].strip(" \t\u3000、.,:．，：")
