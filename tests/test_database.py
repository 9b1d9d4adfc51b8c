"""The column types keep what they are given, on both databases."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, StatementError

from tests.make import make_plan, make_target, make_task, make_update
from tracker.models import ProgressUpdate, Target, Task, WorkPlan


@pytest.mark.parametrize("percent", ["0", "0.01", "33.33", "99.99", "100"])
def test_a_percent_keeps_its_two_decimals(session, percent):
    task = make_task(percent=Decimal(percent))
    session.expire_all()
    assert task.percent == Decimal(percent)


def test_percents_are_summed_exactly(session):
    task = make_task()
    for _ in range(3):
        make_update(task, percent=Decimal("33.33"))
    total = session.scalar(sa.select(sa.func.sum(ProgressUpdate.percent)))
    assert total == Decimal("99.99")


@pytest.mark.parametrize("value", ["0", "3.5", "0.0001", "200000000", "-1.20", "1E+3"])
def test_a_figure_keeps_its_value_whatever_its_size(session, value):
    target = make_target(value=Decimal(value))
    session.expire_all()
    assert session.get_one(Target, target.id).value == Decimal(value)


def test_an_instant_comes_back_aware_in_utc(session):
    there = timezone(timedelta(hours=8))
    plan = make_plan(created_at=datetime(2026, 1, 1, 7, 30, tzinfo=there))
    session.expire_all()
    stored = session.get_one(WorkPlan, plan.id).created_at
    assert stored == datetime(2025, 12, 31, 23, 30, tzinfo=UTC)
    assert stored.utcoffset() == timedelta(0)


def test_an_instant_without_a_zone_is_refused(session):
    with pytest.raises(StatementError, match="naive"):
        make_plan(created_at=datetime(2026, 1, 1, 7, 30))  # noqa: DTZ001 -- that is the point
    session.rollback()


@pytest.mark.parametrize("percent", ["-0.01", "100.01"])
def test_the_database_itself_refuses_a_percent_out_of_range(session, percent):
    with pytest.raises(IntegrityError):
        make_task(percent=Decimal(percent))
    session.rollback()


def test_the_database_itself_refuses_an_issued_task_without_a_lead_unit(session):
    task = make_task()
    with pytest.raises(IntegrityError):
        session.execute(sa.update(Task).where(Task.id == task.id).values(lead_unit_id=None))
    session.rollback()


def test_a_value_that_is_no_state_is_refused(session):
    task = make_task()
    with pytest.raises(IntegrityError):
        session.execute(sa.text("UPDATE tasks SET state = 'lost' WHERE id = :id"), {"id": task.id})
    session.rollback()


def test_what_a_plan_holds_goes_with_it(session):
    make_update(make_task(), percent=10)
    session.execute(sa.delete(WorkPlan))
    session.commit()
    assert session.scalar(sa.select(sa.func.count()).select_from(ProgressUpdate)) == 0
