"""The jobs: each takes the moment, calls one service, returns what it counted."""

from collections.abc import Callable, Mapping
from datetime import datetime

from flask import current_app

from tracker.domain.letters import Letterhead
from tracker.domain.reminders import ReminderPolicy
from tracker.services import evidence, figures, outbox, reminders

Job = Callable[[datetime], Mapping[str, int]]

# More than a bureau has people; what is left goes a minute later.
MAILS_A_RUN = 500


def refresh_lights(now: datetime) -> Mapping[str, int]:
    return {"moved": figures.refresh_lights(now=now, policy=current_app.config["LIGHT_POLICY"])}


def take_snapshots(now: datetime) -> Mapping[str, int]:
    return {"rows": figures.take_snapshots(now=now)}


def write_reminders(now: datetime) -> Mapping[str, int]:
    written = reminders.write_due(now=now, policy=ReminderPolicy())
    if not written.is_workday:
        return {"day_off": 1}
    counts = {"people": written.people, "tasks": written.tasks, "mails": written.mails}
    return counts | ({"unled": written.unled} if written.unled else {})


def send_mail(now: datetime) -> Mapping[str, int]:
    delivered = outbox.deliver(
        current_app.config["SENDER"], now=now, limit=MAILS_A_RUN, letterhead=letterhead()
    )
    counts = {
        "sent": delivered.sent,
        "retried": delivered.retried,
        "failed": delivered.failed,
        "dropped": delivered.dropped,
    }
    return counts | ({"unreachable": 1} if delivered.error else {})


def tidy(now: datetime) -> Mapping[str, int]:
    return {"files": evidence.forget_unclaimed(now=now)}


def letterhead() -> Letterhead:
    config = current_app.config
    return Letterhead(config["ORGANISATION"], config["BASE_URL"], config["MAIL_FROM"])
