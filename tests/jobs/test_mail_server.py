"""The mail job against a real server that does to each recipient what servers do."""

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
        assert send() == {"sent": 1, "retried": 3, "failed": 1, "dropped": 0}
        # Two broken connections end a run; who was behind them goes with the next.
        assert states() == {
            "good": "sent",
            "busy": "queued",
            "gone": "failed",
            "hangs": "queued",
            "drops": "queued",
            "last": "queued",
        }
        mailbox.refuse.clear()
        mailbox.after_data.clear()
        assert send(minutes=1) == {"sent": 4, "retried": 0, "failed": 0, "dropped": 0}

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
