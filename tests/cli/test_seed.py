"""`flask seed`: a bureau to look at, the same however often it is asked for."""

import json
from datetime import date
from itertools import count

import pytest
import sqlalchemy as sa

from tracker.database import db
from tracker.domain.values import ExtensionVerdict, MailState, PlanState, TaskState
from tracker.models import (
    DeadlineExtension,
    Evidence,
    Instruction,
    Milestone,
    OutboxEmail,
    ProgressUpdate,
    Reminder,
    Snapshot,
    Task,
    WorkPlan,
)
from tracker.services import documents, figures, people

pytestmark = pytest.mark.long


@pytest.fixture
def seed(runner):
    def seed(*arguments: str) -> dict[str, int]:
        answer = runner.invoke(args=["seed", "--json", *arguments])
        assert answer.exit_code == 0, answer.output
        return json.loads(answer.output)

    return seed


@pytest.mark.databases("sqlite")  # as the demo is on both, which begins with the samples
def test_the_samples_are_there_once(seed, session):
    first = seed()
    assert (first["units"], first["plans"]) == (30, 3)
    assert seed() == first
    states = session.scalars(sa.select(WorkPlan.state).order_by(WorkPlan.year)).all()
    assert states == [PlanState.ACTIVE, PlanState.ACTIVE, PlanState.DRAFT]


def test_the_demo_has_a_past_whose_figures_agree(seed, session, clock):
    """Nothing happens after today, and there are 批示, 延期, 分解, 节点, 佐证, a task that nobody
    signed for, reminders sent."""
    clock.move_to(date(2026, 4, 1))
    first = seed("--demo")
    assert figures.check() == []
    reports = session.scalar(sa.select(sa.func.count()).select_from(ProgressUpdate))
    assert reports > 20
    assert session.scalar(sa.select(sa.func.max(ProgressUpdate.at))) <= clock.now()
    days = session.scalars(sa.select(Snapshot.on).distinct().order_by(Snapshot.on)).all()
    assert days[-1] <= clock.today()
    assert seed("--demo") == first
    assert session.scalar(sa.select(sa.func.count()).select_from(ProgressUpdate)) == reports
    check_what_people_deal_out_and_answer(session)


def check_what_people_deal_out_and_answer(session):
    count = sa.func.count
    verdicts = set(session.scalars(sa.select(DeadlineExtension.verdict)))
    assert verdicts == {None, ExtensionVerdict.GRANTED, ExtensionVerdict.REFUSED}
    answers = session.scalars(sa.select(Instruction.answer).order_by(Instruction.id)).all()
    assert [bool(answer) for answer in answers] == [True, False]
    assert len(set(session.scalars(sa.select(Evidence.kind)))) >= 2
    assert session.scalar(sa.select(count(Milestone.id))) == 3
    assert session.scalar(sa.select(count(Task.id)).where(Task.parent_id.is_not(None))) == 3
    assert session.scalar(sa.select(count(Task.id)).where(Task.state == TaskState.ISSUED)) == 1
    assert session.scalar(sa.select(count(Reminder.id))) > 0
    assert set(session.scalars(sa.select(OutboxEmail.state))) == {MailState.SENT}


class Killed(BaseException):
    """As a signal would end it."""


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(
    ("service", "step", "times"),
    [
        (people, "add_several", 1),
        (documents, "accept_unseen", 1),
        (figures, "take_snapshots", 2),  # in the middle of the year
    ],
)
def test_a_seeding_that_was_interrupted_leaves_nothing_and_so_begins_anew(
    runner, session, clock, monkeypatch, service, step, times
):
    clock.move_to(date(2026, 4, 1))
    done, left = getattr(service, step), count(1)
    shipped = counted(session)

    def dies_afterwards(*arguments, **named):
        done(*arguments, **named)
        if next(left) == times:
            raise Killed

    monkeypatch.setattr(service, step, dies_afterwards)
    with pytest.raises(Killed):
        runner.invoke(args=["seed", "--demo"])
    assert next(left) > times
    assert counted(session) == shipped


def counted(session) -> dict[str, int]:
    return {
        table.name: session.scalar(sa.select(sa.func.count()).select_from(table))
        for table in db.metadata.sorted_tables
    }


def test_a_synthetic_plan_has_the_size_that_was_asked_for(seed, session):
    seed("--synthetic", "50", "--strategies", "3", "--units", "4", "--users", "6")
    assert session.scalar(sa.select(sa.func.count()).select_from(Task)) == 50
    assert figures.check() == []


def test_a_synthetic_plan_is_made_once(seed, runner):
    seed("--synthetic", "5", "--units", "2", "--users", "2")
    again = runner.invoke(args=["seed", "--synthetic", "5", "--units", "2", "--users", "2"])
    assert again.exit_code == 1
