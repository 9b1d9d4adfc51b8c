"""各月报送: a cell a month, and the same in words."""

from dataclasses import dataclass
from datetime import date

import pytest

from tracker.rendering.heat import Filled, heat, months_between

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@dataclass(frozen=True)
class Reports:
    month: date
    given: int
    asked: int


def row(**months: tuple[int, int]):
    reports = [Reports(date(2026, int(m[1:]), 1), *each) for m, each in months.items()]
    return heat(reports, *YEAR, step=14)


@pytest.mark.parametrize(
    ("months", "cells", "words"),
    [
        ({}, {}, "没有应报的月份"),
        ({"m3": (0, 0)}, {}, "没有应报的月份"),
        ({"m1": (2, 2), "m2": (3, 2)}, {1: "all", 2: "all"}, "全报 2 个月"),
        ({"m1": (0, 4)}, {1: "none"}, "未报 1月"),
        (
            {"m1": (2, 2), "m8": (1, 60), "m10": (59, 60), "m11": (0, 1)},
            {1: "all", 8: "part", 10: "part", 11: "none"},
            "全报 1 个月；部分已报 8月、10月；未报 11月",
        ),
    ],
)
def test_a_cell_is_full_half_hollow_or_a_line(months, cells, words):
    drawn = row(**months)
    assert [cell.x for cell in drawn.cells] == [14 * n for n in range(12)]
    known = {n: c.filled for n, c in enumerate(drawn.cells, 1) if c.filled != Filled.NOTHING_ASKED}
    assert (known, drawn.words) == (cells, words)


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), 12),
        (date(2026, 11, 30), date(2027, 2, 1), 4),
        (date(2026, 5, 5), date(2026, 5, 6), 1),
    ],
)
def test_there_is_a_cell_for_each_month_that_the_plan_touches(start, end, count):
    months = months_between(start, end)
    assert (len(months), months[0]) == (count, start.replace(day=1))
    assert len(heat([], start, end, step=5).cells) == count
