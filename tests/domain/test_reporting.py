"""Which report is owed, and from when on."""

from datetime import date

import pytest

from tracker.domain.reporting import ReportFacts, owes_report, report_day
from tracker.domain.values import ReportEvery

JANUARY = date(2026, 1, 5)


def day(month: int, number: int) -> date:
    return date(2026, month, number)


@pytest.mark.parametrize(
    ("starts_on", "issued_on", "last", "on", "owed"),
    [
        (JANUARY, JANUARY, None, day(11, 1), True),
        (JANUARY, JANUARY, day(10, 31), day(11, 1), True),
        (JANUARY, JANUARY, day(11, 1), day(11, 30), False),
        # Issued today it has nothing to say yet; from tomorrow on it has.
        (JANUARY, day(11, 23), None, day(11, 23), False),
        (JANUARY, day(11, 23), None, day(11, 24), True),
        # Issued or begun when reports were being asked for: the next period is its first.
        (JANUARY, day(11, 24), None, day(11, 30), True),
        (JANUARY, day(11, 25), None, day(11, 30), False),
        (JANUARY, day(11, 25), None, day(12, 1), True),
        (day(11, 25), JANUARY, None, day(11, 30), False),
        (day(11, 23), JANUARY, None, day(11, 22), False),
        (day(11, 23), JANUARY, None, day(11, 23), True),
    ],
)
def test_the_report_of_a_month_is_owed_once_it_can_be_given(starts_on, issued_on, last, on, owed):
    facts = ReportFacts(starts_on, issued_on, ReportEvery.MONTH, last)
    assert owes_report(facts, on) is owed


@pytest.mark.parametrize(
    ("last", "on", "owed"),
    [
        (day(10, 1), day(12, 31), False),
        (day(9, 30), day(10, 1), True),
        (day(9, 30), day(12, 31), True),
    ],
)
def test_the_report_of_a_quarter_is_owed_once_in_it(last, on, owed):
    assert owes_report(ReportFacts(JANUARY, JANUARY, ReportEvery.QUARTER, last), on) is owed


def test_a_task_of_the_quarter_that_came_before_its_last_25th_is_asked_for():
    facts = ReportFacts(JANUARY, day(11, 25), ReportEvery.QUARTER, None)
    assert owes_report(facts, day(12, 1))


@pytest.mark.parametrize(("asked_from", "owed"), [(20, False), (28, True)])
def test_the_day_from_which_reports_are_asked_for_is_a_setting(asked_from, owed):
    facts = ReportFacts(JANUARY, day(11, 25), ReportEvery.MONTH, None)
    assert owes_report(facts, day(11, 30), asked_from) is owed


@pytest.mark.parametrize(
    ("every", "on", "asked_from", "by"),
    [
        (ReportEvery.MONTH, day(11, 1), 25, day(11, 25)),
        (ReportEvery.MONTH, day(11, 30), 25, day(11, 25)),
        (ReportEvery.MONTH, day(2, 3), 28, day(2, 28)),
        (ReportEvery.QUARTER, day(10, 1), 25, day(12, 25)),
        (ReportEvery.QUARTER, day(12, 31), 20, day(12, 20)),
    ],
)
def test_a_report_is_asked_for_in_the_last_month_of_its_period(every, on, asked_from, by):
    assert report_day(on, every, asked_from) == by
