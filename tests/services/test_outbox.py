"""Sending what is queued: once, to whom it still concerns, and no further than the server lets."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from email.message import EmailMessage

import pytest
import sqlalchemy as sa

from tests.clocks import HERE, MONDAY_MORNING
from tests.make import make_doing, make_mail, make_task, make_update
from tests.threads import in_threads
from tracker.database import db
from tracker.domain.delivery import (
    CLAIM_EXPIRES,
    PAUSES,
    ConnectionLost,
    FinalFailure,
    Sender,
    TemporaryFailure,
)
from tracker.domain.errors import NotFound
from tracker.domain.letters import Letterhead
from tracker.domain.values import MailState, PlanState, TaskState
from tracker.models import AuditEntry, OutboxEmail, Task, User, WorkPlan
from tracker.services import outbox, reminders
from tracker.services.outbox import Delivered

LETTERHEAD = Letterhead("测试局", "http://tracker.example", "tracker@tracker.example")


class Server:
    """A mail server that does what `moods` says of an address: a failure to raise."""

    def __init__(self, **moods: Exception) -> None:
        self.moods = moods
        self.is_down = False
        self.connections = 0
        self.messages: list[EmailMessage] = []

    @contextmanager
    def connection(self) -> Iterator["Server"]:
        if self.is_down:
            raise TemporaryFailure("nobody there")
        self.connections += 1
        yield self

    def send(self, message: EmailMessage) -> None:
        name = str(message["To"]).partition("@")[0]
        assert not db.session().in_transaction(), "a transaction is open while talking SMTP"
        if name in self.moods:
            raise self.moods[name]
        self.messages.append(message)

    @property
    def told(self) -> list[str]:
        return [str(message["To"]).partition("@")[0] for message in self.messages]


def deliver(server: Sender, now: datetime = MONDAY_MORNING, **changes: int) -> Delivered:
    return outbox.deliver(
        make_doing(now=now, letterhead=LETTERHEAD), server, **{"limit": 100} | changes
    )


def mails() -> dict[str, OutboxEmail]:
    db.session.rollback()
    rows = db.session.scalars(sa.select(OutboxEmail).order_by(OutboxEmail.id))
    return {mail.address.partition("@")[0]: mail for mail in rows}


def queue(*names: str) -> None:
    for name in names:
        make_mail(address=f"{name}@example.invalid", message_id=f"test.{name}")


def test_what_is_due_goes_over_one_connection_and_only_once(session):
    queue("first", "second")
    server = Server()

    assert deliver(server) == Delivered(sent=2)
    assert deliver(server) == Delivered()

    assert server.told == ["first", "second"]
    assert server.connections == 1
    mail = mails()["first"]
    assert (mail.state, mail.tries, mail.sent_at) == (MailState.SENT, 1, MONDAY_MORNING)


def test_no_connection_is_opened_when_nothing_is_due(session):
    make_mail(next_try_at=MONDAY_MORNING + timedelta(minutes=1), tries=1)
    server = Server()
    assert deliver(server) == Delivered()
    assert server.connections == 0


def test_a_run_stops_at_its_limit_and_the_next_goes_on(session):
    queue("first", "second", "third")
    server = Server()
    assert deliver(server, limit=2).sent == 2
    assert deliver(server, limit=2).sent == 1
    assert server.told == ["first", "second", "third"]


def test_more_mails_than_one_claim_holds_still_go_over_one_connection(session):
    queue(*(f"m{number}" for number in range(outbox.BATCH + 5)))
    server = Server()
    assert deliver(server) == Delivered(sent=outbox.BATCH + 5)
    assert server.connections == 1


def test_a_final_refusal_stops_that_mail_only(session):
    queue("first", "gone", "third")
    server = Server(gone=FinalFailure("550 no such user"))

    assert deliver(server) == Delivered(sent=2, failed=1)
    assert deliver(server, MONDAY_MORNING + timedelta(days=2)) == Delivered()

    assert (mails()["gone"].state, mails()["gone"].error) == (MailState.FAILED, "550 no such user")
    assert server.told == ["first", "third"]


def test_a_mail_that_cannot_be_built_is_given_up_with_its_reason_and_the_others_go(session):
    queue("first", "odd", "third")
    server = Server(odd=ValueError("nobody thought of this"))
    assert deliver(server) == Delivered(sent=2, failed=1)
    odd = session.scalars(sa.select(OutboxEmail).where(OutboxEmail.error != "")).one()
    assert (odd.state, odd.error) == (MailState.FAILED, "ValueError: nobody thought of this")


def test_a_passing_refusal_is_tried_again_with_growing_pauses_and_then_given_up(session):
    queue("busy", "other")
    server = Server(busy=TemporaryFailure("450 busy"))
    now = MONDAY_MORNING
    assert deliver(server, now) == Delivered(sent=1, retried=1)
    for tries, pause in enumerate(PAUSES, start=1):
        assert (mails()["busy"].tries, mails()["busy"].error) == (tries, "450 busy")
        assert deliver(server, now + pause - timedelta(seconds=1)) == Delivered()
        now += pause
        last = tries == len(PAUSES)
        assert deliver(server, now) == (Delivered(failed=1) if last else Delivered(retried=1))
    assert mails()["busy"].state is MailState.FAILED
    assert server.told == ["other"]


def test_every_try_carries_the_same_message_id(session):
    queue("lost")
    server = Server(lost=ConnectionLost("dropped after DATA"))
    seen: list[str] = []
    server.send = lambda message: (  # type: ignore[method-assign]
        seen.append(str(message["Message-ID"])),
        Server.send(server, message),
    )[0]
    deliver(server)
    server.moods.clear()
    deliver(server, MONDAY_MORNING + timedelta(minutes=1))
    assert seen == ["<test.lost@tracker.example>"] * 2


def test_a_dead_server_costs_no_mail_a_try_and_says_why(session):
    queue("first", "second")
    server = Server()
    server.is_down = True

    assert deliver(server) == Delivered(error="nobody there")

    assert {mail.state for mail in mails().values()} == {MailState.QUEUED}
    assert {(mail.tries, mail.error) for mail in mails().values()} == {(0, "nobody there")}
    server.is_down = False
    assert deliver(server, MONDAY_MORNING + timedelta(days=3)) == Delivered(sent=2)
    assert mails()["first"].error == ""


def test_a_mail_that_breaks_the_connection_delays_only_itself(session):
    queue("first", "poison", "third")
    server = Server(poison=ConnectionLost("dropped"))

    assert deliver(server) == Delivered(sent=2, retried=1)

    assert server.told == ["first", "third"]
    assert server.connections == 2


def test_a_server_that_breaks_off_again_and_again_is_left_alone_until_the_next_run(session):
    queue("a", "b", "c", "d")
    server = Server(**{name: ConnectionLost("timed out") for name in "abcd"})

    assert deliver(server) == Delivered(retried=2)

    assert server.connections == outbox.CONNECTIONS
    assert [mails()[name].tries for name in "abcd"] == [1, 1, 0, 0]
    assert {mail.state for mail in mails().values()} == {MailState.QUEUED}


def test_mails_of_a_process_that_died_are_sent_when_its_claim_expires(session):
    make_mail(state=MailState.SENDING, claimed_at=MONDAY_MORNING)
    server = Server()
    assert deliver(server, MONDAY_MORNING + CLAIM_EXPIRES - timedelta(seconds=1)) == Delivered()
    assert deliver(server, MONDAY_MORNING + CLAIM_EXPIRES) == Delivered(sent=1)


def test_a_slow_run_gives_its_mails_back_before_its_claims_expire(session, monkeypatch):
    queue("first", "second")
    moments = iter([0.0, outbox.WORKING_TIME.total_seconds() + 1])
    monkeypatch.setattr(outbox.time, "monotonic", lambda: next(moments))
    assert deliver(Server()) == Delivered(sent=1)
    assert mails()["second"].state is MailState.QUEUED


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


def test_given_up_mails_can_be_queued_once_more_all_or_one(session):
    make_mail(state=MailState.FAILED, tries=10, address="first@example.invalid")
    second = make_mail(state=MailState.FAILED, tries=1, address="second@example.invalid")
    make_mail(state=MailState.SENT, address="third@example.invalid")

    assert outbox.retry(make_doing(now=MONDAY_MORNING), mail_id=second.id) == 1
    assert outbox.retry(make_doing(now=MONDAY_MORNING)) == 1
    assert outbox.retry(make_doing(now=MONDAY_MORNING)) == 0

    assert (mails()["first"].state, mails()["first"].tries) == (MailState.QUEUED, 0)
    assert deliver(Server()) == Delivered(sent=2)
    actions = session.scalars(sa.select(AuditEntry.action)).all()
    assert actions == ["mail.retried", "mail.retried"]
    with pytest.raises(NotFound) as raised:
        outbox.retry(make_doing(now=MONDAY_MORNING), mail_id=999)
    assert raised.value.code == "mail.no-such"


def test_a_test_mail_goes_alone_before_what_waits(session):
    queue("first")
    mail_id = outbox.queue_test(make_doing(now=MONDAY_MORNING), address="admin@example.invalid")
    server = Server()
    assert deliver(server, limit=1, mail_id=mail_id) == Delivered(sent=1)
    assert server.told == ["admin"]
    assert server.messages[0]["Subject"] == "【工作计划督办】测试邮件"


def test_several_senders_at_once_send_each_mail_once(app, session):
    queue(*(f"m{number:02}" for number in range(60)))
    server = Server()

    delivered = in_threads(app, lambda: deliver(server))

    assert sum(d.sent for d in delivered) == 60
    assert sorted(server.told) == [f"m{number:02}" for number in range(60)]
    assert {mail.state for mail in mails().values()} == {MailState.SENT}


def test_a_mail_written_for_a_later_morning_leaves_with_the_next_run(session):
    """`jobs run write-reminders --at` writes in the future's name; `send-mail` runs now."""
    make_mail(next_try_at=MONDAY_MORNING + timedelta(days=3))
    assert deliver(Server()).sent == 1


def test_a_mail_that_failed_waits_for_its_pause(session):
    make_mail(next_try_at=MONDAY_MORNING + timedelta(minutes=1), tries=1)
    assert deliver(Server()) == Delivered()
