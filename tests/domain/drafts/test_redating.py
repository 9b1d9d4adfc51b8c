"""Dates of a task that a person worked on, when its plan moves to another year or other months."""

from dataclasses import replace
from datetime import date

import pytest

from tests.drafted import fresh
from tracker.domain.drafts.draft import DeadlineDraft
from tracker.domain.drafts.redating import redated
from tracker.domain.values import Period, SourceSpan

Y2024 = Period(date(2024, 1, 1), date(2024, 12, 31))
Y2026 = Period(date(2026, 1, 1), date(2026, 12, 31))
Y2027 = Period(date(2027, 1, 1), date(2027, 12, 31))
HALF = Period(date(2026, 7, 1), date(2026, 12, 31))
SCHOOL = Period(date(2026, 9, 1), date(2027, 8, 31))


@pytest.mark.parametrize(
    ("before", "after", "due_on", "wanted"),
    [
        (Y2026, Y2027, date(2026, 6, 30), date(2027, 6, 30)),
        (Y2026, Y2027, date(2026, 12, 31), date(2027, 12, 31)),
        (Y2026, Y2027, date(2027, 3, 31), date(2027, 3, 31)),  # the text itself named that year
        (Y2024, Y2026, date(2024, 2, 29), date(2026, 2, 28)),
        (Y2026, HALF, date(2026, 9, 30), date(2026, 9, 30)),
        (Y2026, HALF, date(2026, 3, 31), date(2026, 7, 1)),
        (Y2026, SCHOOL, date(2026, 12, 31), date(2027, 8, 31)),
        (Y2026, SCHOOL, date(2026, 3, 31), date(2026, 9, 1)),
        (Y2026, Y2026, date(2026, 3, 31), date(2026, 3, 31)),
    ],
)
def test_a_day_is_the_same_one_of_the_new_period(
    before: Period, after: Period, due_on: date, wanted: date
):
    item = replace(fresh().items[0], due_on=due_on)
    assert redated(item, before, after, {}).due_on == wanted


def test_what_the_text_says_of_a_date_is_as_it_is_read_now():
    span = SourceSpan(40, 45)
    item = replace(fresh().items[0], deadlines=(DeadlineDraft(span, date(2026, 6, 30)),))
    read_now = DeadlineDraft(span, date(2027, 6, 30))
    assert redated(item, Y2026, Y2027, {span: read_now}).deadlines == (read_now,)


def test_nothing_is_a_change_where_the_period_is_the_same():
    item = fresh().items[0]
    assert redated(item, Y2026, Y2026, {}) == item
    assert redated(item, Y2026, Y2027, {}).revision == item.revision + 1
