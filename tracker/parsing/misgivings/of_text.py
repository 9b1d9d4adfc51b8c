"""Knows what in the text says that a draft may be wrong: torn off, without stops, of two years."""

import re
from collections.abc import Iterator

from tracker.domain.drafts.draft import Doubt, PlanDraft
from tracker.parsing.document import Document
from tracker.parsing.text.tail import is_signed

_CLOSES = "。；;！!？?：:）)]】”》."
_FEWEST = 4
_LONG = 60  # characters
_STOP = re.compile(r"[。；;！!？?]")
_YEAR = re.compile(r"(20(?<!\d20)\d\d)年")
# 2026年,我局将...; 做好2026年工作: the year that an opening speaks of
_FRAME = re.compile(r"(?m)^\s*(20\d\d)(?:年|学年)[,，是]|做好(20\d\d)年(?:各项|全年)?工作")
_DATED = re.compile(r"[（(]20\d\d年\d{1,2}月(?:\d{1,2}日)?[）)]$")  # under the title
_FULL_DATE = re.compile(r"(20(?<!\d20)\d\d)年(?=\d{1,2}月|[底末内])")
_SHOWN = 20


def of_text(draft: PlanDraft) -> Iterator[Doubt]:
    yield from _torn(draft)
    yield from _without_stops(draft)


def _torn(draft: PlanDraft) -> Iterator[Doubt]:
    """The last task breaks off, where others close like sentences."""
    ends = [draft.text[task.span.start : task.span.end].rstrip() for task in draft.tasks]
    closed = [words for words in ends if words[-1:] in _CLOSES]
    if len(ends) >= _FEWEST and len(closed) == len(ends) - 1 and ends[-1] not in closed:
        yield Doubt("plan.breaks-off", ends[-1][-_SHOWN:])


def _without_stops(draft: PlanDraft) -> Iterator[Doubt]:
    """Long tasks that nothing numbers, and no stop in them: what parts them was lost."""
    endless = [
        task
        for task in draft.tasks
        if not task.number and len(task.content) > _LONG and not _STOP.search(task.content)
    ]
    if len(endless) * 4 >= len(draft.tasks):
        yield Doubt("plan.few-stops", endless[0].title)


def of_years(draft: PlanDraft, document: Document) -> Iterator[Doubt]:
    """The title or the date of signing speaks of another year, and not just of the one before."""
    text = draft.text
    first = document.blocks[0]
    title = _YEAR.findall(text[first.start : min(first.end, first.start + _LONG)])
    named = max(map(int, title), default=draft.year)
    opening = text[: draft.strategies[0].span.start]
    spoken = [int(match[1] or match[2]) for match in _FRAME.finditer(opening)]
    signed = [
        int(year)
        for block in document.blocks
        if is_signed(text, block.start, block.end) or _DATED.match(text, block.start, block.end)
        for year in _YEAR.findall(text[block.start : block.end])
    ]
    if named not in (draft.year, draft.year - 1):
        yield Doubt("plan.year-unsure", f"{named}年")
    elif spoken and not any(year in (draft.year, draft.year - 1) for year in spoken):
        yield Doubt("plan.year-unsure", f"{spoken[0]}年")
    elif signed and not any(year in (draft.year, draft.year - 1) for year in signed):
        yield Doubt("plan.year-unsure", f"{signed[0]}年")


def of_another_year(draft: PlanDraft) -> Iterator[Doubt]:
    """Most dates that name their year name another one than the plan's."""
    years = [
        int(year)
        for task in draft.tasks
        for year in _FULL_DATE.findall(draft.text[task.span.start : task.span.end])
    ]
    others = [year for year in years if year not in (draft.year, draft.year + 1)]
    if len(others) >= 2 and len(others) * 2 > len(years):
        yield Doubt("plan.dates-of-another-year", f"{max(others, key=others.count)}年")
