"""What the pages that people open most cost the server, as a plan grows.

CPU is that of the process that makes the page and, on PostgreSQL, of the server's part in it.
"""

import os
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import sqlalchemy as sa
from flask import Flask

from tests.bench.machine import REFERENCE, loop_seconds
from tests.bench.scene import VIEWER, filled
from tests.client import StrictClient, new_client
from tests.databases import KINDS
from tests.forms import form_of
from tests.query_counter import counted_queries
from tracker.database import db
from tracker.domain.lights import SEVERITY
from tracker.domain.values import TaskState
from tracker.models import Task, User

PAGE = 25
FAR = 1_000  # the page of the ledger that is far back
TIMES = 15
LARGE = (1_000_000,) if os.environ.get("SIZE") == "large" else ()
SIZES = (300, 10_000, 100_000, *LARGE)
Act = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Cost:
    cpu: float  # ms
    wall: float  # ms
    statements: int


@dataclass(frozen=True, slots=True)
class Visitors:
    """Who opens the pages, and what of."""

    office: StrictClient
    chief: StrictClient
    unit_id: int
    strategy_id: int
    task_id: int


def run() -> None:
    for kind in KINDS:
        found: dict[int, dict[str, Cost]] = {}
        for tasks in SIZES:
            with filled(tasks, kind=kind) as app:
                found[tasks] = costs(app, VIEWER)
        _print(kind, found)


def _print(kind: str, found: Mapping[int, Mapping[str, Cost]]) -> None:
    """Scaled to the machine of the aims; growth from the smallest plan to the largest."""
    scale = REFERENCE / loop_seconds()
    heads = "".join(f"{tasks:>24,}" for tasks in found)
    print(f"\n{kind + ', ms of processor / wall, statements':<40}{heads}  growth")
    for name in found[SIZES[0]]:
        cells = "".join(_cell(each[name], scale) for each in found.values())
        growth = found[SIZES[-1]][name].cpu / found[SIZES[0]][name].cpu
        print(f"{name:<40}{cells}{growth:>7.1f}x", flush=True)


def _cell(cost: Cost, scale: float) -> str:
    return f"{cost.cpu * scale:>9.1f} /{cost.wall * scale:>7.1f},{cost.statements:>3}  "


def costs(app: Flask, viewer: str) -> dict[str, Cost]:
    """By page. The first visit of each is not counted: it compiles the templates."""
    with app.app_context():
        visitors = _visitors(app, viewer)
        return {name: _cost(act) for name, act in _acts(visitors).items()}


def _visitors(app: Flask, viewer: str) -> Visitors:
    task = db.session.scalars(
        sa.select(Task).where(Task.state == TaskState.IN_PROGRESS).order_by(Task.id).limit(1)
    ).one()
    chief = sa.select(User.id).where(User.unit_id == task.lead_unit_id).order_by(User.id).limit(1)
    office = sa.select(User.id).where(User.login == viewer)
    visitors = Visitors(
        office=_client(app, db.session.scalars(office).one()),
        chief=_client(app, db.session.scalars(chief).one()),
        unit_id=task.lead_unit_id or 0,
        strategy_id=task.strategy_id,
        task_id=task.id,
    )
    db.session.rollback()
    return visitors


def _client(app: Flask, user_id: int) -> StrictClient:
    client = new_client(app)
    client.log_in(user_id)
    return client


def _acts(who: Visitors) -> dict[str, Act]:
    opened = {
        "board": "/",
        "board of one unit": f"/?unit={who.unit_id}",
        "ledger, page 1": "/ledger",
        "ledger, far back": _far_back(),
        "ledger of one strategy": f"/ledger?strategy={who.strategy_id}",
        "ledger, search": "/ledger?q=第77项",
        "task": f"/tasks/{who.task_id}",
    }
    acts = {name: _opening(who.office, address) for name, address in opened.items()}
    return acts | {"own list": _opening(who.chief, "/mine"), "update": _update(who)}


def _far_back() -> str:
    """The address of the thousandth page, or of the last one: in the order that is usual."""
    tasks = db.session.scalar(sa.select(sa.func.count(Task.id))) or 0
    place = min(FAR * PAGE, tasks - PAGE)
    ids = (
        sa.select(Task.id)
        .order_by(sa.case(dict(SEVERITY), value=Task.light), Task.due_on, Task.id)
        .offset(place - 1)
        .limit(1)
    )
    task_id = db.session.scalars(ids).one()
    db.session.rollback()
    return f"/ledger?after={task_id}&place={place}"


def _opening(client: StrictClient, address: str) -> Act:
    def open_it() -> None:
        answer = client.get(address, check=False)
        assert answer.status_code == 200, f"{address} answered {answer.status}"

    return open_it


def _update(who: Visitors) -> Act:
    """A report with a figure that is another one each time."""
    address = f"/tasks/{who.task_id}/progress"
    page = who.chief.get(address, check=False)
    fields = form_of(page.get_data(as_text=True), address)
    (reading,) = (name for name in fields if re.fullmatch(r"reading-\d+", name))
    fields |= {"narrative": "按计划推进。", "problem": "人手偏紧。", "confidence": "sure"}
    fields |= {"setback_reason": "上次多报。", reading.replace("reading", "sure"): "y"}
    sent = _versions(int(fields["version"]))

    def report() -> None:
        version = next(sent)
        data = fields | {"version": str(version), reading: f"{50 + version % 40}"}
        answer = who.chief.post(address, data=data, check=False)
        assert answer.status_code == 303, f"{address} answered {answer.status}"

    return report


def _versions(first: int) -> Iterator[int]:
    while True:
        yield first
        first += 1


def _cost(act: Act) -> Cost:
    act()
    with counted_queries() as queries:
        act()
    served_by = _backends()
    taken = [_timed(act, served_by) for _ in range(TIMES)]
    cpu, wall = (median(each) * 1000 for each in zip(*taken, strict=True))
    return Cost(cpu, wall, queries.count)


def _timed(act: Act, served_by: Sequence[int]) -> tuple[float, float]:
    cpu, wall = _processor_seconds(served_by), time.perf_counter()
    act()
    return _processor_seconds(served_by) - cpu, time.perf_counter() - wall


def _processor_seconds(served_by: Sequence[int]) -> float:
    """Of this process, and of those of PostgreSQL that serve it (as Linux counts them)."""
    files = (Path(f"/proc/{pid}/schedstat") for pid in served_by)
    theirs = sum(int(file.read_text(encoding="ascii").split()[0]) for file in files)
    return time.process_time() + theirs / 1e9


def _backends() -> Sequence[int]:
    if db.engine.dialect.name == "sqlite":
        return ()
    mine = "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
    pids = db.session.scalars(sa.text(mine)).all()
    db.session.rollback()
    return pids
