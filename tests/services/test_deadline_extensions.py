"""延期: the date moves when somebody else agrees, and with it all that follows from the date."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa

from tests.make import make_doing, make_target, make_task, make_update, make_user
from tracker.domain.deadline_extensions import ExtensionRequest
from tracker.domain.errors import Forbidden, RuleBroken
from tracker.domain.lights import Light
from tracker.domain.values import (
    Actor,
    ExtensionVerdict,
    PlanState,
    ReportEvery,
    Role,
    TaskKind,
    TaskState,
)
from tracker.models import AuditEntry, DeadlineExtension, WorkPlan
from tracker.services import deadline_extensions, figures, verification

DUE = date(2026, 11, 27)
LATER = date(2026, 12, 20)


@pytest.fixture
def task(people):
    task = make_task(lead=people.unit_a, due_on=DUE)
    make_update(task, author=people.chief_a.user, percent=95)
    return task


def ask(person, task, clock, to_on=LATER, limit=2) -> int:
    request = ExtensionRequest(to_on, "设备到货晚了两周", "已完成八成")
    doing = person.doing(clock.now(), extension_limit=limit)
    return deadline_extensions.ask(doing, task_id=task.id, request=request)


def grant(person, task, clock, to_on=None, word="") -> None:
    deadline_extensions.grant(person.doing(clock.now()), task_id=task.id, to_on=to_on, word=word)


def refuse(person, task, clock, word="请按期办结") -> None:
    deadline_extensions.refuse(person.doing(clock.now()), task_id=task.id, word=word)


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("chief_a", True),
        ("chief_a2", True),
        ("chief_b", False),
        ("office", False),
        ("leader_a", False),
        ("admin", False),
        ("stranger", False),
    ],
)
def test_the_lead_unit_asks(people, task, clock, session, name, may):
    if may:
        ask(people[name], task, clock)
    else:
        with pytest.raises(Forbidden):
            ask(people[name], task, clock)
    assert session.scalar(sa.select(sa.func.count(DeadlineExtension.id))) == int(may)
    assert task.due_on == DUE


@pytest.mark.parametrize("decide", [grant, refuse])
@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("office", True),
        ("leader_a", True),
        ("leader_b", False),
        ("chief_a", False),
        ("chief_a2", False),
        ("admin", False),
        ("stranger", False),
    ],
)
def test_the_plan_office_or_the_supervising_leader_decides(
    people, task, clock, session, name, may, decide
):
    ask(people.chief_a, task, clock)
    if may:
        decide(people[name], task, clock)
    else:
        with pytest.raises(Forbidden):
            decide(people[name], task, clock)
    row = session.scalars(sa.select(DeadlineExtension)).one()
    assert (row.decided_by_id is not None) is may


def test_who_asked_never_decides_whatever_else_they_are(people, task, clock, session):
    roles = frozenset({Role.CHIEF, Role.PLAN_OFFICE})
    user = make_user(people.unit_a, roles=sorted(roles))
    both = type(people.chief_a)("both", Actor(user.id, user.name, roles, people.unit_a.id))
    ask(both, task, clock)
    with pytest.raises(Forbidden):
        grant(both, task, clock)


def test_a_grant_moves_the_date_the_light_and_the_figures_and_keeps_the_original_date(
    people, task, clock, session
):
    assert task.light is Light.DUE_SOON
    expected = task.expected_slope
    ask(people.chief_a, task, clock)
    grant(people.leader_a, task, clock)
    row = session.scalars(sa.select(DeadlineExtension)).one()
    assert (task.due_on, task.original_due_on, task.planned_due_on) == (LATER, DUE, DUE)
    assert (row.from_on, row.to_on, row.granted_on) == (DUE, LATER, LATER)
    assert row.verdict is ExtensionVerdict.GRANTED
    assert task.light is Light.NORMAL
    assert task.expected_slope < expected
    assert task.next_change_on > clock.today()
    assert figures.check() == []


def test_who_decides_may_fix_another_day_than_was_asked_for(people, task, clock, session):
    ask(people.chief_a, task, clock)
    grant(people.office, task, clock, to_on=date(2026, 12, 10), word="先延十天")
    row = session.scalars(sa.select(DeadlineExtension)).one()
    assert task.due_on == row.granted_on == date(2026, 12, 10)
    assert (row.to_on, row.word) == (LATER, "先延十天")


def test_a_refusal_stays_on_record_and_moves_nothing(people, task, clock, session):
    ask(people.chief_a, task, clock)
    refuse(people.office, task, clock)
    row = session.scalars(sa.select(DeadlineExtension)).one()
    assert (row.verdict, row.word, row.granted_on) == (
        ExtensionVerdict.REFUSED,
        "请按期办结",
        None,
    )
    assert (task.due_on, task.planned_due_on) == (DUE, None)


def test_figures_due_with_the_task_go_on_being_due_with_it(people, task, clock, session):
    with_it, before = make_target(task), make_target(task, due_on=date(2026, 6, 30))
    ask(people.chief_a, task, clock)
    grant(people.office, task, clock)
    assert (with_it.due_on, before.due_on) == (LATER, date(2026, 6, 30))


def test_more_time_for_an_ongoing_task_is_more_periods_to_report_on(people, clock, session):
    task = make_task(
        lead=people.unit_a,
        kind=TaskKind.ONGOING,
        report_every=ReportEvery.QUARTER,
        due_on=DUE,
        percent=Decimal(100),
        reported_periods=4,
    )
    ask(people.chief_a, task, clock, to_on=date(2027, 1, 20))
    grant(people.office, task, clock)
    assert task.percent == 80
    assert figures.check() == []


@pytest.mark.parametrize(
    ("days", "refusal"), [(0, None), (4, None), (5, "deadline-extension.too-late")]
)
def test_it_is_asked_for_up_to_the_day_due_by_the_calendar_in_china(
    people, task, clock, days, refusal
):
    """Late in the evening there is another day elsewhere."""
    clock.forward(days=days, hours=14)
    if refusal is None:
        ask(people.chief_a, task, clock)
        return
    with pytest.raises(RuleBroken, match=refusal):
        ask(people.chief_a, task, clock)


def test_asked_in_time_it_may_be_decided_late_and_the_light_goes_back(people, task, clock):
    ask(people.chief_a, task, clock)
    now = clock.move_to(DUE + timedelta(days=3))
    figures.refresh_lights(make_doing(now=now))
    assert task.light is Light.OVERDUE
    grant(people.office, task, clock)
    assert task.light is not Light.OVERDUE
    assert task.was_red
    assert figures.check() == []


def test_one_is_open_at_a_time(people, task, clock):
    ask(people.chief_a, task, clock)
    with pytest.raises(RuleBroken, match=r"deadline-extension\.open"):
        ask(people.chief_a2, task, clock)


def test_so_many_are_granted_and_refused_ones_do_not_count(people, task, clock):
    day = DUE
    for verdict in (refuse, grant, refuse, grant):
        day += timedelta(days=10)
        ask(people.chief_a, task, clock, to_on=day)
        verdict(people.office, task, clock)
    with pytest.raises(RuleBroken, match="used-up"):
        ask(people.chief_a, task, clock, to_on=day + timedelta(days=10))
    assert task.original_due_on == DUE


@pytest.mark.parametrize("decide", [grant, refuse])
def test_nothing_is_decided_twice(people, task, clock, decide):
    with pytest.raises(RuleBroken, match="none-open"):
        decide(people.office, task, clock)
    ask(people.chief_a, task, clock)
    decide(people.leader_a, task, clock)
    with pytest.raises(RuleBroken, match="none-open"):
        decide(people.office, task, clock)


def test_a_request_that_nobody_decided_lapses_when_the_task_is_closed(people, task, clock, session):
    ask(people.chief_a, task, clock)
    verification.ask(people.chief_a.doing(clock.now()), task_id=task.id, statement="已办完")
    verification.accept(people.office.doing(clock.now()), task_id=task.id, grade=None)
    row = session.scalars(sa.select(DeadlineExtension)).one()
    assert (row.verdict, row.decided_by_id) == (ExtensionVerdict.LAPSED, None)
    assert (task.state, task.due_on) == (TaskState.DONE, DUE)


def test_in_a_closed_plan_nothing_is_asked_for_or_decided(people, task, clock, session):
    ask(people.chief_a, task, clock)
    session.get_one(WorkPlan, task.plan_id).state = PlanState.CLOSED
    session.commit()
    for act in (grant, refuse):
        with pytest.raises(RuleBroken, match="not-active"):
            act(people.office, task, clock)
    with pytest.raises(RuleBroken, match="not-active"):
        ask(people.chief_a, task, clock)


def test_each_step_is_one_entry_in_the_log(people, task, clock, session):
    ask(people.chief_a, task, clock)
    refuse(people.office, task, clock)
    ask(people.chief_a, task, clock)
    grant(people.office, task, clock)
    rows = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [row.action.rpartition(".")[2] for row in rows] == [
        "asked",
        "refused",
        "asked",
        "granted",
    ]
    assert (rows[-1].before, rows[-1].after["due_on"]) == (
        {"due_on": DUE.isoformat()},
        LATER.isoformat(),
    )


def test_a_form_opened_before_the_grant_is_stale_after_it(people, task, clock):
    before = task.version
    ask(people.chief_a, task, clock)
    assert task.version == before
    grant(people.office, task, clock)
    assert task.version == before + 1
