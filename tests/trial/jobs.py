"""Jobs killed at random moments, day after day: the rest is made up, and nothing is done twice."""

import time
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import sqlalchemy as sa
from flask import Flask

from tests.clocks import MONDAY_MORNING
from tests.databases import Database
from tests.make import make_doing
from tests.trial.processes import fork, kill
from tests.trial.table import Result
from tracker import clock
from tracker.database import db
from tracker.domain.job_runs import DEAD_AFTER
from tracker.domain.values import MailState
from tracker.jobs import runner
from tracker.jobs.schedule import find_entry
from tracker.models import OutboxEmail, Reminder
from tracker.outbound.file import FileSender
from tracker.samples import load
from tracker.samples.load import Shape
from tracker.services import figures, reminders

SHAPE = Shape(tasks=300, strategies=6, units=40, users=80, seed=1)
NAMES = ("refresh-lights", "write-reminders", "send-mail")
LATER = DEAD_AFTER + timedelta(seconds=1)
AN_HOUR = timedelta(hours=1)  # then a dead sender's mails are taken up
LONGEST = 0.4  # seconds from the fork to the kill


def killed(database: Database, kind: str, folder: Path, *, days: int, dice: Random) -> Result:
    app, hit, faults = database.app, 0, list[str]()
    app.config["SENDER"] = FileSender(folder)
    with app.app_context():
        load.fill(make_doing(now=MONDAY_MORNING), SHAPE)
        for day in range(days):
            moment = MONDAY_MORNING + timedelta(days=day)
            for name in NAMES:
                hit += _run_and_kill(app, name, moment, dice)
            with clock.at(moment + LATER):
                runner.take_over(moment + LATER)
                runner.catch_up(moment + LATER)
            runner.run_once(find_entry("send-mail"), moment + AN_HOUR)
            faults += _left_undone(moment)
        written, mails = _count(Reminder), _count(OutboxEmail)
        if len([*folder.glob("*.eml")]) != mails:
            faults.append(f"{mails} mails, but {len([*folder.glob('*.eml')])} files")
        db.session.remove()
    told = f"{hit} hit at work, {written} reminders, {mails} mails"
    return Result(f"{kind}: jobs are killed", days * len(NAMES), told, faults)


def _run_and_kill(app: Flask, name: str, moment: datetime, dice: Random) -> bool:
    def run() -> None:
        with clock.at(moment):
            runner.run_once(find_entry(name), moment)

    db.session.rollback()
    child = fork(app, run)
    time.sleep(dice.uniform(0, LONGEST))
    return kill(child)


def _left_undone(moment: datetime) -> list[str]:
    """Whatever a run of today would still find to do."""
    doing = make_doing(now=moment + AN_HOUR)
    late = reminders.write_due(doing)
    faults = [f"{late.mails} reminders were missing"] if late.mails else []
    unsent = sa.select(OutboxEmail.id).where(OutboxEmail.state != MailState.SENT)
    faults += [f"mail {each} was not sent" for each in db.session.scalars(unsent)]
    if figures.refresh_lights(doing):
        faults.append("lights were left behind")
    return faults + [f"roll-up differs: {each}" for each in figures.check()]


def _count(model: type) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(model)) or 0
