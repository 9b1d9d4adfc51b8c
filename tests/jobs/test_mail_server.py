"""The mail job against a real server that does to each recipient what servers do."""

import time
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from tests.clocks import HERE
from tests.make import make_mail
from tests.outbound.smtp_server import Mailbox, smtp_server
from tracker.database import db
from tracker.domain.values import MailState
from tracker.jobs import runner
from tracker.jobs.schedule import find_entry
from tracker.models import OutboxEmail
from tracker.services.outbox import lines

pytestmark = pytest.mark.usefixtures("smtp_allowed", "sleep_allowed")

MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=HERE)
NAMES = ("good", "busy", "gone", "hangs", "drops", "last")


def address(name: str) -> str:
    return f"{name}@example.invalid"


def states() -> dict[str, str]:
    db.session.rollback()
    rows = db.session.scalars(sa.select(OutboxEmail).order_by(OutboxEmail.id))
    return {row.address.partition("@")[0]: row.state.value for row in rows}


def send(minutes: int = 0) -> dict[str, int]:
    run = runner.run_once(find_entry("send-mail"), MORNING + timedelta(minutes=minutes))
    assert run.error == ""
    return dict(run.figures)


def test_each_recipient_is_delayed_by_its_own_trouble_alone(app, session):
    mailbox = Mailbox(
        refuse={address("busy"): "450 later", address("gone"): "550 no such user"},
        after_data={address("hangs"): "hang", address("drops"): "drop"},
    )
    for name in NAMES:
        make_mail(address=address(name), message_id=f"test.{name}")
    with smtp_server(mailbox, timeout=0.3) as sender:
        app.config["SENDER"] = sender
        assert send() == {"sent": 2, "retried": 3, "failed": 1, "dropped": 0}
        assert states() == {
            "good": "sent",
            "busy": "queued",
            "gone": "failed",
            "hangs": "queued",
            "drops": "queued",
            "last": "sent",
        }
        mailbox.refuse.clear()
        mailbox.after_data.clear()
        assert send(minutes=1) == {"sent": 3, "retried": 0, "failed": 0, "dropped": 0}

    assert set(states().values()) == {MailState.SENT, MailState.FAILED}
    # What the server had taken before it fell silent came twice, under one and the same number.
    ids = [str(message["Message-ID"]) for message in mailbox.messages]
    assert sorted(ids) == sorted(
        f"<test.{name}@localhost>"
        for name in ("good", "hangs", "hangs", "drops", "drops", "busy", "last")
    )


def test_a_server_that_is_down_for_a_day_delays_and_loses_nothing(app, session):
    mailbox = Mailbox()
    make_mail(address=address("good"))
    with smtp_server(mailbox) as sender:
        app.config["SENDER"] = sender
    for hour in range(0, 24, 4):
        assert send(minutes=60 * hour)["unreachable"] == 1
    assert states() == {"good": "queued"}
    with smtp_server(mailbox) as sender:
        app.config["SENDER"] = sender
        assert send(minutes=60 * 24)["sent"] == 1
    assert mailbox.recipients == [address("good")]


def test_others_do_not_wait_while_the_server_is_silent_over_some(app, session, monkeypatch):
    """One line would need eight time-outs; with a second of patience each, four rounds of lines."""
    monkeypatch.setattr(lines, "PATIENCE", 0.02)
    silent = [f"hangs{number}" for number in range(8)]
    mailbox = Mailbox(after_data={address(name): "hang" for name in silent})
    for name in (*silent, "good", "last"):
        make_mail(address=address(name))
    with smtp_server(mailbox, timeout=0.5) as sender:
        app.config["SENDER"] = sender
        began = time.monotonic()
        assert send() == {"sent": 2, "retried": 8, "failed": 0, "dropped": 0}
    assert time.monotonic() - began < 8 * 0.5
    assert 4 <= mailbox.sessions <= 10
    assert {mailbox.recipients[-2], mailbox.recipients[-1]} >= {address("last")}


@pytest.mark.parametrize(("most", "goodbye"), [(1, "drop"), (3, "421 enough"), (3, "451 MI:DMC")])
def test_a_server_that_closes_after_so_many_mails_gets_all_and_costs_nobody_a_try(
    app, session, most, goodbye
):
    for number in range(10):
        make_mail(address=address(f"n{number}"))
    mailbox = Mailbox(most_a_session=most, goodbye=goodbye)
    with smtp_server(mailbox) as sender:
        app.config["SENDER"] = sender
        assert send() == {"sent": 10, "retried": 0, "failed": 0, "dropped": 0}
    assert len(set(mailbox.recipients)) == len(mailbox.recipients) == 10
    assert set(session.scalars(sa.select(OutboxEmail.tries))) == {1}
    assert mailbox.sessions == -(-10 // most)
