"""Finds by when a plan says that something is to be done, as dates of the plan's year."""

import re
from datetime import date, timedelta

from tracker.domain.drafts.draft import DeadlineDraft, Doubt
from tracker.domain.values import Period, Recurrence, SourceSpan
from tracker.parsing.dates.days import (
    first_day,
    first_due,
    last_day,
    part_of_month,
    year_of,
    year_of_month,
)
from tracker.parsing.dates.feasts import before_season, feast
from tracker.parsing.dates.forms import (
    DONE_AFTER,
    NOT_AFTER,
    NOT_BEFORE,
    ONLY_A_YEAR,
    TIME,
    TIME_BEFORE,
    TOLD_AFTER,
    UNTIL_BEFORE,
)
from tracker.parsing.text.endings import ending
from tracker.parsing.text.numerals import whole_number
from tracker.parsing.text.quotes import has_quotes, inside_quotes

_LOOK = 30
_LONGEST_BEFORE = 6  # of the words that forbid or open a time, with a blank
_DAYS = "日号"
_FARTHEST = 5  # years that a task of this plan may take
_UNSURE = 0.5
_RECURRENCES = {
    "学年": Recurrence.YEARLY,
    "半月": Recurrence.MONTHLY,
    "周": Recurrence.WEEKLY,
    "星": Recurrence.WEEKLY,
    "月": Recurrence.MONTHLY,
    "季": Recurrence.QUARTERLY,
    "半": Recurrence.HALFYEARLY,
    "学": Recurrence.HALFYEARLY,
    "旬": Recurrence.MONTHLY,
    "年": Recurrence.YEARLY,
}
_EACH = ("each", "each_by", "each_run", "each_one", "each_verb", "each_about")
_WEEKDAYS = "一二三四五六日"
_FIVE_YEAR_ENDS = {"四": 2025, "五": 2030, "六": 2035}


def find_deadlines(
    body: str, start: int, end: int, *, year: int, period: Period
) -> list[DeadlineDraft]:
    """What body[start:end] (folded) says of time, in its order. Dates before the plan's year are
    none.
    """
    alone = ONLY_A_YEAR.fullmatch(body, start, end)
    if alone and int(alone[1]) >= year:
        return [_draft(alone.start(1), alone.end(), date(int(alone[1]), 12, 31))]
    matches = list(TIME.matches(body, start, end))
    if not matches:
        return []
    quoted = has_quotes(body, start, end)
    found = (
        _read(match, year, period)
        for match in matches
        if not (quoted and inside_quotes(body, start, match.start(), end))
        and not _is_no_deadline(body, match, start, end)
    )
    return [draft for draft in found if draft is not None and draft.due_on >= date(year, 1, 1)]


def find_odd_dates(body: str, start: int, end: int, *, year: int, alone: bool) -> list[Doubt]:
    """Days that no month has; in a cell of its own also a year far from the plan's."""
    doubts: list[Doubt] = []
    if not alone and all(body.find(sign, start, end) < 0 for sign in _DAYS):
        return doubts
    for match in TIME.matches(body, start, end):
        written = match["year"] or match["to_year"] or match["dot_year"]
        own_year = year_of(written, None, year) or year
        month = match["month"] or match["to_month"]
        day = match["day"] or match["to_day"]
        if month and day and part_of_month(own_year, whole_number(month), day, None, None) is None:
            doubts.append(Doubt("task.no-such-day", match[0]))
        elif alone and not year <= own_year <= year + _FARTHEST:
            doubts.append(Doubt("task.date-outside", match[0]))
    return doubts


def _is_no_deadline(body: str, match: re.Match[str], start: int, end: int) -> bool:
    at, behind = match.span()
    before = body[max(start, at - _LOOK) : at]
    if ending(NOT_BEFORE, before, _LONGEST_BEFORE):
        return True
    if match.lastgroup == "dotted_range":
        return TIME_BEFORE.search(before) is None
    if match.lastgroup == "recurring":
        return False
    after = body[behind : min(end, behind + _LOOK)]
    return bool(NOT_AFTER.match(after)) or _is_told(match, before, after)


