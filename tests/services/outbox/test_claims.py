"""Who may send a row now: one sender, not too early, not too many in a minute."""

from datetime import timedelta

from tests.clocks import MONDAY_MORNING
from tests.make import make_doing, make_mail
from tests.services.outbox.server import LETTERHEAD, Server, deliver, mails, queue
from tests.threads import in_threads
from tracker.domain.delivery import (
    CLAIM_EXPIRES,
)
from tracker.domain.values import MailState
from tracker.services import outbox
from tracker.services.outbox import Delivered, delivery


def test_mails_of_a_process_that_died_are_sent_when_its_claim_expires(session):
    make_mail(state=MailState.SENDING, claimed_at=MONDAY_MORNING)
    server = Server()
    assert deliver(server, MONDAY_MORNING + CLAIM_EXPIRES - timedelta(seconds=1)) == Delivered()
    assert deliver(server, MONDAY_MORNING + CLAIM_EXPIRES) == Delivered(sent=1)


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


def test_no_more_leave_in_a_minute_than_the_bureau_has_set(session, monkeypatch):
    queue("a", "b", "c")
    make_mail(state=MailState.SENT, sent_at=MONDAY_MORNING - timedelta(seconds=50))
    passed = iter(range(1000))
    monkeypatch.setattr(delivery.time, "sleep", lambda seconds: None)
    monkeypatch.setattr(delivery.time, "monotonic", lambda: float(next(passed)))
    doing = make_doing(now=MONDAY_MORNING, letterhead=LETTERHEAD, mails_per_minute=2)
    assert outbox.deliver(doing, Server()) == Delivered(sent=3)
    sent = sorted(mail.sent_at for mail in mails().values())
    for first, third in zip(sent, sent[2:], strict=False):
        assert third - first >= timedelta(seconds=60)
