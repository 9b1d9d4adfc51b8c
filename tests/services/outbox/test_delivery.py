"""Sending what is queued: once, to whom it still concerns, and no further than the server lets."""

from datetime import timedelta
from email import message_from_bytes

import sqlalchemy as sa

from tests.clocks import MONDAY_MORNING
from tests.make import make_doing, make_mail
from tests.services.outbox.server import Server, deliver, mails, queue
from tracker.domain.delivery import (
    PAUSES,
    AddressRefused,
    ConnectionLost,
    FinalFailure,
    TemporaryFailure,
    TooFast,
)
from tracker.domain.values import MailState
from tracker.models import OutboxEmail
from tracker.queries.outbox import list_parked
from tracker.services import outbox
from tracker.services.outbox import Delivered, delivery


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
    queue(*(f"m{number}" for number in range(delivery.BATCH + 5)))
    server = Server()
    assert deliver(server) == Delivered(sent=delivery.BATCH + 5)
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
    server.send = lambda parcel: (  # type: ignore[method-assign]
        seen.append(str(message_from_bytes(parcel.content)["Message-ID"])),
        Server.send(server, parcel),
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


def test_a_server_that_breaks_off_again_and_again_is_left_alone_until_the_next_run(
    session, monkeypatch
):
    monkeypatch.setattr(delivery, "MOST_LOST", 2)
    queue("a", "b", "c", "d")
    server = Server(**{name: ConnectionLost("timed out") for name in "abcd"})

    assert deliver(server) == Delivered(retried=2)

    assert server.connections == 2
    assert [mails()[name].tries for name in "abcd"] == [1, 1, 0, 0]
    assert {mail.state for mail in mails().values()} == {MailState.QUEUED}


def test_who_is_too_fast_stops_and_goes_on_with_the_next_run(session):
    queue("a", "b", "c", "d")
    server = Server(**{name: TooFast("550 frequency limited") for name in "abcd"})
    assert deliver(server) == Delivered(retried=delivery.MOST_TOO_FAST)
    server.moods.clear()
    assert deliver(server, MONDAY_MORNING + timedelta(minutes=1)) == Delivered(sent=4)


def test_a_refused_address_is_parked_with_its_reason_and_costs_nobody_a_connection(session):
    queue("gone", "first")
    server = Server(gone=AddressRefused("550 no such user"))
    assert deliver(server) == Delivered(sent=1, failed=1)
    server.moods.clear()
    make_mail(address="Gone@example.invalid", key="again")
    assert deliver(server) == Delivered(failed=1)
    assert mails()["Gone"].error == "550 no such user"
    (row,) = list_parked()
    assert (row.address, row.reason) == ("gone@example.invalid", "550 no such user")

    assert outbox.retry(make_doing(now=MONDAY_MORNING)) == 2
    assert list_parked() == []
    assert deliver(server) == Delivered(sent=2)


def test_a_slow_run_gives_its_mails_back_before_its_claims_expire(session, monkeypatch):
    queue("first", "second")
    clock = {"now": 0.0}
    monkeypatch.setattr(delivery.time, "monotonic", lambda: clock["now"])
    slow = Server()
    slow.send = lambda parcel: clock.update(  # type: ignore[method-assign]
        now=delivery.WORKING_TIME.total_seconds() + 1
    )
    assert deliver(slow) == Delivered(sent=1)
    assert mails()["second"].state is MailState.QUEUED
