"""What the revisions do to rows that are there already: before and after, on both databases."""

import flask_migrate
import pytest
import sqlalchemy as sa

from tracker.database import db
from tracker.services import figures

BEFORE_0020 = """
INSERT INTO units (id, name, kind, position, is_active) VALUES (1, '办公室', 'office', 1, true);
INSERT INTO users (id, login, name, title, unit_id, password_hash, has_demo_password, is_active,
 must_change_password, session_epoch)
 VALUES (1, 'chief', '秦督办', '', 1, 'x', false, true, false, 0);
INSERT INTO work_plans (id, title, organisation, year, starts_on, ends_on, state, created_at,
 version) VALUES (1, '计划', '局', 2026, '2026-01-01', '2026-12-31', 'active',
 '2026-01-01 00:00:00', 1);
INSERT INTO strategies (id, plan_id, position, number, title, weight)
 VALUES (1, 1, 1, '一', '板块', 1);
INSERT INTO tasks (id, plan_id, strategy_id, position, number, title, content, lead_unit_id, kind,
 mode, report_every, state, weight, starts_on, due_on, original_due_on, reported_periods, light,
 was_red, expected_base, expected_slope, next_change_on, version)
 VALUES (1, 1, 1, 1, '一-01', '已报请', '', 1, 'once', 'reported', 'month', 'submitted', 1,
 '2026-01-01', '2026-11-30', '2026-11-30', 0, 'overdue', true, 0, 0, NULL, 1),
 (2, 1, 1, 2, '一-02', '办理中', '', 1, 'once', 'reported', 'month', 'in_progress', 1,
 '2026-01-01', '2026-11-30', '2026-11-30', 0, 'normal', false, 0, 0, '2026-12-01', 1);
INSERT INTO verifications (id, task_id, asked_by_id, asked_at, statement, reason)
 VALUES (1, 1, 1, '2026-11-29 17:00:00', '', '')
"""


@pytest.fixture
def scratch(database):
    with database.scratch() as app, app.app_context():
        yield db.engine


def _tasks(engine: sa.Engine, *columns: str) -> list[tuple[object, ...]]:
    rows = sa.select(*map(sa.column, columns)).select_from(sa.table("tasks"))
    with engine.connect() as connection:
        return [tuple(map(str, row)) for row in connection.execute(rows.order_by(sa.column("id")))]


def test_0020_knows_since_when_what_is_submitted_waits_and_has_its_light_set_anew(scratch):
    """Asked at one in the morning in Shanghai. What hangs on a task stays where it is."""
    flask_migrate.upgrade(revision="0019")
    with scratch.begin() as connection:
        if scratch.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL TIME ZONE 'UTC'")
        for statement in BEFORE_0020.split(";"):
            connection.exec_driver_sql(statement)
    flask_migrate.upgrade(revision="0020")
    assert _tasks(scratch, "submitted_on", "next_change_on") == [
        ("2026-11-30", "2000-01-01"),
        ("None", "2026-12-01"),
    ]
    with scratch.begin() as connection:
        connection.exec_driver_sql("UPDATE tasks SET light = 'awaiting' WHERE id = 1")
        assert connection.exec_driver_sql("SELECT count(*) FROM verifications").scalar() == 1
    flask_migrate.downgrade(revision="0019")
    assert _tasks(scratch, "light") == [("normal",), ("normal",)]
    with pytest.raises(sa.exc.IntegrityError), scratch.begin() as connection:
        connection.exec_driver_sql("UPDATE tasks SET light = 'awaiting'")


BEFORE_0023 = """
INSERT INTO units (id, name, kind, position, is_active) VALUES (1, '办公室', 'office', 1, true);
INSERT INTO units (id, name, kind, position, is_active) VALUES (2, '食品科', 'office', 2, true);
INSERT INTO work_plans (id, title, organisation, year, starts_on, ends_on, state, created_at,
 version) VALUES (1, '计划', '局', 2026, '2000-01-01', '2099-12-31', 'active',
 '2026-01-01 00:00:00', 1);
INSERT INTO strategies (id, plan_id, position, number, title, weight)
 VALUES (1, 1, 1, '一', '板块', 1);
INSERT INTO snapshots (plan_id, scope, scope_id, "on", {zeros})
 VALUES (1, 'unit', 2, '2026-01-31', {values})
"""
TASK_BEFORE_0023 = """
INSERT INTO tasks (id, plan_id, strategy_id, position, number, title, content, lead_unit_id, kind,
 mode, report_every, state, weight, starts_on, due_on, original_due_on, reported_periods, light,
 was_red, expected_base, expected_slope, version, issued_at, percent, last_reported_on)
 VALUES ({id}, 1, 1, {id}, '一-0{id}', '任务', '', {unit}, 'once', 'reported', '{every}', '{state}',
 2, '2000-01-01', '2099-12-31', '2099-12-31', 0, '{light}', false, 3, 5, 1,
 '2026-01-01 00:00:00', {percent}, {reported})
"""
TASKS_BEFORE_0023 = [
    (1, "month", "in_progress", "normal", "NULL", "NULL"),
    (1, "month", "done", "done", "10000", "'2000-01-31'"),
    (2, "quarter", "in_progress", "lagging", "4050", "'2099-01-01'"),
    (2, "month", "withdrawn", "withdrawn", "500", "'2099-01-01'"),
]


