"""Texts and addresses as they are when the mail leaves."""

from datetime import date, datetime, time
from email.message import EmailMessage

import pytest
import sqlalchemy as sa

from tests.clocks import HERE
from tests.make import make_doing, make_mail, make_task, make_update
from tests.services.outbox.server import Server, deliver, mails, queue
from tracker.database import db
from tracker.domain.values import MailState, PlanState, TaskState
from tracker.models import Task, User, WorkPlan
from tracker.services import reminders
from tracker.services.outbox import Delivered


@pytest.mark.parametrize("address", ["", "nobody", "two words@example.invalid", "a@b\nBcc: c@d"])
def test_what_is_no_address_is_given_up_and_stops_nothing_else(session, address):
    make_mail(address=address)
    queue("second")
    server = Server()
    assert deliver(server) == Delivered(sent=1, failed=1)
    assert server.told == ["second"]


def write_reminders(on: date = date(2026, 11, 23)) -> None:
    moment = datetime.combine(on, time(8, 30), HERE)
    reminders.write_due(make_doing(now=moment))


def body(message: EmailMessage) -> str:
    text = message.get_body(("plain",))
    assert text is not None
    return str(text.get_content())


@pytest.fixture
def late(people) -> Task:
    return make_task(
        lead=people.unit_b, due_on=date(2026, 11, 20), title="推进电梯维保改革", number="三-04"
    )


def test_a_reminder_names_the_tasks_and_its_subject_only_counts_them(late, session):
    write_reminders()
    server = Server()
    assert deliver(server) == Delivered(sent=1)
    (message,) = server.messages
    assert message["Subject"] == "【工作计划督办】11月23日提醒：逾期 1 项"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert "推进电梯维保改革" in body(message)
    assert f"http://tracker.example/tasks/{late.id}" in body(message)


@pytest.mark.parametrize(
    "settle",
    [
        lambda task: setattr(task, "state", TaskState.DONE),
        lambda task: setattr(task, "state", TaskState.SUBMITTED),
        lambda task: setattr(task, "due_on", date(2026, 12, 31)),
        lambda task: setattr(db.session.get_one(WorkPlan, task.plan_id), "state", PlanState.CLOSED),
        lambda task: setattr(
            db.session.scalars(sa.select(User).where(User.login == "chief_b")).one(),
            "is_active",
            False,
        ),
    ],
    ids=["done", "submitted", "deadline moved", "plan closed", "person disabled"],
)
def test_a_mail_with_nothing_left_to_say_is_dropped(late, session, settle):
    write_reminders()
    settle(late)
    session.commit()
    server = Server()
    assert deliver(server) == Delivered(dropped=1)
    assert server.messages == []
    assert mails()["chief_b"].state is MailState.DROPPED


def test_a_task_that_was_given_to_another_unit_is_not_named_any_more(late, people, session):
    kept = make_task(lead=people.unit_b, due_on=date(2026, 11, 19), title="保留的任务")
    write_reminders()
    late.lead_unit_id = people.unit_a.id
    session.commit()
    server = Server()
    deliver(server)
    assert kept.title in body(server.messages[0])
    assert late.title not in body(server.messages[0])
    assert server.messages[0]["Subject"] == "【工作计划督办】11月23日提醒：逾期 1 项"


def test_a_report_takes_its_task_out_of_the_mail_that_asked_for_it(people, session, clock):
    clock.move_to(date(2026, 11, 25))
    silent = make_task(lead=people.unit_b, title="没有报的任务")
    reported = make_task(lead=people.unit_b, title="刚报过的任务")
    write_reminders(date(2026, 11, 25))
    make_update(reported, percent=40)
    server = Server()
    deliver(server, clock.now())
    (message,) = server.messages
    assert silent.title in body(message)
    assert reported.title not in body(message)
    assert message["Subject"] == "【工作计划督办】11月25日提醒：未报 1 项"


def test_the_mail_goes_to_the_address_the_person_has_by_now(late, people, session):
    write_reminders()
    session.get_one(User, people.chief_b.id).mail = "new@example.invalid"
    session.commit()
    server = Server()
    deliver(server)
    assert server.told == ["new"]
    assert mails()["new"].state is MailState.SENT


def test_a_mail_leads_to_the_report_form_through_the_login(late, people, session, anonymous):
    write_reminders()
    server = Server()
    deliver(server)
    address = f"/tasks/{late.id}/progress"
    assert f"http://tracker.example{address}\n" in body(server.messages[0]).replace("\r", "")
    answer = anonymous.get(address)
    assert (answer.status_code, "/login?next=" in answer.location) == (303, True)
    anonymous.log_in(people.chief_b.id)
    assert anonymous.get(address).status_code == 200
