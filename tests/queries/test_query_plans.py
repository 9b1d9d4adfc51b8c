"""How the databases find what the most opened pages show: never by reading all tasks."""

from collections.abc import Callable

import pytest
from sqlalchemy import event

from tests.clocks import MONDAY_MORNING
from tests.make import make_strategy, make_task
from tracker.database import db
from tracker.domain.calendar_days import day_of
from tracker.domain.lights import Colour
from tracker.queries import ledger
from tracker.queries.board_scope import BoardScope
from tracker.queries.inbox import count_inbox
from tracker.queries.ledger import Cursor
from tracker.queries.red_list import list_red_tasks
from tracker.queries.task_filter import Sort, TaskFilter

TODAY = day_of(MONDAY_MORNING)
ORDERS = {
    Sort.LIGHT: "ix_tasks_plan_id_light_rank_due_on_id",
    Sort.DUE: "ix_tasks_plan_id_due_on_light_rank_id",
    Sort.NUMBER: "ix_tasks_plan_id_plan_order_id",
    Sort.PERCENT: "ix_tasks_plan_id_reached_due_on_id",
}


@pytest.fixture
def plan_id(people):
    strategy = make_strategy()
    for _ in range(3):
        make_task(strategy, lead=people.unit_a)
    return strategy.plan_id


def plan_of(read: Callable[[], object]) -> str:
    """What the database says it does for each statement. PostgreSQL reads a table of three rows
    as a whole whatever indexes there are, unless it is asked to avoid that."""
    found: list[tuple[str, object]] = []

    def note(connection, cursor, statement, parameters, context, executemany) -> None:
        found.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        read()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    is_sqlite = db.engine.dialect.name == "sqlite"
    connection = db.session.connection()
    if not is_sqlite:
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        connection.exec_driver_sql("SET LOCAL enable_bitmapscan = off")
    explain = "EXPLAIN QUERY PLAN " if is_sqlite else "EXPLAIN "
    lines = [
        str(row[-1])
        for statement, parameters in found
        if "tasks" in statement
        for row in connection.exec_driver_sql(explain + statement, parameters)
    ]
    assert lines
    return "\n".join(lines)


def reads_all_tasks(plan: str) -> bool:
    return "SCAN tasks" in plan or "Seq Scan on tasks" in plan


@pytest.mark.parametrize("sort", ORDERS)
@pytest.mark.parametrize("cursor", [False, True])
def test_each_order_of_the_ledger_is_that_of_an_index(plan_id, sort, cursor):
    wanted = TaskFilter(plan_id, sort=sort)
    first = ledger.get_page(wanted, None, on=TODAY).rows[0]
    at = Cursor(first.id, 1) if cursor else None
    plan = plan_of(lambda: ledger.get_page(wanted, at, on=TODAY))
    assert not reads_all_tasks(plan), plan
    if db.engine.dialect.name == "sqlite":  # the other one weighs three rows as it likes
        assert ORDERS[sort] in plan


def test_what_is_narrowed_or_waits_or_is_red_is_found_by_an_index(plan_id, people):
    unit_id = people.unit_a.id
    for read in (
        lambda: ledger.get_page(TaskFilter(plan_id, unit_id=unit_id), None, on=TODAY),
        lambda: ledger.get_page(TaskFilter(plan_id, lit=(Colour.RED,)), None, on=TODAY),
        lambda: count_inbox(people.office.actor),
        lambda: count_inbox(people.chief_a.actor),
        lambda: list_red_tasks(people.office.actor, BoardScope(plan_id), TODAY),
        lambda: list_red_tasks(people.office.actor, BoardScope(plan_id, [unit_id]), TODAY),
    ):
        plan = plan_of(read)
        assert not reads_all_tasks(plan), plan
    if db.engine.dialect.name == "sqlite":
        assert "ix_tasks_state_due_on" not in plan_of(lambda: count_inbox(people.office.actor))
