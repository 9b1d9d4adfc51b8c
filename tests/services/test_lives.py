"""Random lives of tasks: whatever people try and whenever, what must never be false is not.

The same two each time, or others where LIVES_SEED is set (`.ci/run`: the day). Half as many
on PostgreSQL: what is tried are the rules, and the database that takes long shows no more of them.
"""

import os
from dataclasses import dataclass, field
from datetime import date, datetime

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, assume, given, seed, settings
from hypothesis import strategies as st

from tests.acts import make_scene
from tests.lives import STEPS, Done, Lives
from tests.make import POLICY, make_doing
from tests.people import make_people
from tracker.database import db
from tracker.domain.doing import Policy
from tracker.domain.values import ExtensionVerdict, TaskState, Verdict
from tracker.models import AuditEntry, DeadlineExtension, Suspension, Task, Verification
from tracker.queries import audit_log
from tracker.queries.task_history import get_history
from tracker.queries.tasks import get_task
from tracker.services import figures

pytestmark = pytest.mark.long

STEPS_A_LIFE = 150
SEED = int(os.environ.get("LIVES_SEED", "0"))
LIVES = 2
TRIED = {"suppress_health_check": list(HealthCheck)}
SOME_STEPS = st.lists(STEPS, min_size=STEPS_A_LIFE, max_size=STEPS_A_LIFE)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a task says of itself and what does not follow from its parts or from the day."""

    state: TaskState
    lead_unit_id: int | None
    title: str
    starts_on: date
    due_on: date
    original_due_on: date


@dataclass(slots=True)
class Watch:
    """Looks at every task after every step and remembers when which of them changed."""

    seen: dict[int, Seen] = field(default_factory=dict)
    changed_at: dict[int, list[datetime]] = field(default_factory=dict)

    def look(self, lives: Lives, done: Done | None) -> None:
        if done is not None and done.act == "discard":
            self.forget(lives, done.task_id)
        for task in lives.tasks():
            now = Seen(*(getattr(task, name) for name in Seen.__slots__))
            check_task(task)
            self._compare(task.id, self.seen.get(task.id, now), now, done)
            self.seen[task.id] = now

    def forget(self, lives: Lives, task_id: int) -> None:
        """SQLite gives the number out again."""
        del self.seen[task_id]
        self.changed_at.pop(task_id, None)
        lives.done = [done for done in lives.done if done.task_id != task_id]

    def _compare(self, task_id: int, was: Seen, now: Seen, done: Done | None) -> None:
        if was == now:
            return
        assert done is not None, "a task changed and nobody did it"
        self.changed_at.setdefault(task_id, []).append(done.at)
        if was.state is not TaskState.DRAFT:
            assert now.original_due_on == was.original_due_on, done
            assert now.state is not TaskState.DRAFT, done
        if now.state is TaskState.DONE:
            check_verified(task_id, done)
        assert was.state is not TaskState.WITHDRAWN, done


def check_task(task: Task) -> None:
    assert task.state is TaskState.DRAFT or task.lead_unit_id is not None
    assert task.lead_unit_id not in {each.unit_id for each in task.supports}
    assert task.percent is None or 0 <= task.percent <= 100
    percents = [row.percent for row in task.milestones if row.percent is not None]
    assert percents == sorted(set(percents))
    if task.parent_id is not None:
        assert db.session.get_one(Task, task.parent_id).parent_id is None


def check_verified(task_id: int, done: Done) -> None:
    assert done.act == "accept"
    newest = sa.select(Verification).where(Verification.task_id == task_id)
    row = db.session.scalars(newest.order_by(Verification.id.desc())).first()
    assert (row.verdict, row.decided_at) == (Verdict.ACCEPTED, done.at)
    assert row.decided_by_id == done.actor.user_id != row.asked_by_id


@pytest.fixture
def begin(app, database, clock):
    """The plan of a new life, on an empty database."""

    def begin() -> Lives:
        database.empty()
        db.session.rollback()
        lives = Lives(make_scene(make_people(), clock))
        lives.begin()
        return lives

    return begin


@pytest.mark.databases("sqlite")
@seed(SEED)
@settings(max_examples=LIVES, **TRIED)
@given(steps=SOME_STEPS)
def test_whatever_people_try_what_must_never_be_false_is_not(begin, steps):
    live(begin, steps)


@pytest.mark.databases("postgresql")
@seed(SEED)
@settings(max_examples=LIVES // 2, **TRIED)
@given(steps=SOME_STEPS)
def test_nor_is_it_on_the_other_database(begin, steps):
    live(begin, steps)


def live(begin, steps) -> None:
    assume(len({step.act for step in steps}) > STEPS_A_LIFE // 2)
    lives, watch, written = begin(), Watch(), 0
    watch.look(lives, None)
    for step in steps:
        done = lives.take(step)
        written += done is not None
        assert entries() == written, (step, done)
        if done is not None:
            watch.look(lives, done)
            assert figures.check() == [], (step, done)
    check_requests()
    check_time_lines(lives, watch)
    check_lights(lives)
    chain = audit_log.verify()
    assert (chain.first_break, chain.entries) == (None, written)


def entries() -> int:
    db.session.rollback()
    return db.session.scalar(sa.select(sa.func.count(AuditEntry.id)))


def check_requests() -> None:
    """What is open fits the state of its task; no more was granted than may be."""
    open_for = {
        model: list(db.session.scalars(sa.select(model.task_id).where(column.is_(None))))
        for model, column in (
            (Verification, Verification.decided_at),
            (Suspension, Suspension.resumed_at),
            (DeadlineExtension, DeadlineExtension.decided_at),
        )
    }
    state = dict(db.session.execute(sa.select(Task.id, Task.state)).all())
    of = {wanted: sorted(i for i, each in state.items() if each is wanted) for wanted in TaskState}
    assert sorted(open_for[Verification]) == of[TaskState.SUBMITTED]
    stopped = {i for i in open_for[Suspension] if state[i] is not TaskState.WITHDRAWN}
    assert sorted(stopped) == of[TaskState.SUSPENDED]
    asked = open_for[DeadlineExtension]
    assert len(asked) == len(set(asked))
    assert {state[i] for i in asked} <= {
        TaskState.ISSUED,
        TaskState.IN_PROGRESS,
        TaskState.SUBMITTED,
    }
    granted = db.session.scalars(
        sa.select(sa.func.count())
        .where(DeadlineExtension.verdict == ExtensionVerdict.GRANTED)
        .group_by(DeadlineExtension.task_id)
    )
    assert max(granted, default=0) <= Policy().extension_limit


def check_time_lines(lives: Lives, watch: Watch) -> None:
    """Every step that was let through stands in the history of its task, and so does every moment
    in which a task changed."""
    for task in lives.tasks():
        row = get_task(task.id, on=lives.scene.clock.today(), policy=POLICY)
        events = get_history(row).events
        told = {(event.kind, event.at, event.who) for event in events}
        steps = {
            (d.event, d.at, d.actor.name) for d in lives.done if d.task_id == task.id and d.event
        }
        assert steps <= told, steps - told
        moments = {event.at for event in events}
        assert set(watch.changed_at.get(task.id, ())) <= moments, (task.id, row.state)


def check_lights(lives: Lives) -> None:
    """After the night's work every light is what setting all of them anew gives."""
    figures.refresh_lights(make_doing(now=lives.now))
    columns = (Task.id, Task.light, Task.percent, Task.expected_base, Task.expected_slope)
    counts = Task.state.not_in([TaskState.DRAFT, TaskState.WITHDRAWN])
    lights = sa.select(*columns, Task.next_change_on).where(counts).order_by(Task.id)
    kept = db.session.execute(lights).all()
    figures.rebuild(make_doing(now=lives.now))
    assert db.session.execute(lights).all() == kept
    assert figures.check() == []
