"""50 writers on several workers, also while these are killed; many guesses of one password."""

import os
import signal
import threading
import time
from collections import Counter
from http.client import HTTPException
from random import Random

import sqlalchemy as sa

from tests.databases import Database
from tests.make import make_unit, make_user
from tests.soak import crowd
from tests.soak.browser import Browser
from tests.soak.clients import Chief, Findings
from tests.trial.processes import serving
from tests.trial.table import Result
from tracker.database import db
from tracker.models import ProgressUpdate

WRITERS, GUESSES, ALLOWED = 50, 64, 5
LONGEST = 60  # seconds until a server has taken its first report


def writers(database: Database, kind: str, *, workers: int, seconds: float) -> Result:
    """Nothing that was taken is lost or doubled, and nothing ends in a fault."""
    with database.app.app_context():
        people, before = crowd.people(WRITERS), crowd.counts()
        db.session.remove()
    with serving(database.app, workers) as (port, _):
        findings, taken = crowd.let_work(people, port, seconds)
    with database.app.app_context():
        faults = findings.faults + crowd.wrong(findings, before)
        db.session.remove()
    told = f"{len(findings.accepted)} reports of {len(taken)} requests"
    return Result(f"{kind}: {WRITERS} people, {workers} workers", len(taken), told, faults)


def killed(database: Database, kind: str, *, rounds: int, dice: Random) -> Result:
    """A server that is killed has done all of a report or nothing, and what it answered stands."""
    with database.app.app_context():
        people = [each for each in crowd.people(WRITERS // 2) if isinstance(each, Chief)]
        db.session.remove()
    accepted, faults = list[str](), list[str]()
    for number in range(rounds):
        chiefs = [Chief(each.login, each.password, each.task_ids, f"r{number}") for each in people]
        findings = _work_until_killed(database, chiefs, dice.uniform(0, 3))
        faults += [] if findings.accepted else [f"nothing was taken within {LONGEST} s"]
        accepted += findings.accepted
        faults += [f"status {each}" for each in findings.statuses.keys() - crowd.SETTLED]
    with database.app.app_context():
        kept = sa.select(ProgressUpdate.narrative).where(ProgressUpdate.narrative.like("chief%"))
        stored = Counter(db.session.scalars(kept))
        faults += [f"lost: {words}" for words in Counter(accepted) - stored]
        faults += [f"twice: {words}" for words, times in stored.items() if times > 1]
        db.session.remove()
    told = f"{len(accepted)} reports taken, {sum(stored.values())} kept"
    return Result(f"{kind}: the web server is killed", rounds, told, faults)


def _work_until_killed(database: Database, chiefs: list[Chief], seconds: float) -> Findings:
    """`seconds` after the first report was taken."""
    findings, until = Findings(), time.monotonic() + LONGEST
    with serving(database.app, 1) as (port, children):

        def work(chief: Chief) -> None:
            try:
                chief.work(Browser(port), findings, until)
            except (OSError, HTTPException, AssertionError):
                return  # its server is gone

        threads = [threading.Thread(target=work, args=[chief]) for chief in chiefs]
        for thread in threads:
            thread.start()
        while not findings.accepted and time.monotonic() < until:
            time.sleep(0.1)
        time.sleep(seconds)
        os.kill(children[0], signal.SIGKILL)
    for thread in threads:
        thread.join()
    return findings


def guesses(database: Database, kind: str) -> Result:
    """All at once, on two workers: no more are looked at than the lock allows."""
    with database.app.app_context():
        make_user(make_unit("甲科"), login="guessed")
        db.session.remove()
    said: Counter[str] = Counter()
    with serving(database.app, 2) as (port, _):

        def guess(number: int) -> None:
            browser = Browser(port)
            form = browser.get("/login").hidden()
            wrong = {"login": "guessed", "password": f"wrong-{number}"}
            answer = browser.post("/login", form | wrong)
            said["refused" if "登录名或密码不正确" in answer.text else f"{answer.status}"] += 1

        threads = [threading.Thread(target=guess, args=[each]) for each in range(GUESSES)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    looked_at = said["refused"]
    faults = [f"{looked_at} guesses were looked at"] if looked_at > ALLOWED else []
    faults += [f"status {each}" for each in said if each.isdigit() and int(each) >= 500]
    return Result(f"{kind}: guesses at once", GUESSES, f"{looked_at} were looked at", faults)
