"""Writing the day's reminders: to whom, how often, and never twice."""

from datetime import date, datetime, time, timedelta

import pytest
import sqlalchemy as sa

from tests.clocks import HERE
from tests.make import make_doing, make_strategy, make_task, make_update, make_user
from tests.threads import in_threads
from tracker.database import db
from tracker.domain.values import (
    MailState,
    PlanState,
    ReminderKind,
    ReportEvery,
    Role,
    TaskState,
)
from tracker.models import (
    OutboxEmail,
    Reminder,
    ReminderTask,
    Task,
    User,
    WorkdayException,
)
from tracker.services import reminders
from tracker.services.reminders import Written

MONDAY = date(2026, 11, 23)
NOTHING = Written(is_workday=True)


def write(on: date = MONDAY) -> Written:
    moment = datetime.combine(on, time(8, 30), HERE)
    return reminders.write_due(make_doing(now=moment))


def count(model: type) -> int:
    db.session.rollback()
    return db.session.scalar(sa.select(sa.func.count()).select_from(model)) or 0


def told() -> list[tuple[str, date, ReminderKind, str, int]]:
    db.session.rollback()
    rows = db.session.execute(
        sa.select(User.login, Reminder.on, Reminder.kind, Task.title, ReminderTask.times)
        .join(Reminder, Reminder.recipient_id == User.id)
        .join(ReminderTask, ReminderTask.reminder_id == Reminder.id)
        .join(Task, Task.id == ReminderTask.task_id)
        .order_by(Reminder.on, User.id, Reminder.id, ReminderTask.due_on, Task.id)
    )
    return [tuple(row) for row in rows]


def test_an_overdue_task_is_put_to_every_chief_of_its_lead_unit_in_one_mail_each(people, session):
    make_task(lead=people.unit_a, supports=[people.unit_b], due_on=date(2026, 11, 20), title="迟的")

    assert write() == Written(is_workday=True, people=2, tasks=2, mails=2)

    assert told() == [
        ("chief_a", MONDAY, ReminderKind.OVERDUE, "迟的", 1),
        ("chief_a2", MONDAY, ReminderKind.OVERDUE, "迟的", 1),
    ]
    mails = session.scalars(sa.select(OutboxEmail).order_by(OutboxEmail.id)).all()
    assert [mail.address for mail in mails] == [
        "chief_a@example.invalid",
        "chief_a2@example.invalid",
    ]
    assert mails[0].state is MailState.QUEUED
    assert mails[0].key == f"reminder_digest:{people.chief_a.id}:2026-11-23"


def test_all_that_a_person_is_told_on_a_day_is_one_mail(people, session):
    day = date(2026, 11, 25)
    make_task(lead=people.unit_b, due_on=date(2026, 11, 20), title="迟的")
    make_task(lead=people.unit_b, due_on=date(2026, 11, 26), title="近的")
    make_task(lead=people.unit_b, due_on=date(2026, 12, 31), title="没报的")
    written = write(day)
    assert (written.people, written.mails, count(OutboxEmail)) == (1, 1, 1)
    assert [(kind, title) for _, _, kind, title, _ in told()] == [
        (ReminderKind.OVERDUE, "迟的"),
        (ReminderKind.DUE_SOON, "近的"),
        (ReminderKind.UNREPORTED, "迟的"),
        (ReminderKind.UNREPORTED, "近的"),
        (ReminderKind.UNREPORTED, "没报的"),
    ]


def test_a_second_run_of_the_day_writes_nothing(people, session):
    make_task(lead=people.unit_a, due_on=date(2026, 11, 20))
    write()
    # What becomes due later in the day waits for the next working day as well.
    make_task(lead=people.unit_a, due_on=date(2026, 11, 24))

    assert write() == NOTHING
    assert count(OutboxEmail) == 2
    assert write(date(2026, 11, 24)).tasks == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"state": TaskState.DRAFT},
        {"state": TaskState.SUBMITTED},
        {"state": TaskState.DONE},
        {"state": TaskState.SUSPENDED},
        {"state": TaskState.WITHDRAWN},
        {"due_on": date(2026, 12, 31)},
    ],
)
def test_who_has_nothing_to_do_is_told_nothing(people, session, changes):
    make_task(lead=people.unit_b, **{"due_on": date(2026, 11, 20)} | changes)
    assert write() == NOTHING
    assert (count(Reminder), count(OutboxEmail)) == (0, 0)


@pytest.mark.parametrize("state", [PlanState.DRAFT, PlanState.CLOSED])
def test_a_plan_that_is_not_active_reminds_nobody(people, session, state):
    task = make_task(lead=people.unit_b, due_on=date(2026, 11, 20))
    session.execute(sa.text("UPDATE work_plans SET state = :state"), {"state": state.value})
    session.commit()
    assert task.state is TaskState.ISSUED
    assert write() == NOTHING


@pytest.mark.parametrize(
    ("day", "is_workday"),
    [
        (date(2026, 10, 5), False),  # National Day, a Monday
        (date(2026, 10, 10), True),  # 调休, a Saturday
        (date(2026, 10, 11), False),
    ],
)
def test_only_working_days_have_reminders(people, session, day, is_workday):
    make_task(lead=people.unit_b, due_on=date(2026, 9, 1))
    written = write(day)
    assert written.is_workday is is_workday
    assert bool(written.people) is is_workday


def test_a_day_off_that_the_administrator_enters_is_kept(people, session):
    make_task(lead=people.unit_b, due_on=date(2026, 11, 20))
    session.add(WorkdayException(day=MONDAY, is_workday=False, name="停电检修"))
    session.commit()
    assert write() == Written(is_workday=False)
    assert write(date(2026, 11, 24)).people == 1


