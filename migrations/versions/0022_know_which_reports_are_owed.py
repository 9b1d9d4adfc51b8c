"""Know which reports of the period are owed; give figures of strategies by lead unit a place."""

from datetime import UTC, date, datetime, timedelta, timezone

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

KEYS = {"rollups": [], "snapshots": ["on"]}
KEY = ["plan_id", "scope", "scope_id"]
SCOPE = "scope IN ('plan', 'strategy', 'unit')"
CHINA = timezone(timedelta(hours=8))
TASKS = sa.table(
    "tasks",
    *map(sa.column, ("id", "plan_id", "state", "report_every", "report")),
    *(sa.column(name, sa.Date()) for name in ("starts_on", "last_reported_on", "next_change_on")),
    sa.column("issued_at", sa.DateTime(timezone=True)),
)


def rekey(table: str, old: list[str], new: list[str]) -> None:
    """Another unique key. SQLite makes the table anew and forgets its check."""
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(op.f(f"uq_{table}_{'_'.join(old)}"), type_="unique")
        batch.create_unique_constraint(op.f(f"uq_{table}_{'_'.join(new)}"), new)
        if op.get_bind().dialect.name == "sqlite":
            batch.create_check_constraint(op.f(f"ck_{table}_scope"), SCOPE)


def standing(task: sa.Row[tuple[object, ...]], today: date) -> str:
    """Of the report of this month or quarter, by the rule of the day of this revision."""
    months = 1 if task.report_every == "month" else 3
    first = today.replace(month=(today.month - 1) // months * months + 1, day=1)
    if task.last_reported_on is not None and task.last_reported_on >= first:
        return "given"
    issued_on = task.issued_at.replace(tzinfo=task.issued_at.tzinfo or UTC).astimezone(CHINA).date()
    asked_on = first.replace(month=first.month + months - 1, day=25)
    begun = max(issued_on, task.starts_on)
    is_begun = issued_on < today and task.starts_on <= today and begun < asked_on
    return "owed" if is_begun and task.state in {"issued", "in_progress"} else "not_asked"


def set_standings() -> None:
    """In active plans, as of today; the next night looks at each again."""
    bind, today = op.get_bind(), datetime.now(CHINA).date()
    plans = sa.table("work_plans", sa.column("id"), sa.column("state"))
    counted = sa.select(TASKS).where(
        TASKS.c.plan_id.in_(sa.select(plans.c.id).where(plans.c.state == "active")),
        TASKS.c.state.not_in(["draft", "withdrawn"]),
        TASKS.c.issued_at.is_not(None),
    )
    rows = [{"task": t.id, "now": standing(t, today)} for t in bind.execute(counted)]
    changed = {"report": sa.bindparam("now"), "next_change_on": date(2000, 1, 1)}
    if rows:
        bind.execute(
            sa.update(TASKS).where(TASKS.c.id == sa.bindparam("task")).values(changed), rows
        )


def upgrade() -> None:
    op.execute(
        "ALTER TABLE tasks ADD COLUMN report VARCHAR(32) DEFAULT 'not_asked' NOT NULL"
        " CONSTRAINT ck_tasks_standing CHECK (report IN ('not_asked', 'given', 'owed'))"
    )
    for table, more in KEYS.items():
        for name in ("given", "owed", "quarterly", "unit_id"):
            op.add_column(table, sa.Column(name, sa.Integer, nullable=False, server_default="0"))
        rekey(table, [*KEY, *more], [*KEY, "unit_id", *more])
    set_standings()


def downgrade() -> None:
    for table, more in KEYS.items():
        op.execute(sa.delete(sa.table(table)).where(sa.column("unit_id") != 0))
        rekey(table, [*KEY, "unit_id", *more], [*KEY, *more])
        for name in ("given", "owed", "quarterly", "unit_id"):
            op.drop_column(table, name)
    op.drop_column("tasks", "report")
