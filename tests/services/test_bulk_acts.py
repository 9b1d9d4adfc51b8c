"""成批办理: all that are as the preview showed them, together; the others are left and named."""

from datetime import date

import pytest
import sqlalchemy as sa

from tests.make import make_strategy, make_task
from tracker.domain.bulk_acts import MOST, Seen
from tracker.domain.errors import Forbidden, RuleBroken, StaleWrite
from tracker.domain.values import TaskState
from tracker.models import AuditEntry, OutboxEmail, Task, Urging
from tracker.services import bulk_acts, figures, urgings

DRAFT = TaskState.DRAFT


@pytest.fixture
def strategy(people):
    return make_strategy()


@pytest.fixture
def make(people, strategy):
    def make(**changes):
        return make_task(strategy, **({"lead": people.unit_a} | changes))

    return make


def seen(*tasks) -> list[Seen]:
    return [Seen(task.id, task.version) for task in tasks]


def left_out(outcome) -> list[tuple[str, str]]:
    return [(each.number, each.reason.code) for each in outcome.left_out]


def test_a_unit_is_given_many_tasks_and_each_has_its_entry(people, clock, session, make):
    first, second, theirs = make(), make(state=DRAFT), make(lead=people.unit_b)
    outcome = bulk_acts.reassign(
        people.office.doing(clock.now()),
        seen=seen(first, second, theirs),
        lead_unit_id=people.unit_b.id,
        reason="职责调整",
    )
    assert (outcome.done, left_out(outcome)) == (2, [(theirs.number, "task.same-unit")])
    rows = {row.id: row for row in session.scalars(sa.select(Task))}
    assert {rows[t.id].lead_unit_id for t in (first, second)} == {people.unit_b.id}
    entries = session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "task.reassigned"))
    assert [(e.subject_id, e.before["lead_unit"]) for e in entries] == [
        (first.id, people.unit_a.name),
        (second.id, people.unit_a.name),
    ]
    assert not figures.check()


def test_a_task_that_changed_since_is_named_and_left_as_it_is(people, clock, session, make):
    kept, changed, gone = make(state=DRAFT), make(state=DRAFT), Seen(10**6, 1)
    stale = Seen(changed.id, changed.version - 1)
    outcome = bulk_acts.set_due(
        people.office.doing(clock.now()),
        seen=[*seen(kept), stale, gone],
        due_on=date(2026, 12, 1),
    )
    assert outcome.done == 1
    assert left_out(outcome) == [(changed.number, "bulk.changed"), ("", "bulk.gone")]
    assert session.get_one(Task, kept.id).due_on == date(2026, 12, 1)
    assert session.get_one(Task, changed.id).due_on == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("state", "due_on", "code"),
    [
        (TaskState.ISSUED, date(2026, 12, 1), "due.fixed"),
        (DRAFT, date(2026, 12, 31), "due.same"),
        (DRAFT, date(2031, 1, 1), "due.outside"),
        (TaskState.DONE, date(2026, 12, 1), "task.cannot-edit"),
    ],
)
def test_a_date_is_set_by_the_rules_of_a_single_task(people, clock, make, state, due_on, code):
    task, other = make(state=state), make(state=DRAFT, due_on=date(2026, 6, 30))
    doing = people.office.doing(clock.now())
    if due_on.year > 2030:
        with pytest.raises(StaleWrite):
            bulk_acts.set_due(doing, seen=seen(task), due_on=due_on)
        return
    outcome = bulk_acts.set_due(doing, seen=seen(task, other), due_on=due_on)
    assert left_out(outcome) == [(task.number, code)]


def test_tasks_are_issued_together_and_one_without_a_unit_is_left(people, clock, session, make):
    ready, leaderless, issued = make(state=DRAFT), make(state=DRAFT, lead=None), make()
    outcome = bulk_acts.issue(
        people.office.doing(clock.now()), seen=seen(ready, leaderless, issued)
    )
    assert outcome.done == 1
    assert left_out(outcome) == [
        (leaderless.number, "task.lead-missing"),
        (issued.number, "task.cannot-issue"),
    ]
    assert session.get_one(Task, ready.id).state is TaskState.ISSUED


def test_one_mail_goes_to_each_chief_however_many_tasks_are_urged(people, clock, session, make):
    tasks = [make() for _ in range(3)]
    urgings.urge(people.office.doing(clock.now()), task_id=tasks[0].id, word="先催一项。")
    outcome = bulk_acts.urge(
        people.office.doing(clock.now()), seen=seen(*tasks), word="请本周报送。"
    )
    assert (outcome.done, left_out(outcome)) == (2, [(tasks[0].number, "urging.today")])
    assert session.scalar(sa.select(sa.func.count(Urging.id))) == 3
    mails = session.scalars(sa.select(OutboxEmail)).all()
    assert sorted(mail.recipient_id for mail in mails) == sorted(
        [people.chief_a.id, people.chief_a2.id] * 2
    )


def test_sent_twice_nothing_is_left_to_do(people, clock, session, make):
    chosen = seen(make(), make())
    doing = people.office.doing(clock.now())
    bulk_acts.urge(doing, seen=chosen, word="请报送。")
    with pytest.raises(StaleWrite, match=r"bulk\.nothing-left"):
        bulk_acts.urge(doing, seen=chosen, word="请报送。")
    assert session.scalar(sa.select(sa.func.count(Urging.id))) == 2


def test_a_leader_urges_only_units_that_he_supervises(people, clock, make):
    own, other = make(), make(lead=people.unit_b)
    doing = people.leader_a.doing(clock.now())
    outcome = bulk_acts.urge(doing, seen=seen(own, other), word="请报送。")
    assert left_out(outcome) == [(other.number, "access.denied")]
    with pytest.raises(Forbidden):
        bulk_acts.urge(doing, seen=seen(other), word="请报送。")


@pytest.mark.parametrize(
    ("chosen", "reason", "code"),
    [
        ([], "理由", "bulk.none-chosen"),
        ([Seen(n, 1) for n in range(MOST + 1)], "理由", "bulk.too-many"),
        (None, "", "reason.missing"),
    ],
)
def test_nothing_is_done_where_something_is_missing(
    people, clock, session, make, chosen, reason, code
):
    task = make()
    with pytest.raises(RuleBroken) as refused:
        bulk_acts.reassign(
            people.office.doing(clock.now()),
            seen=seen(task) if chosen is None else chosen,
            lead_unit_id=people.unit_b.id,
            reason=reason,
        )
    assert refused.value.code == code
    assert session.get_one(Task, task.id).lead_unit_id == people.unit_a.id


def test_an_error_in_the_middle_leaves_nothing_half_done(people, clock, session, make, monkeypatch):
    tasks = [make(state=DRAFT), make(state=DRAFT)]

    def broken(*_, **__):
        raise RuntimeError("the power went")

    monkeypatch.setattr("tracker.transaction.handing_out.audit.record", broken)
    with pytest.raises(RuntimeError):
        bulk_acts.issue(people.office.doing(clock.now()), seen=seen(*tasks))
    assert {session.get_one(Task, task.id).state for task in tasks} == {DRAFT}
