"""未报 is one and the same on the board, in the ledger, in 我的任务 and in the reminders."""

from datetime import date, datetime

import pytest

from tests.make import make_doing, make_plan, make_strategy, make_task, make_update
from tracker.domain.reminders import ReminderDay, ReminderPolicy, due
from tracker.domain.reporting import Standing
from tracker.domain.values import ReminderKind, ReportEvery, TaskKind, TaskState
from tracker.domain.workdays import Workdays
from tracker.queries import ledger, mine, reminders
from tracker.queries.board import find_board
from tracker.queries.board_units import BoardFilter
from tracker.queries.task_filter import TaskFilter
from tracker.services import figures

ISSUED = datetime.fromisoformat("2026-11-20T09:00+08:00")
LATE = datetime.fromisoformat("2026-11-25T09:00+08:00")
QUARTER_END = date(2026, 12, 28)


@pytest.fixture
def plan(people, clock):
    """Every kind of task that may owe a report, reported in October, in November, or never."""
    plan = make_plan()
    strategy, lead = make_strategy(plan), people.unit_a
    clock.move_to(date(2026, 10, 12))
    kinds = [
        {},
        {"report_every": ReportEvery.QUARTER},
        {"kind": TaskKind.ONGOING},
        {"state": TaskState.SUBMITTED},
        {"state": TaskState.DONE},
        {"state": TaskState.SUSPENDED},
        {"state": TaskState.WITHDRAWN},
    ]
    for changes in kinds:
        make_task(strategy, lead=lead, **changes)
        make_update(make_task(strategy, lead=lead, **changes), percent=70)
    clock.move_to(date(2026, 11, 20))
    for changes in kinds:
        make_update(make_task(strategy, lead=lead, **changes), percent=80)
    make_task(strategy, lead=lead, issued_at=ISSUED)
    make_task(strategy, lead=lead, issued_at=LATE)
    make_task(strategy, lead=lead, starts_on=date(2026, 11, 26))
    return plan


@pytest.mark.parametrize(
    ("on", "missing"),
    [
        (date(2026, 11, 25), 6),
        (date(2026, 11, 27), 6),
        (date(2026, 12, 1), 10),
        (QUARTER_END, 10),
        (date(2027, 1, 4), 12),
    ],
)
def test_the_same_tasks_lack_their_report_wherever_one_looks(people, plan, clock, on, missing):
    now = clock.move_to(on)
    figures.refresh_lights(make_doing(now=now))
    found = _in_mine(people, now)
    board = find_board(people.office.actor, BoardFilter(plan_id=plan.id), on=on)
    assert board is not None
    assert len(found) == board.figures.owed == board.units[0].figures.owed == missing
    assert _in_ledger(plan, on) == found
    # A report of the quarter is asked for at the end of the quarter alone.
    reminded = _in_reminders(people, on)
    assert reminded == found if on == QUARTER_END else reminded < found


def _in_mine(people, now) -> set[int]:
    page = mine.get_mine(people.chief_a.doing(now))
    return {row.id for row in page.to_report}


def _in_ledger(plan, on: date) -> set[int]:
    wanted = TaskFilter(plan_id=plan.id, report=Standing.OWED)
    return {row.id for row in ledger.get_page(wanted, None, on=on).rows}


def _in_reminders(people, on: date) -> set[int]:
    today = ReminderDay(on, ReminderPolicy(), Workdays())
    sections = due(reminders.facts_of_units([people.unit_a.id], today)[people.unit_a.id], {}, today)
    return {
        entry.task_id
        for section in sections
        if section.kind is ReminderKind.UNREPORTED
        for entry in section.tasks
    }
