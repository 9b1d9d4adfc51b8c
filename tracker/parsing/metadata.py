"""Knows where a document says whose plan it is, for which year and for which months."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from tracker.domain.values import Period, SourceSpan
from tracker.parsing.document import Document
from tracker.parsing.headings import is_tail
from tracker.parsing.numbering import Mark
from tracker.parsing.sections import Section

_HAN_YEAR = {character: str(digit) for digit, character in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "O": "0",
}
_YEAR = re.compile(
    r"(?<![\d.])((?:19|20)\d\d)(?:年度|年)?(?!\d)|([二][〇○零O][〇○零O一二三四五六七八九]{2})年"
)
_YEAR_WORD = re.compile(
    r"(?<![\d.])(20\d\d)年(?!\d|版|修订|第)|(二[〇○零O][〇○零O一二三四五六七八九]{2})年"
)
_NEXT = re.compile(r"明年|来年|新的一年|下一?年度")
_SECOND_HALF = re.compile(r"下半年")
_FIRST_HALF = re.compile(r"上半年(?:工作)?(?:计划|要点|安排|思路|打算|重点)")
_QUARTER = re.compile(r"(?:第)?([一二三四])季度(?:工作)?(?:计划|要点|安排|思路|打算|重点|任务)")
_ORGANISATION = re.compile(
    r"[\u4e00-\u9fff]{2,20}?(?:人民政府办公[厅室]|人民政府|管理委员会|委员会办公室|办公[厅室]|管委会|街道办事处|街道|"
    r"监督管理局|管理局|服务局|监管局|税务局|规划局|建设局|发展局|[\u4e00-\u9fff]{1,6}局|委员会|[\u4e00-\u9fff]{1,8}厅|中心|学院|大学|学校|医院|总队|支队|大队|分局|集团|公司)"
)
_LEADING = re.compile(
    r"^(?:关于|印发|转发|今年以来|年以来|以来|年|在|由|及|和|的|为|根据|按照|落实)+"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """What the document says of itself. `year` is None when it says nothing."""

    title: SourceSpan
    organisation: str
    year: int | None
    months: tuple[int, int]

    def period(self, year: int) -> Period:
        first, last = self.months
        return Period(date(year, first, 1), date(year, last, 30 if last in (6, 9) else 31))


def read_statement(text: str, document: Document, section: Section, marks: list[Mark]) -> Statement:
    title = find_title(text, document, section, marks)
    heading = section.heading.words if section.heading else ""
    head = text[title.start : title.end]
    return Statement(
        title=title,
        organisation=_organisation(text, head),
        year=_plan_year(text, section, heading, head),
        months=_months(heading or head),
    )


def find_title(text: str, document: Document, section: Section, marks: list[Mark]) -> SourceSpan:
    """The plan's own heading, else the title of the document, else the first words of the plan."""
    if section.heading is not None:
        return SourceSpan(section.heading.body, section.heading.end)
    first = next((mark.start for mark in marks), len(text))
    for block in document.blocks[:8]:
        if block.start >= first:
            break
        short = block.end - block.start <= 60 and text[block.end - 1] not in "。;:,"
        if short and not block.cells and not is_tail(text, block.start, block.end):
            return SourceSpan(block.start, block.end)
    return SourceSpan(section.start, section.start)


def _years(words: str, pattern: re.Pattern[str]) -> list[int]:
    found = []
    for match in pattern.finditer(words):
        digits = match[1] or "".join(_HAN_YEAR.get(c, "2") if c != "二" else "2" for c in match[2])
        found.append(int(digits))
    return found


def _plan_year(text: str, section: Section, heading: str, title: str) -> int | None:
    for words in (heading, title):
        years = _years(words, _YEAR)
        if years:
            return max(years) if words is heading or not _NEXT.search(heading) else max(years) + 1
    before = _years(text[max(0, section.start - 20000) : section.start], _YEAR_WORD)
    inside = _years(text[section.start : section.start + 20000], _YEAR_WORD)
    if before and _NEXT.search(heading + text[section.inside : section.inside + 40]):
        return Counter(before).most_common(1)[0][0] + 1
    opening = _years(text[section.start : section.start + 60], _YEAR_WORD)
    if opening:
        return opening[0]
    if inside:
        return Counter(inside).most_common(1)[0][0]
    return Counter(before).most_common(1)[0][0] if before else None


def _months(words: str) -> tuple[int, int]:
    quarter = _QUARTER.search(words)
    if quarter:
        number = "一二三四".index(quarter[1])
        return number * 3 + 1, number * 3 + 3
    if _SECOND_HALF.search(words):
        return 7, 12
    return (1, 6) if _FIRST_HALF.search(words) else (1, 12)


def _organisation(text: str, title: str) -> str:
    """The body named in the title, else the one that the opening or the signature names."""
    for words in (title, text[-120:].strip(), text[:400]):
        match = _ORGANISATION.search(words)
        if match:
            name = _LEADING.sub("", match.group())
            if len(name) >= 3:
                return name
    return ""