def _is_told(match: re.Match[str], before: str, after: str) -> bool:
    """Whether the date opens an account of what has been done in a part of the year."""
    if ending(UNTIL_BEFORE, before, _LONGEST_BEFORE):
        return bool(DONE_AFTER.match(after))
    begins = match["half"] == "上" or match["quarters"] or match["from_month"] == "1"
    return bool(begins) and bool(TOLD_AFTER.match(after))


def _read(match: re.Match[str], year: int, period: Period) -> DeadlineDraft | None:
    form = match.lastgroup
    if form == "date":
        return _read_date(match, year, period)
    if form == "recurring":
        return _read_recurring(match, year, period)
    if form == "range":
        return _read_range(match, year, period)
    if form == "dotted_range":
        return _read_dotted_range(match, year)
    if form == "counted":
        return _read_within(match, period)
    if form in ("before_feast", "before_season"):
        return _read_before_feast(match, year)
    if form == "before_a_year":
        return _before_year(match, year)
    is_part = form in ("quarter_of_year", "half_of_year")
    due = _read_part_of_year(match, year) if is_part else _read_named_time(match, year)
    return None if due is None else _draft(match.start(), match.end(), due)


def _draft(start: int, end: int, due_on: date) -> DeadlineDraft:
    return DeadlineDraft(SourceSpan(start, end), due_on)


def _read_recurring(match: re.Match[str], year: int, period: Period) -> DeadlineDraft:
    word = next(match[name] for name in _EACH if match[name])
    recurrence = _RECURRENCES.get(word) or _RECURRENCES[word[0]]
    due_on = first_due(recurrence, period, _day_of(match))
    if match["each_month"]:
        month = int(match["each_month"])
        due_on = part_of_month(year, month, match["each_day"], None, None) or last_day(year, month)
    draft = DeadlineDraft(SourceSpan(*match.span()), due_on, recurrence, starts_on=period.start)
    return _doubted(draft, "deadline.about-as-often", match[0]) if match["each_about"] else draft


def _day_of(match: re.Match[str]) -> int | None:
    """The day of the month, or of the week, that a recurring duty names."""
    if match["each_weekday"]:
        return _WEEKDAYS.index(match["each_weekday"].replace("天", "日")) + 1
    return int(match["each_day"]) if match["each_day"] else None


def _read_range(match: re.Match[str], year: int, period: Period) -> DeadlineDraft | None:
    """Months from and to; 11月-次年1月 and 12月-1月 end in the year after they begin."""
    first_year = year_of(match["from_year"], match["from_said"], year)
    if first_year is None:
        return None
    first, last = whole_number(match["from_month"]), whole_number(match["to_month"])
    if not match["from_year"] and not match["from_said"]:
        first_year = year_of_month(first, first_year, period)
    last_year = year_of(match["to_year"], match["to_said"], first_year) or first_year
    if last < first and not match["to_year"] and not match["to_said"]:
        last_year += 1
    due_on = part_of_month(last_year, last, match["to_day"], match["to_third"], match["to_edge"])
    if due_on is None:
        return None
    starts_on = first_day(first_year, first, match["from_day"], match["from_third"])
    return DeadlineDraft(SourceSpan(*match.span()), due_on, starts_on=starts_on)


def _read_dotted_range(match: re.Match[str], year: int) -> DeadlineDraft | None:
    first, last = int(match["dots_month"]), int(match["dots_to_month"])
    due_on = part_of_month(year + (last < first), last, match["dots_to_day"], None, None)
    if due_on is None:
        return None
    starts_on = first_day(year, first, match["dots_day"], None)
    return DeadlineDraft(SourceSpan(*match.span()), due_on, starts_on=starts_on)


