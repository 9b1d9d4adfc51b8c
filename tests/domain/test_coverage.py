"""The period by which reports are counted has a name that is true of all of them."""

from datetime import date

import pytest

from tracker.domain.coverage import period_name, quarterly_note
from tracker.domain.rollup import NOTHING, Figures

NOVEMBER = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("figures", "name", "note"),
    [
        (NOTHING, "11月", ""),
        (Figures(given=2, owed=1), "11月", ""),
        (Figures(given=2, owed=1, quarterly=1), "11月", "1 项按四季度计"),
        (Figures(given=2, owed=1, quarterly=3), "四季度", ""),
    ],
)
def test_the_period_is_named_and_tasks_of_another_length_are_told(figures, name, note):
    assert (period_name(figures, NOVEMBER), quarterly_note(figures, NOVEMBER)) == (name, note)


@pytest.mark.parametrize(
    ("month", "name"),
    [(1, "一季度"), (3, "一季度"), (4, "二季度"), (9, "三季度"), (10, "四季度"), (12, "四季度")],
)
def test_each_quarter_has_its_name(month, name):
    assert period_name(Figures(owed=1, quarterly=1), date(2026, month, 1)) == name
