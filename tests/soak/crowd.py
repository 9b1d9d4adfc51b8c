"""Who works, all at once, and what must be there afterwards."""

import threading
import time
from collections import Counter
from collections.abc import Sequence

import sqlalchemy as sa

from tests.make import make_doing, make_user
from tests.people import PASSWORD
from tests.soak.browser import Browser
from tests.soak.clients import Chief, Findings, Reader
from tracker import clock
from tracker.database import db
from tracker.domain.lifecycle import Move, states_for
from tracker.domain.values import Role
from tracker.models import AuditEntry, ProgressUpdate, Task, Unit
from tracker.samples import load
from tracker.samples.load import Shape
from tracker.services import figures

UNITS, TASKS, READERS = 10, 60, 6
SETTLED = {200, 303, 409}  # a page, taken, somebody was faster

Person = Chief | Reader


def people(clients: int) -> list[Person]:
    """Several chiefs to a unit, so that they get in each other's way."""
    shape = Shape(tasks=TASKS, strategies=5, units=UNITS, users=UNITS, seed=1)
    load.fill(make_doing(now=clock.now()), shape)
    unit = db.session.scalars(sa.select(Unit).order_by(Unit.id)).first()
    readers: list[Person] = []
    chiefs: list[Person] = []
    for number in range(READERS):
        row = make_user(unit, login=f"reader{number}", roles=[Role.LEADER])
        readers.append(Reader(row.login, PASSWORD))
    open_tasks = sorted(_open_tasks().items())
    for number in range(clients - READERS):
        unit_id, task_ids = open_tasks[number % len(open_tasks)]
        row = make_user(db.session.get_one(Unit, unit_id), login=f"chief{number}")
        chiefs.append(Chief(row.login, PASSWORD, task_ids))
    return readers + chiefs


def _open_tasks() -> dict[int, list[int]]:
    """By lead unit: what can be reported on."""
    found = sa.select(Task.lead_unit_id, Task.id).where(Task.state.in_(states_for(Move.REPORT)))
    groups: dict[int, list[int]] = {}
    for unit_id, task_id in db.session.execute(found.order_by(Task.id)):
        groups.setdefault(unit_id, []).append(task_id)
    return groups


def let_work(people: Sequence[Person], port: int, seconds: float) -> tuple[Findings, list[float]]:
    findings, browsers = Findings(), [Browser(port) for _ in people]
    until = time.monotonic() + seconds

    def work(person: Person, browser: Browser) -> None:
        try:
            person.work(browser, findings, until)
        except (OSError, AssertionError) as error:
            findings.failed(f"{person.login}: {error!r}")

    threads = [
        threading.Thread(target=work, args=pair) for pair in zip(people, browsers, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return findings, [taken for browser in browsers for taken in browser.taken]


def counts() -> tuple[int, int]:
    return (
        db.session.scalar(sa.select(sa.func.count(ProgressUpdate.id))) or 0,
        db.session.scalar(
            sa.select(sa.func.count(AuditEntry.id)).where(
                AuditEntry.action == "task.progress.reported"
            )
        )
        or 0,
    )


def wrong(findings: Findings, before: tuple[int, int]) -> list[str]:
    """What was taken must be there, once; what is there must add up."""
    stored = Counter(
        db.session.scalars(
            sa.select(ProgressUpdate.narrative).where(ProgressUpdate.narrative.like("chief%"))
        )
    )
    accepted = Counter(findings.accepted)
    updates, entries = (now - then for now, then in zip(counts(), before, strict=True))
    faults = [f"lost: {words}" for words in accepted - stored]
    faults += [f"twice or refused and kept: {words}" for words in stored - accepted]
    faults += [f"status {status}" for status in findings.statuses.keys() - SETTLED]
    if not updates == entries == len(findings.accepted):
        faults.append(f"{len(findings.accepted)} taken, {updates} kept, {entries} in the log")
    faults += [f"roll-up differs: {difference}" for difference in figures.check()]
    return faults