def _read_date(match: re.Match[str], year: int, period: Period) -> DeadlineDraft | None:
    own_year = year_of(match["year"], match["said"], year)
    if own_year is None:
        return None
    month = whole_number(match["month"])
    if not match["year"] and not match["said"]:
        own_year = year_of_month(month, own_year, period)
    day, third, edge = match["day"], match["third"], match["edge"]
    if match["before"] and not (day or third or edge):
        return _before_month(match, own_year, month)
    due_on = part_of_month(own_year, month, day, third, edge)
    if due_on is None:
        return None
    starts_on = first_day(own_year, month, match["first"], None) if match["first"] else None
    return DeadlineDraft(SourceSpan(*match.span()), due_on, starts_on=starts_on)


def _before_month(match: re.Match[str], year: int, month: int) -> DeadlineDraft:
    """5月前 is read as by the end of April; some who write it mean the end of May."""
    due_on = last_day(year, month - 1) if month > 1 else date(year - 1, 12, 31)
    return _doubted(_draft(*match.span(), due_on), "deadline.before-month", match[0])


def _before_year(match: re.Match[str], year: int) -> DeadlineDraft:
    """2030年前 is read as by the end of 2029, but never as before the plan."""
    before = year_of(match["before_year"], None, year) or year
    due_on = date(before if before == year else before - 1, 12, 31)
    return _doubted(_draft(*match.span(), due_on), "deadline.before-year", match[0])


def _read_within(match: re.Match[str], period: Period) -> DeadlineDraft:
    """两年内 counts from the day of issue, which the text seldom tells: from the plan's start."""
    if match["half_within"]:
        due_on = last_day(period.start.year, min(period.start.month + 5, 12))
    else:
        years = whole_number(match["within"])
        due_on = date(period.start.year + years - 1, 12, 31)
    return _doubted(_draft(*match.span(), due_on), "deadline.counted-from-start", match[0])


def _read_before_feast(match: re.Match[str], year: int) -> DeadlineDraft | None:
    """New Year's Day is the next one; all other feasts are those of the plan's own year."""
    if match["season"]:
        own_year = year_of(match["s_year"], match["s_said"], year) or year
        due_on = before_season(match["season"], own_year)
        return _doubted(_draft(*match.span(), due_on), "deadline.season", match[0])
    own_year = year_of(match["f_year"], match["f_said"], year) or year
    stated = bool(match["f_year"] or match["f_said"])
    day = feast(match["feast"], own_year + (match["feast"] == "元旦" and not stated))
    return None if day is None else _draft(*match.span(), day - timedelta(days=1))


def _doubted(draft: DeadlineDraft, code: str, words: str) -> DeadlineDraft:
    return draft._replace(confidence=_UNSURE, doubts=(Doubt(code, words),))


def _read_part_of_year(match: re.Match[str], year: int) -> date | None:
    """The end of a quarter or half year; None when it is last year's."""
    if match["half"]:
        own_year = year_of(match["h_year"], match["h_said"], year)
        return None if own_year is None else last_day(own_year, 6 if match["half"] == "上" else 12)
    own_year = year_of(match["q_year"], match["q_said"], year)
    number = whole_number(match["quarter"] or match["quarters"] or match["quarter_to"])
    month = number * 3 - (2 if match["q_edge"] == "初" else 0)
    return None if own_year is None else last_day(own_year, month)


def _read_named_time(match: re.Match[str], year: int) -> date | None:
    if match["dot_year"]:
        return part_of_month(
            int(match["dot_year"]), int(match["dot_month"]), match["dot_day"], None, None
        )
    if match["five"]:
        return date(_FIVE_YEAR_ENDS[match["five"]], 12, 31)
    written = match["by_year"] or match["e_year"]
    own_year = year_of(written, match["e_said"], year)
    if own_year is None:
        return None
    return date(own_year, 6, 30) if match["e_edge"] == "中" else date(own_year, 12, 31)
