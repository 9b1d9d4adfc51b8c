"""Knows what years in a document say that the plan may be of another one."""

import re
from collections.abc import Iterator

from tracker.domain.drafts.draft import Doubt, PlanDraft
from tracker.parsing.document import Document
from tracker.parsing.text.normalise import fold
from tracker.parsing.text.tail import is_signed

_LONG = 60  # characters
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
# 2026年,我局将...; 做好2026年工作: the year that an opening speaks of
_FRAME = re.compile(r"(?m)^[ \t\u3000]*(20\d\d)(?:年|学年)[,是]|做好(20\d\d)年(?:各项|全年)?工作")
_DATED = re.compile(r"\(20\d\d年\d{1,2}月(?:\d{1,2}日)?\)$")  # under the title
_FULL_DATE = re.compile(r"(?<!\d)(20\d\d)年(?=\d{1,2}月|[底末内])")
# 2026年水务局工作要点, 2026年工作打算: papers and headings that are named by a year
_NAMED = re.compile(
    r"(?<![\d—-])(20\d\d)年度?(?!\d{1,2}月)[^\d。,;:\n]{0,24}?(?:计划|要点|思路|打算|安排)"
    r"(?=[》\s一二三(第]|的通知|$)"
)
# 2025年工作总结, but not 2025年上半年工作总结, which a plan of the same year looks back on
_TOLD = re.compile(r"(?<![\d—-])(20\d\d)年(?!上半|[一二三]季)[^\d。,;:\n]{0,12}?(?:总结|回顾|情况)")
_BY = re.compile(r"(?<!\d)(20\d\d)年(?:\d{1,2}月(?:\d{1,2}日|底|末)?|底|末)(?:之前|以前|前)")


def of_years(draft: PlanDraft, document: Document) -> Iterator[Doubt]:
    text = fold(draft.text)
    other = _another(text, draft, document)
    if other is not None:
        yield Doubt("plan.year-unsure", f"{other}年")
    yield from _dates(text, draft)


def _another(text: str, draft: PlanDraft, document: Document) -> int | None:
    """A year that title, opening, headings or the day of signing name, and that does not fit."""
    first = document.blocks[0]
    head = text[first.start : min(first.end, first.start + _LONG)]
    opening = text[: draft.strategies[0].span.start]
    title = [int(year) for year in _YEAR.findall(head)]
    spoken = [int(match[1] or match[2]) for match in _FRAME.finditer(opening)]
    signed = _signed(text, document)
    near = (draft.year, draft.year - 1, draft.period.end.year)
    for years in ([max(title, default=draft.year)], spoken, signed):
        if years and not any(year in near for year in years):
            return years[0]
    far = [year for year in map(int, _NAMED.findall(opening)) if year not in near]
    late = [year for year in signed if year > draft.year]
    told = [year for year in map(int, _TOLD.findall(opening)) if year != draft.year - 1]
    return next(iter((*far, *late, *told)), None)


def _signed(text: str, document: Document) -> list[int]:
    return [
        int(year)
        for block in document.blocks
        if is_signed(text, block.start, block.end) or _DATED.match(text, block.start, block.end)
        for year in _YEAR.findall(text[block.start : block.end])
    ]


def _dates(text: str, draft: PlanDraft) -> Iterator[Doubt]:
    """Most dates that name their year name another one than the plan's, or a day is gone by."""
    spans = (task.span for task in draft.tasks)
    said = [text[start:end] for start, end in spans if text.find("20", start, end) >= 0]
    years = [int(year) for words in said for year in _FULL_DATE.findall(words)]
    others = [year for year in years if year not in (draft.year, draft.year + 1)]
    gone = [int(year) for words in said for year in _BY.findall(words) if int(year) < draft.year]
    if gone or (len(others) >= 2 and len(others) * 2 > len(years)):
        yield Doubt("plan.dates-of-another-year", f"{max(gone or others, key=others.count)}年")
