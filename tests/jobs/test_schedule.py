"""The table of jobs."""

from datetime import UTC, datetime, time

import pytest
from apscheduler.triggers.cron import CronTrigger

from tests.clocks import HERE
from tracker.domain.words.jobs import JOB_PURPOSES
from tracker.jobs.schedule import SCHEDULE, Entry, find_entry

DAY_NAMES = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}


def test_names_are_unique_in_kebab_case_and_each_has_its_purpose():
    names = [entry.name for entry in SCHEDULE]
    assert len(set(names)) == len(names)
    assert set(names) == set(JOB_PURPOSES)
    assert all(name == name.lower() and "_" not in name for name in names)


@pytest.mark.parametrize("entry", SCHEDULE, ids=lambda entry: entry.name)
def test_days_are_given_by_name_since_numbers_mean_other_days_to_the_scheduler(entry):
    assert set(entry.days.replace("-", ",").split(",")) <= DAY_NAMES


def next_fire(name: str, after: datetime) -> datetime:
    trigger = CronTrigger(timezone=HERE, **dict(find_entry(name).cron))
    return trigger.get_next_fire_time(None, after)


@pytest.mark.parametrize(
    ("name", "after", "expected"),
    [
        ("refresh-lights", datetime(2026, 11, 22, 23, tzinfo=HERE), (23, 0, 10)),
        ("take-snapshots", datetime(2026, 11, 22, 23, tzinfo=HERE), (23, 0, 20)),
        ("tidy", datetime(2026, 11, 22, 23, tzinfo=HERE), (23, 3, 0)),
        ("write-reminders", datetime(2026, 11, 20, 9, tzinfo=HERE), (21, 8, 30)),  # Saturday too
        ("send-mail", datetime(2026, 11, 22, 23, 59, 30, tzinfo=HERE), (23, 0, 0)),
    ],
)
def test_a_job_is_due_when_the_design_says(name, after, expected):
    due = next_fire(name, after)
    assert (due.day, due.hour, due.minute) == expected
    assert due.utcoffset().total_seconds() == 8 * 3600


@pytest.mark.parametrize(
    ("name", "expected"),
    [("write-reminders", "2026-11-23"), ("send-mail", "2026-11-23T00:30")],
)
def test_a_slot_is_named_by_the_day_or_minute_in_shanghai(name, expected):
    moment = datetime(2026, 11, 22, 16, 30, 59, tzinfo=UTC)
    assert find_entry(name).slot(moment) == expected


@pytest.mark.parametrize(
    ("at", "moment", "expected"),
    [
        (time(8, 30), datetime(2026, 11, 23, 8, 29, 59, tzinfo=HERE), False),
        (time(8, 30), datetime(2026, 11, 23, 8, 30, tzinfo=HERE), True),
        (time(8, 30), datetime(2026, 11, 23, 23, 59, tzinfo=HERE), True),
        (time(0, 10), datetime(2026, 11, 23, 16, 5, tzinfo=UTC), False),  # 00:05 of the 24th
        (None, datetime(2026, 11, 23, 12, tzinfo=HERE), False),
    ],
)
def test_only_a_daily_job_whose_time_has_come_can_be_made_up(at, moment, expected):
    assert Entry("job", lambda doing: {}, at).is_past(moment) is expected


def test_a_name_that_is_in_no_table_is_not_found():
    assert find_entry("no-such-job") is None


@pytest.mark.parametrize("entry", SCHEDULE, ids=lambda entry: entry.name)
def test_the_moment_of_a_slot_lies_in_that_slot(entry):
    slot = entry.slot(datetime(2026, 11, 23, 23, 59, 30, tzinfo=HERE))
    assert entry.slot(entry.moment(slot)) == slot
    assert entry.at is None or entry.moment(slot).timetz() == entry.at.replace(tzinfo=HERE)


@pytest.mark.parametrize(
    ("name", "at", "again"),
    [
        ("write-reminders", datetime(2026, 11, 23, 8, 29, 59, tzinfo=HERE), (23, 8, 30)),
        ("write-reminders", datetime(2026, 11, 23, 8, 30, tzinfo=HERE), (24, 8, 30)),
        ("send-mail", datetime(2026, 11, 23, 12, 0, 30, tzinfo=HERE), (23, 12, 1)),
    ],
)
def test_when_a_job_is_due_again_is_known(name, at, again):
    assert find_entry(name).next_after(at.astimezone(UTC)) == datetime(
        2026, 11, *again, tzinfo=HERE
    )
