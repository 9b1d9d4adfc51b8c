"""Knows what a heading says of what follows it: a plan to come, work that is done, or furniture."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from tracker.parsing.document import Document
from tracker.parsing.structure.numbering import Kind, Mark, Place
from tracker.parsing.structure.titles import run_on_end
from tracker.parsing.text.tail import is_tail

_FUTURE = re.compile(
    r"下一步|下步|下一阶段|下阶段|下半年|下一?季度|明年|来年|新的一年|新一年|今后|接下来|后续|未来"
)
_PLAN = re.compile(
    r"思路|打算|计划|要点|安排|谋划|举措|任务|工作重点|重点工作|部署|设想|规划|方案|展望|措施|目标|清单|实事|重点"
)
_REVIEWED = (
    r"(?:回顾|总结|小结|成效|成绩|成果|情况|做法|亮点|问题|不足|困难|短板|差距|体会|经验|启示|形势|进展|原因|"
    r"述职|述法|自查|汇报)"
)
_PAST = re.compile(
    rf"{_REVIEWED}(?:(?:和|以?及|与|暨|并|、).{{0,12}}|如下|\([^()]*\))?$|存在.{{0,8}}(?:问题|不足|困难|短板)|亮点工作|工作回顾"
)
# 聚焦突出问题: what is to be done about it
_MENDED = re.compile(
    r"解决|破解|整改|化解|补齐|聚焦|针对|紧盯|整治|治理|防范|应对|攻克|加强|推动|做好|强化|提升"
)
_DONE = re.compile(
    r"同比|截至|截止|去年以?来?|今年以来|共[有计]?\d|累计|荣获|获评|获得|已[^经建]|了|成功|实现了|先后|被评为|上年"
)
# A date is no year that a heading speaks of: 2026年9月底前.
_YEAR = re.compile(r"(20(?<!\d20)\d\d) ?(?:年(?!\s?\d{1,2}月)|[-—~至]20\d\d年)")
# 2026年工作计划2026年是..., 2026年工作思路认真学习...: no stop before the text begins
_GLUED = re.compile(
    r"(?:20\d\d年度?|今年|明年|下一?步)[^,。;:\n]{0,12}?(?:工作)?(?:计划|思路|打算|要点|安排|总结|回顾)"
    r"(?=20\d\d年|今年|明年|我[局委们]|[全本][市县区局]|(?:认真|深入|坚持|全面|紧紧|紧扣|围绕|按照|为[了深全进])[\u4e00-\u9fff])"
)
# 奋勇争先,全力做好2023年工作以...为指导: the work is named, and then the text begins
_GLUED_WORK = re.compile(
    r"[^。;:!?\n]{0,30}?(?:做好|抓好|推进|谋划|完成)20\d\d年(?:各项|政府|全年)?工作(?=以|为|在|20\d\d|我|坚持|紧紧|围绕|认真|深入)"
)
_HEAD_STOP = re.compile(r"[。;:!?\n\r\x0b\x0c\u2028\u2029]")
LONGEST_HEADING = 45


class Heading(NamedTuple):
    """A numbered heading or an unnumbered line that may be one. `end` is the end of its words."""

    start: int
    body: int
    end: int
    mark: Mark | None
    words: str

    @property
    def is_review(self) -> bool:
        return _past(self.words) is not None

    def plan_score(self, latest_year: int | None) -> int:
        """How much the words say that a plan follows; below 0 they say that none does."""
        plan, past = _PLAN.search(self.words), _past(self.words)
        if past and not (plan and past.start() < plan.start() and _FUTURE.search(self.words)):
            return -3
        score = 2 if plan else 0
        future = _FUTURE.search(self.words) or latest_year in years_in(self.words)
        return score + (2 if future else 0) - (1 if past else 0)


@lru_cache(maxsize=1024)  # asked again for each heading that may open the plan
def _past(words: str) -> re.Match[str] | None:
    return None if _MENDED.search(words) else _PAST.search(words)


def years_in(words: str) -> list[int]:
    return [int(year) for year in _YEAR.findall(words)]


def find_headings(text: str, document: Document, marks: Sequence[Mark]) -> list[Heading]:
    """Numbered headings of the upper levels, and short lines of their own, of a folded text."""
    found = []
    following = [*(mark.start for mark in marks[1:]), len(text)]
    for mark, limit in zip(marks, following, strict=False):
        if mark.kind <= Kind.HAN_PAREN and mark.place <= Place.STOP:
            end = _words_end(text, mark.body, limit)
            end = mark.body + len(text[mark.body : end].rstrip())
            found.append(Heading(mark.start, mark.body, end, mark, text[mark.body : end]))
    numbered = {mark.start for mark in marks}
    for block in document.blocks:
        if block.start in numbered or block.cells:
            continue
        if is_line_heading(text, block.start, block.end):
            words = text[block.start : block.end]
            found.append(Heading(block.start, block.start, block.end, None, words))
    return sorted(found, key=lambda heading: heading.start)


def _words_end(text: str, start: int, limit: int) -> int:
    """The end of a heading's words; of one that runs into its text the end of its first clause."""
    longest = start + LONGEST_HEADING
    glued = _GLUED.match(text, start, min(limit, longest)) or _GLUED_WORK.match(text, start, limit)
    if glued:
        return glued.end()
    stop = _HEAD_STOP.search(text, start, min(limit, longest))
    if stop:
        return stop.start()
    run_on = run_on_end(text, start, limit) if limit > longest else None
    if run_on:
        return run_on
    comma = text.find(",", start, min(limit, longest))
    return limit if limit <= longest else comma if comma > start else longest


def is_line_heading(text: str, start: int, end: int) -> bool:
    """A short line that does not close like a sentence."""
    short = end - start <= LONGEST_HEADING and text[end - 1] not in "。;,、!?."
    return short and "。" not in text[start:end] and not is_tail(text, start, end)


@lru_cache(maxsize=16)  # the same stretch is asked about again for each heading behind it
def _times_done(text: str, start: int, end: int) -> int:
    return sum(1 for _ in _DONE.finditer(text, start, end))


def looks_back(text: str, start: int, end: int, plan_years: Sequence[int] = ()) -> bool:
    """Whether a stretch of prose tells what was done rather than what is to be done."""
    end = min(end, start + 20000)
    if end - start < 40:
        return False
    if _times_done(text, start, end) * 80 > end - start:
        return True
    if not plan_years:
        return False
    years = years_in(text[start:end])
    earlier = sum(year < max(plan_years) for year in years)
    return earlier >= 3 and earlier * 2 > len(years)
