"""调整指标: targets come, change and go, and the percent follows what was already read."""

from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa

from tests.make import POLICY, make_target, make_task, make_update
from tracker.domain.errors import Forbidden, RuleBroken, StaleWrite
from tracker.domain.task_events import EventKind
from tracker.domain.terms.targets import TargetTerms
from tracker.domain.values import Op, ProgressMode, TargetKind, TaskKind, TaskState
from tracker.models import AuditEntry, Target, TargetReading
from tracker.queries.task_history import get_history
from tracker.queries.tasks import get_task
from tracker.services import figures, targets

DUE = date(2026, 12, 31)
VISITS = TargetTerms("检查户次", TargetKind.REACH, Op.AT_LEAST, Decimal(200), DUE, "户次")
RATE = TargetTerms("整改率", TargetKind.KEEP_AT_LEAST, Op.AT_LEAST, Decimal(98), DUE, "%")


@pytest.fixture
def task(people):
    return make_task(lead=people.unit_a)


def set_targets(person, task, clock, *terms, mode=ProgressMode.TARGETS, version=None) -> None:
    targets.set_targets(
        person.doing(clock.now()),
        task_id=task.id,
        version=task.version if version is None else version,
        targets=terms,
        mode=mode,
    )


def test_targets_are_added_and_their_task_stays_unreported(people, task, clock, session):
    set_targets(people.office, task, clock, VISITS, RATE)
    assert [(row.position, row.metric, row.current) for row in task.targets] == [
        (1, "检查户次", None),
        (2, "整改率", None),
    ]
    assert (task.mode, task.percent) == (ProgressMode.TARGETS, None)
    assert figures.check() == []


def test_what_was_read_counts_against_the_new_value(people, task, clock, session):
    row = make_target(task, value=Decimal(100), current=Decimal(50), unit="户次")
    make_update(task, author=people.chief_a.user, percent=50)
    task.mode = ProgressMode.TARGETS
    session.commit()
    terms = TargetTerms(
        row.metric, row.kind, row.op, Decimal(220), DUE, "户次", baseline=Decimal(20), id=row.id
    )
    set_targets(people.office, task, clock, terms)
    assert task.percent == 15
    assert [each.id for each in task.targets] == [terms.id]
    assert figures.check() == []


@pytest.mark.parametrize(
    ("changes", "mode"),
    [({"kind": TaskKind.ONGOING}, ProgressMode.TARGETS), ({}, ProgressMode.REPORTED)],
)
def test_what_does_not_go_by_targets_keeps_its_percent(people, clock, session, changes, mode):
    task = make_task(lead=people.unit_a, **changes)
    make_update(task, author=people.chief_a.user, percent=30)
    set_targets(people.office, task, clock, VISITS, mode=mode)
    assert task.percent == 30


def test_a_target_is_removed_unless_it_was_read(people, task, clock, session):
    read, unread = make_target(task), make_target(task, metric="整改率")
    update = make_update(task, author=people.chief_a.user, percent=30)
    session.add(TargetReading(update_id=update.id, target_id=read.id, value=Decimal(30)))
    session.commit()
    kept = TargetTerms(
        read.metric, read.kind, read.op, read.value, read.due_on, read.unit, id=read.id
    )
    with pytest.raises(RuleBroken, match="has-readings"):
        set_targets(people.office, task, clock, VISITS)
    set_targets(people.office, task, clock, kept)
    assert session.scalars(sa.select(Target.id)).all() == [kept.id]
    assert unread.metric == "整改率"


def test_the_log_and_the_time_line_say_it_in_words(people, task, clock, session):
    set_targets(people.office, task, clock, VISITS)
    entry = session.scalars(sa.select(AuditEntry)).one()
    assert entry.action == "task.targets-set"
    assert entry.before == {"mode": "reported", "targets": []}
    assert entry.after["targets"] == ["检查户次 累计达到 200 户次，2026-12-31 前"]
    event = get_history(get_task(task.id, on=clock.today(), policy=POLICY)).events[0]
    assert event.kind is EventKind.TARGETS_SET
    assert ("进度算法", "按填报", "按指标") in [
        (each.field, each.before, each.after) for each in event.changes
    ]


@pytest.mark.parametrize("name", ["leader_a", "chief_a", "chief_b", "admin", "stranger"])
def test_only_the_plan_office_says_by_what_a_task_is_measured(people, task, clock, name):
    with pytest.raises(Forbidden):
        set_targets(people[name], task, clock, VISITS)


def test_a_stale_page_and_a_closed_task_are_told_so(people, task, clock, session):
    with pytest.raises(StaleWrite):
        set_targets(people.office, task, clock, VISITS, version=task.version - 1)
    done = make_task(lead=people.unit_a, state=TaskState.DONE)
    with pytest.raises(RuleBroken, match="cannot-edit"):
        set_targets(people.office, done, clock, VISITS)
