"""Knows where a document says whose plan it is, for which year and for which months."""

import re
from bisect import bisect_left
from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tracker.domain.values import Period, SourceSpan
from tracker.parsing.document import Block, Document
from tracker.parsing.structure.numbering import Mark
from tracker.parsing.structure.parts import GENERIC
from tracker.parsing.structure.plan_part import Section
from tracker.parsing.tables.columns import column_of
from tracker.parsing.text.numerals import whole_number
from tracker.parsing.text.tail import is_signed, is_tail

_HAN = re.compile(r"[\u4e00-\u9fff]{2}")
_YEAR = re.compile(
    r"(?<![\d.])((?:19|20)\d\d) ?(?:年度|年(?!\s?\d{1,2}月))?(?![\d.])"
    r"|([二][〇○零O][〇○零O一二三四五六七八九]{2})年"
)
# A year of which the text speaks, and no edition of a book.
_YEAR_WORD = re.compile(
    r"(?<![\d.])(20\d\d) ?年(?!版|修订|第)|(二[〇○零O][〇○零O一二三四五六七八九]{2})年"
)
# 2003年是...的一年, 2026年,我局将: what the plan says of its own year.
_OWN_YEAR = re.compile(
    r"(?<!\d)(20\d\d)年(?:是|将|要|,?(?:我|本|全)?[\u4e00-\u9fff]{0,12}?(?:将|要|的总体|工作的?总(?!结)))"
)
# 2022工作计划, 2023年工作要点: the title, wherever in the opening lines it stands.
_NAMED_YEAR = re.compile(
    r"(?<![\d.])(20\d\d)年?度?[^。,;:\d]{0,24}?(?:计划|要点|思路|打算|安排|方案|清单|任务|重点|工作报告)"
)
# 2025年工作总结: of which year a paper tells, besides the one that it plans
_TOLD_YEAR = re.compile(r"(?<![\d.])(20\d\d)年?度?[^。,;:\d]{0,24}?(?:总结|回顾|情况|小结|完成)")
_NUMBER_OF_PAPER = re.compile(r"[〔\[(](20\d\d)[〕\])]\s?\d{1,5}号")
_NEXT = re.compile(r"明年|来年|新的一年|下一?年度")
_TERM = r"第?(?P<{0}>[一二12上下])\s?学期"
# 2025-2026学年第一学期, 2025-2026年度第一学期, 2025学年第二学期, 2026年春季学期
_SCHOOL_YEAR = re.compile(
    r"(?P<first>20\d\d)年?\s?[-—–~至/]{1,2}\s?(?:20)?\d\d年?\s?"
    rf"(?:学年度?(?:\s?{_TERM.format('of_years')})?|(?:年?度)?\s?{_TERM.format('of_both')})"
    rf"|(?P<alone>20\d\d)年?学年度?\s?{_TERM.format('of_one')}"
    r"|(?P<own>20\d\d)年?(?P<season>[春秋])季?(?:学期|期)"
)
_TERMS = dict.fromkeys("一1上秋", (9, 1)) | dict.fromkeys("二2下春", (2, 8))
_OPENING = 600
_REACH = 20000
_SECOND_HALF = re.compile(r"下半年")
_FIRST_HALF = re.compile(r"上半年(?:工作)?(?:计划|要点|安排|思路|打算|重点)")
_QUARTER = re.compile(r"(?:第)?([一二三四])季度(?:工作)?(?:计划|要点|安排|思路|打算|重点|任务)")
# 2026年街道工作计划 2026年是..., ...工作计划一、指导思想: a title that its text follows on the line
_TITLE_INSIDE = re.compile(
    r"[^\s。;:,!?]{4,40}?(?:计划|要点|方案|安排|打算|清单|思路|分解表|总结|报告)"
    r"(?= |[一1][、.]|\([一1]\)|第一[、,])"
)
_ORGANISATION = re.compile(
    r"(?:^|(?<=[年,。《》\s\d]))(?!年)([\u4e00-\u9fff]{2,18}?(?:人民政府办公[厅室]|人民政府|管理委员会|管委会|"
    r"委员会办公室|委员会|街道办事处|街道|监督管理局|服务局|局|厅|委|办公[厅室]|中心|学院|大学|学校|医院|"
    r"中学|小学|幼儿园|卫生院|支队|大队|集团有限公司|有限公司|集团|公司))"
    r"(?![\u4e00-\u9fff]{0,2}(?:合作|协调|提供|支持|部署))"
)
_CITED = re.compile(r"《[^》]{0,80}》?")
# ...局关于, ...局2026年, 2026年,...局将: whose words these are.
_SPEAKER = re.compile(
    _ORGANISATION.pattern + r"(?=关于|办公室|\s?20\d\d年?|将|,?(?:紧紧)?围绕|\s*\n)"
)
_HEAD = 240
_LAST_LINES = 8
_LONGEST_NAME = 30
_NO_NAME = re.compile(
    r"加强|坚持|促进|推进|按照|我们|落实|全面|根据|配合|开展|建设(?!局|委|厅)|聚焦|围绕|习近平|党中央|坚强|领导|全局|开局|布局|格局|结局|关于|联系|做好|各|^在|区委$|^我|积极|上级"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """What the document says of itself. `year` is None when it says nothing."""

    title: SourceSpan
    organisation: str
    year: int | None
    months: tuple[int, int]

    def period(self, year: int) -> Period:
        """A last month before the first one lies in the year after."""
        first, last = self.months
        end = year + (last < first)
        return Period(date(year, first, 1), date(end, last, monthrange(end, last)[1]))


def read_statement(text: str, document: Document, section: Section, marks: list[Mark]) -> Statement:
    title = find_title(text, document, section, marks)
    heading = section.heading.words if section.heading else ""
    own = _title_line(text, document, section, marks)
    head = text[own.start : own.end]
    return Statement(
        title=title,
        organisation=_organisation(text, document, head),
        year=_plan_year(text, section, heading, head, marks),
        months=_months(f"{heading} {head}"),
    )


def find_title(text: str, document: Document, section: Section, marks: list[Mark]) -> SourceSpan:
    """The plan's own heading, else the title of the document, else the first words of the plan."""
    heading = section.heading
    if heading is not None and (
        _YEAR.search(heading.words) or not GENERIC.fullmatch(heading.words)
    ):
        return SourceSpan(heading.body, heading.end)
    return _title_line(text, document, section, marks)


def _title_line(text: str, document: Document, section: Section, marks: list[Mark]) -> SourceSpan:
    """The title of the document, else the first words of the plan."""
    first = next((mark.start for mark in marks if mark.start >= section.start), len(text))
    for block in (*_first_blocks(document, section.start), *document.blocks[:3]):
        if block.start >= first:
            continue
        if column_of(text[block.start : block.end]):
            break  # a table begins, one cell a line
        if _may_be_title(text, block):
            return SourceSpan(block.start, block.end)
        if inside := _TITLE_INSIDE.match(text, block.start, block.end):
            return SourceSpan(*inside.span())
    return SourceSpan(section.start, section.start)


def _may_be_title(text: str, block: Block) -> bool:
    """A short line of words that neither closes like a sentence nor belongs to a table."""
    words = text[block.start : block.end]
    if len(words) > 60 or words[-1] in "。;:," or not _HAN.search(words):
        return False
    return not block.cells and not is_tail(text, block.start, block.end)


def _first_blocks(document: Document, start: int) -> Sequence[Block]:
    position = bisect_left(document.blocks, start, key=lambda block: block.start)
    return document.blocks[position : position + 8]


def _years(words: str, pattern: re.Pattern[str]) -> list[int]:
    found = (whole_number(match[match.lastindex or 1]) for match in pattern.finditer(words))
    return [year for year in found if year]


def _plan_year(
    text: str, section: Section, heading: str, title: str, marks: Sequence[Mark]
) -> int | None:
    """By what speaks most surely of the plan: its heading, its first words, the title, the head of
    the paper; at last by the year that is said most often.
    """
    next_one = _NEXT.search(heading) is not None
    inside = section.heading.end if section.heading else section.stretches[0].inside
    opening = _OWN_YEAR.search(text, inside, inside + _OPENING)
    for words in (heading, title):
        if school := _SCHOOL_YEAR.search(words):
            return _first_year(school)
    if years := _years(heading, _YEAR):
        return max(years)
    if opening and not next_one:
        return int(opening[1])
    first = next((mark.start for mark in marks if mark.start >= section.start), section.start)
    if school := _SCHOOL_YEAR.search(text, 0, min(first, _HEAD)):
        return _first_year(school)
    for words in (title, text[: min(first, _OPENING)]):
        if years := _years(words, _YEAR if words is title else _NAMED_YEAR):
            named_itself = max(years) > min([*years, *_years(words, _TOLD_YEAR)])
            return max(years) + (next_one and not named_itself)
    return _counted_year(text, section, heading)


def _first_year(school: re.Match[str]) -> int:
    """The year in which the term begins."""
    if school["own"]:
        return int(school["own"])
    return int(school["first"] or school["alone"]) + (_term_of(school) == (2, 8))


def _term_of(school: re.Match[str]) -> tuple[int, int]:
    """A school year runs from September to August, its first term to January."""
    term = school["of_years"] or school["of_both"] or school["of_one"] or school["season"]
    return _TERMS.get(term or "", (9, 8))


def _counted_year(text: str, section: Section, heading: str) -> int | None:
    before = _years(text[max(0, section.start - _REACH) : section.start], _YEAR_WORD)
    inside = _years(text[section.start : section.start + _REACH], _YEAR_WORD)
    first = section.stretches[0].inside
    if before and _NEXT.search(heading + text[first : first + 40]):
        return Counter(before).most_common(1)[0][0] + 1
    opening = _YEAR_WORD.match(text, section.start)
    if opening:
        return _years(opening.group(), _YEAR_WORD)[0]
    paper = _NUMBER_OF_PAPER.search(text, 0, _OPENING)
    if paper:
        return int(paper[1])
    counts = Counter(inside or before)
    return max(counts, key=lambda year: (counts[year], year), default=None)


def _months(words: str) -> tuple[int, int]:
    if school := _SCHOOL_YEAR.search(words):
        return _term_of(school)
    quarter = _QUARTER.search(words)
    if quarter:
        last = 3 * whole_number(quarter[1])
        return last - 2, last
    if _SECOND_HALF.search(words):
        return 7, 12
    return (1, 6) if _FIRST_HALF.search(words) else (1, 12)


def _organisation(text: str, document: Document, title: str) -> str:
    """The body that a title names, else who signs, else the first one that a head or an opening
    names as its own: no body of a cited title, none that is merely spoken of, none in a table.
    """
    rows = min((block.start for block in document.blocks if block.cells), default=_HEAD)
    opening = text[: min(rows, _HEAD)]
    said = _named_in(title, _ORGANISATION)
    return said or _signer(text, document) or _named_in(opening, _SPEAKER)


def _named_in(words: str, pattern: re.Pattern[str]) -> str:
    names = (match[1] for match in pattern.finditer(_CITED.sub("", words)))
    return next((name for name in names if not _NO_NAME.search(name)), "")


def _signer(text: str, document: Document) -> str:
    """The short line before the day of signing."""
    for line, day in pairwise(document.blocks[-_LAST_LINES:]):
        brief = line.end - line.start <= _LONGEST_NAME and not line.cells
        if brief and is_signed(text, day.start, day.end):
            words = text[line.start : line.end].replace(" ", "")
            named = _ORGANISATION.fullmatch(words) and not _NO_NAME.search(words)
            return words if named else ""
    return ""