def test_a_person_without_mail_is_reminded_on_the_page_only(session):
    chief = make_user(mail=None)
    make_task(lead=chief.unit, due_on=date(2026, 11, 20))
    assert write() == Written(is_workday=True, people=1, tasks=1, mails=0)
    assert (count(Reminder), count(OutboxEmail)) == (1, 0)


@pytest.mark.parametrize(
    "changes", [{"is_active": False}, {"roles": [Role.LEADER]}, {"roles": [Role.PLAN_OFFICE]}]
)
def test_only_active_chiefs_are_reminded(session, changes):
    person = make_user(**changes)
    make_task(lead=person.unit, due_on=date(2026, 11, 20))
    assert write() == Written(is_workday=True, unled=1)
    assert (count(Reminder), count(OutboxEmail)) == (0, 0)


def test_a_unit_without_a_chief_is_counted_only_when_it_has_something_due(session):
    make_task(due_on=date(2026, 11, 27))  # near enough to be announced
    make_task(due_on=date(2026, 12, 31))
    assert write() == Written(is_workday=True, unled=1)


def test_a_chief_who_moved_loses_the_old_units_tasks_at_once(people, session):
    make_task(lead=people.unit_b, due_on=date(2026, 11, 20))
    session.get_one(User, people.chief_b.id).unit_id = people.unit_a.id
    session.commit()
    assert write() == Written(is_workday=True, unled=1)


def test_a_task_is_counted_for_each_person_anew(people, session):
    make_task(lead=people.unit_b, due_on=date(2026, 11, 13))
    write(date(2026, 11, 16))
    make_user(people.unit_b, login="new_chief")
    write(date(2026, 11, 19))
    assert [(login, on.day, times) for login, on, _, _, times in told()] == [
        ("chief_b", 16, 1),
        ("chief_b", 19, 2),
        ("new_chief", 19, 1),
    ]


def test_a_moved_deadline_is_announced_as_if_it_were_new(people, session):
    task = make_task(lead=people.unit_b, due_on=date(2026, 11, 20))
    write()
    task.due_on = date(2026, 11, 25)
    session.commit()
    write(date(2026, 11, 24))
    write(date(2026, 11, 26))
    assert [(on.day, kind, times) for _, on, kind, _, times in told() if on.day != 23] == [
        (24, ReminderKind.DUE_SOON, 1),
        (26, ReminderKind.OVERDUE, 1),
        (26, ReminderKind.UNREPORTED, 1),
    ]


def test_months_walked_day_by_day_remind_by_the_rules(people, session, clock):
    """Two tasks in autumn 2026: one reported late and finished late, one reported each quarter."""
    late = make_task(lead=people.unit_b, due_on=date(2026, 9, 30), title="迟的")
    make_task(lead=people.unit_b, report_every=ReportEvery.QUARTER, title="按季")
    day = date(2026, 9, 20)  # 调休, a Sunday
    while day <= date(2026, 10, 31):
        if day == date(2026, 9, 29):
            clock.move_to(day)
            make_update(late, percent=60)
        if day == date(2026, 10, 16):
            late.state = TaskState.SUBMITTED
            session.commit()
        write(day)
        day += timedelta(days=1)

    said = [(on.month, on.day, kind, title, times) for _, on, kind, title, times in told()]
    overdue, soon, unreported = ReminderKind.OVERDUE, ReminderKind.DUE_SOON, ReminderKind.UNREPORTED
    assert said == [
        (9, 20, soon, "迟的", 1),  # seven working days are left: 21 to 24 and 28 to 30
        (9, 24, soon, "迟的", 2),
        (9, 28, unreported, "迟的", 1),
        (9, 28, unreported, "按季", 1),
        (9, 29, soon, "迟的", 3),
        (9, 30, unreported, "按季", 2),
        (10, 8, overdue, "迟的", 1),
        (10, 12, overdue, "迟的", 2),
        (10, 15, overdue, "迟的", 3),
    ]


def test_each_due_task_is_read_once_whatever_there_is_besides(people, session, count_queries):
    strategy = make_strategy()
    for unit in (people.unit_a, people.unit_b):
        make_task(strategy, lead=unit, due_on=date(2026, 11, 20))
    with count_queries() as few:
        write()
    for unit in (people.unit_a, people.unit_b):
        for _ in range(20):
            make_task(strategy, lead=unit, due_on=date(2026, 11, 20))
    with count_queries() as many:
        assert write(date(2026, 11, 24)).tasks == 60
    assert many.count == few.count


def test_a_unit_whose_run_was_killed_is_made_up_by_the_next(people, session, monkeypatch):
    make_task(lead=people.unit_a, due_on=date(2026, 11, 20))
    make_task(lead=people.unit_b, due_on=date(2026, 11, 20))
    queue_all = reminders.post.queue_all

    def killed(session, doing, letters):
        if people.chief_b.id in [letter.recipient_id for letter in letters]:
            raise KeyboardInterrupt
        return queue_all(session, doing, letters)

    monkeypatch.setattr(reminders.post, "queue_all", killed)
    monkeypatch.setattr(reminders, "UNITS_AT_ONCE", 1)
    with pytest.raises(KeyboardInterrupt):
        write()
    assert {login for login, *_ in told()} == {"chief_a", "chief_a2"}

    monkeypatch.undo()
    assert write() == Written(is_workday=True, people=1, tasks=1, mails=1)
    assert write() == NOTHING


def test_several_writers_at_once_remind_each_person_once(app, people, session):
    for unit in (people.unit_a, people.unit_b):
        make_task(lead=unit, due_on=date(2026, 11, 20))

    written = in_threads(app, write)

    assert sum(w.people for w in written) == 3
    assert sum(w.mails for w in written) == 3
    assert (count(Reminder), count(ReminderTask), count(OutboxEmail)) == (3, 3, 3)
