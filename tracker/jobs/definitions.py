"""The jobs: each calls one service and returns what it counted."""

from collections.abc import Callable, Mapping

from flask import current_app

from tracker.domain.doing import Doing
from tracker.jobs import reading
from tracker.services import evidence, figures, logins, outbox, reminders, uploads

Job = Callable[[Doing], Mapping[str, int]]


def refresh_lights(doing: Doing) -> Mapping[str, int]:
    """Before a light moves, the figures with which yesterday ended are kept."""
    figures.keep_evening(doing)
    return {"moved": figures.refresh_lights(doing)}


def take_snapshots(doing: Doing) -> Mapping[str, int]:
    return {"rows": figures.take_snapshots(doing)}


def write_reminders(doing: Doing) -> Mapping[str, int]:
    written = reminders.write_due(doing)
    if not written.is_workday:
        return {"day_off": 1}
    counts = {"people": written.people, "tasks": written.tasks, "mails": written.mails}
    return counts | ({"unled": written.unled} if written.unled else {})


def send_mail(doing: Doing) -> Mapping[str, int]:
    delivered = outbox.deliver(doing, current_app.config["SENDER"])
    counts = {
        "sent": delivered.sent,
        "retried": delivered.retried,
        "failed": delivered.failed,
        "dropped": delivered.dropped,
    }
    return counts | ({"unreachable": 1} if delivered.error else {})


def tidy(doing: Doing) -> Mapping[str, int]:
    return {
        "files": evidence.forget_unclaimed(doing),
        "told": uploads.forget_ended(doing),
        "sessions": logins.forget_ended(doing),
    }


def read_documents(doing: Doing) -> Mapping[str, int]:
    """Those that a process has left behind: the others are read by whoever took them in."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    return {"read": reading.read_what_waits(app)}
