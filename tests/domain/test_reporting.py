"""Which report is owed, and from when on."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tracker.domain.reporting import (
    ReportFacts,
    Standing,
    next_standing_on,
    owes_report,
    report_day,
    standing,
)
from tracker.domain.values import ReportEvery, TaskState

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


SILENT = ReportFacts(JANUARY, JANUARY, ReportEvery.MONTH, None)
TOLD = ReportFacts(JANUARY, JANUARY, ReportEvery.MONTH, day(11, 2))


@pytest.mark.parametrize(
    ("state", "silent", "told"),
    [
        (TaskState.DRAFT, Standing.NOT_ASKED, Standing.NOT_ASKED),
        (TaskState.ISSUED, Standing.OWED, Standing.GIVEN),
        (TaskState.IN_PROGRESS, Standing.OWED, Standing.GIVEN),
        (TaskState.SUBMITTED, Standing.NOT_ASKED, Standing.GIVEN),
        (TaskState.DONE, Standing.NOT_ASKED, Standing.GIVEN),
        (TaskState.SUSPENDED, Standing.NOT_ASKED, Standing.GIVEN),
        (TaskState.WITHDRAWN, Standing.NOT_ASKED, Standing.NOT_ASKED),
    ],
)
def test_only_who_has_a_task_in_hand_owes_and_a_report_that_was_given_stays_given(
    state, silent, told
):
    assert standing(state, SILENT, day(11, 23)) is silent
    assert standing(state, TOLD, day(11, 23)) is told


@pytest.mark.parametrize(
    ("facts", "after", "turns"),
    [
        (SILENT, day(11, 23), None),
        (TOLD, day(11, 23), day(12, 1)),
        (ReportFacts(JANUARY, day(11, 23), ReportEvery.MONTH, None), day(11, 23), day(11, 24)),
        (ReportFacts(JANUARY, day(11, 27), ReportEvery.MONTH, None), day(11, 27), day(12, 1)),
        (ReportFacts(day(11, 26), JANUARY, ReportEvery.MONTH, None), day(9, 1), day(12, 1)),
        (ReportFacts(day(12, 26), JANUARY, ReportEvery.QUARTER, None), day(3, 1), date(2027, 1, 1)),
    ],
)
def test_the_day_is_known_on_which_a_report_begins_to_be_owed(facts, after, turns):
    assert next_standing_on(TaskState.IN_PROGRESS, facts, after) == turns


DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(
    state=st.sampled_from(TaskState),
    facts=st.builds(ReportFacts, DAYS, DAYS, st.sampled_from(ReportEvery), st.none() | DAYS),
    after=DAYS,
    asked_from=st.integers(15, 28),
)
def test_nothing_turns_before_the_day_that_was_foretold(state, facts, after, asked_from):
    assume(facts.last_reported_on is None or facts.last_reported_on <= after)
    turns = next_standing_on(state, facts, after, asked_from)
    now = standing(state, facts, after, asked_from)
    for days in range(1, 200):
        on = after + timedelta(days=days)
        if standing(state, facts, on, asked_from) != now:
            assert turns == on
            return
    assert turns is None or turns > on
