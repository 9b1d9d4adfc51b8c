"""各月报送 as a row of cells: full, half or hollow, one for each month of the plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol


class Filled(StrEnum):
    ALL = "all"
    PART = "part"
    NONE = "none"
    NOTHING_ASKED = "wait"  # or not known, or still to come


class Reports(Protocol):
    @property
    def month(self) -> date: ...
    @property
    def given(self) -> int: ...
    @property
    def asked(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Cell:
    x: int
    filled: Filled


@dataclass(frozen=True, slots=True)
class Heat:
    """`words` say the same to those who do not see it."""

    width: int
    cells: tuple[Cell, ...]
    words: str


_WORDS = {Filled.ALL: "全报", Filled.PART: "部分已报", Filled.NONE: "未报"}


def heat(reports: Sequence[Reports], start: date, end: date, *, step: int) -> Heat:
    """`step`: pixels from one month to the next."""
    by_month = {each.month: each for each in reports}
    months = months_between(start, end)
    filled = [_filled(by_month.get(month)) for month in months]
    return Heat(
        width=step * len(months),
        cells=tuple(Cell(place * step, each) for place, each in enumerate(filled)),
        words=_words(months, filled),
    )


def months_between(start: date, end: date) -> Sequence[date]:
    """The first day of each month from the one of `start` to the one of `end`."""
    first, last = (day.year * 12 + day.month - 1 for day in (start, end))
    return [date(number // 12, number % 12 + 1, 1) for number in range(first, last + 1)]


def _filled(reports: Reports | None) -> Filled:
    if reports is None or not reports.asked:
        return Filled.NOTHING_ASKED
    if reports.given >= reports.asked:
        return Filled.ALL
    return Filled.PART if reports.given else Filled.NONE


def _words(months: Sequence[date], filled: Sequence[Filled]) -> str:
    """全报 9 个月；部分已报 8月、10月；未报 11月."""
    names = {
        each: [f"{month.month}月" for month, state in zip(months, filled) if state is each]
        for each in _WORDS
    }
    parts = [f"全报 {len(names[Filled.ALL])} 个月"] if names[Filled.ALL] else []
    parts += [
        f"{_WORDS[each]} {'、'.join(names[each])}"
        for each in (Filled.PART, Filled.NONE)
        if names[each]
    ]
    return "；".join(parts) or "没有应报的月份"