def _fill_before_0023(scratch: sa.Engine) -> None:
    names = [c["name"] for c in sa.inspect(scratch).get_columns("snapshots")]
    counted = [n for n in names if n not in {"id", "plan_id", "scope", "scope_id", "on"}]
    zeros = {"zeros": ", ".join(counted), "values": ", ".join("0" * len(counted))}
    with scratch.begin() as connection:
        for statement in BEFORE_0023.format(**zeros).split(";"):
            connection.exec_driver_sql(statement)
        for number, (unit, every, state, light, percent, on) in enumerate(TASKS_BEFORE_0023, 1):
            connection.exec_driver_sql(
                TASK_BEFORE_0023.format(
                    id=number, unit=unit, every=every, state=state, light=light,
                    percent=percent, reported=on,
                )
            )  # fmt: skip


def test_0023_counts_reports_and_strategies_by_unit_as_counting_afresh_does(scratch):
    flask_migrate.upgrade(revision="0021")
    _fill_before_0023(scratch)
    flask_migrate.upgrade()
    assert _tasks(scratch, "report") == [("owed",), ("not_asked",), ("given",), ("not_asked",)]
    assert figures.check() == []
    with scratch.connect() as connection:
        kept = connection.exec_driver_sql("SELECT scope, scope_id, unit_id FROM snapshots").all()
    assert kept == [("unit", 2, 0)]
    db.session.rollback()
    flask_migrate.downgrade(revision="0021")
    with scratch.connect() as connection:
        count = "SELECT count(*) FROM rollups"
        assert connection.exec_driver_sql(count).scalar() == 4


BEFORE_0025 = """
INSERT INTO work_plans (id, title, organisation, year, starts_on, ends_on, state, created_at,
 version) VALUES (1, '去年', '局', 2025, '2025-01-01', '2025-12-31', 'closed',
 '2025-01-01 00:00:00', 1), (2, '今年', '局', 2026, '2026-01-01', '2026-12-31', 'active',
 '2026-01-01 00:00:00', 1);
INSERT INTO audit_entries (id, at, origin, action, subject_kind, subject_id, before, after,
 previous_hash, hash)
 VALUES (1, '2026-01-05 09:00:00', 'cli', 'plan.closed', 'plan', 1, '{}', '{}', 'a', 'b'),
 (2, '2026-02-05 09:00:00', 'cli', 'plan.published', 'plan', 2, '{}', '{}', 'b', 'c')
"""


def test_0025_reads_from_the_log_when_a_plan_was_closed(scratch):
    flask_migrate.upgrade(revision="0024")
    with scratch.begin() as connection:
        for statement in BEFORE_0025.split(";"):
            connection.exec_driver_sql(statement)
    flask_migrate.upgrade(revision="0025")
    with scratch.connect() as connection:
        closed = "SELECT closed_at FROM work_plans ORDER BY id"
        days = [row[0] and str(row[0])[:10] for row in connection.exec_driver_sql(closed)]
    assert days == ["2026-01-05", None]


UNIT_BEFORE_0029 = (
    "INSERT INTO units (id, name, kind, position, is_active)"
    " VALUES ({id}, '{name}', 'office', {id}, true)"
)
REPORT_BEFORE_0029 = """
INSERT INTO progress_updates (id, task_id, author_id, unit_id, unit_name, at, reported_on,
 period_on, narrative, problem, next_step, help_wanted, setback_reason)
 VALUES ({id}, {task}, 1, {unit}, '办公室', '2026-03-0{id} 04:00:00', '2026-03-01', '2026-03-01',
 '已办', '', '', '{words}', '')
"""
# id, unit, words, in the order in which they were reported on one task
REPORTS_BEFORE_0029 = [
    (1, 1, "要人"),
    (2, 1, "要钱"),
    (3, 2, "要车"),
    (4, 1, "要钱"),
    (5, 2, ""),
    (6, 3, "无"),
]


def test_0029_begins_with_what_each_unit_said_last_and_since_when(scratch):
    """A need that a later report no longer names, a word for none, and a closed task ask nobody."""
    flask_migrate.upgrade(revision="0028")
    with scratch.begin() as connection:
        for statement in BEFORE_0020.split(";"):
            connection.exec_driver_sql(statement)
        for number, name in ((2, "食品科"), (3, "计量科")):
            connection.exec_driver_sql(UNIT_BEFORE_0029.format(id=number, name=name))
        for number, unit, words in REPORTS_BEFORE_0029:
            connection.exec_driver_sql(
                REPORT_BEFORE_0029.format(id=number, task=2, unit=unit, words=words)
            )
        connection.exec_driver_sql("UPDATE tasks SET state = 'done', light = 'done' WHERE id = 1")
        connection.exec_driver_sql(REPORT_BEFORE_0029.format(id=9, task=1, unit=1, words="要人"))
    flask_migrate.upgrade(revision="0029")
    with scratch.connect() as connection:
        told = "SELECT task_id, unit_id, text, verdict, substr(asked_at{text}, 1, 10)"
        text = "::text" if scratch.dialect.name == "postgresql" else ""
        rows = connection.exec_driver_sql(f"{told.format(text=text)} FROM help_requests").all()
    assert list(map(tuple, rows)) == [(2, 1, "要钱", None, "2026-03-02")]
    flask_migrate.downgrade(revision="0028")
    assert "help_requests" not in sa.inspect(scratch).get_table_names()
