"""Tell what was submitted in time from what is late, and name targets past their date."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

FIGURES = ("submitted_late", "target_overdue", "awaiting")
LIGHTS = (
    "light IN ('overdue', 'severe', 'missed', 'lagging', 'due_soon', 'unreported',"
    " 'normal', 'done', 'not_started', 'suspended', 'withdrawn')"
)
NEW_LIGHTS = (
    "light IN ('overdue', 'submitted_late', 'severe', 'missed', 'lagging', 'target_overdue',"
    " 'due_soon', 'unreported', 'normal', 'awaiting', 'done', 'not_started', 'suspended',"
    " 'withdrawn')"
)
KINDS = "kind IN ('overdue', 'due_soon', 'unreported')"
NEW_KINDS = "kind IN ('overdue', 'target_overdue', 'due_soon', 'unreported')"


ASKED_ON_SQLITE = """
    UPDATE tasks SET submitted_on = (SELECT max(date(asked_at, '+8 hours')) FROM verifications
    WHERE task_id = tasks.id AND decided_at IS NULL) WHERE state = 'submitted'
"""
ASKED_ON_POSTGRESQL = ASKED_ON_SQLITE.replace(
    "date(asked_at, '+8 hours')", "(asked_at AT TIME ZONE 'Asia/Shanghai')::date"
)


def recheck(table: str, name: str, old: str, new: str) -> None:
    """Another condition under the name of a check. SQLite changes it only in the text of its
    schema: making the table anew would take the rows of other tables that point to it along."""
    name = f"ck_{table}_{name}"
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(op.f(name), table)
        op.create_check_constraint(op.f(name), table, new)
        return
    words = {"was": f"CONSTRAINT {name} CHECK ({old})", "new": f"CONSTRAINT {name} CHECK ({new})"}
    changed = sa.text(
        "UPDATE sqlite_master SET sql = replace(sql, :was, :new) WHERE instr(sql, :was)"
    ).bindparams(**words)
    op.execute("PRAGMA writable_schema = ON")
    if op.get_bind().execute(changed).rowcount != 1:
        raise RuntimeError(f"no {words['was']}")
    op.execute("PRAGMA writable_schema = RESET")


def upgrade() -> None:
    for table in ("rollups", "snapshots"):
        for name in FIGURES:
            op.add_column(table, sa.Column(name, sa.Integer, nullable=False, server_default="0"))
    recheck("tasks", "light", LIGHTS, NEW_LIGHTS)
    recheck("reminders", "reminderkind", KINDS, NEW_KINDS)
    op.execute(
        "ALTER TABLE tasks ADD COLUMN submitted_on DATE CONSTRAINT ck_tasks_submitted"
        " CHECK (submitted_on IS NULL OR state = 'submitted')"
    )
    in_china = {"sqlite": ASKED_ON_SQLITE, "postgresql": ASKED_ON_POSTGRESQL}
    op.execute(in_china[op.get_bind().dialect.name])
    # The next night sets the lights of those that have another by the new rules.
    op.execute(
        "UPDATE tasks SET next_change_on = '2000-01-01' WHERE state = 'submitted' OR id IN"
        " (SELECT targets.task_id FROM targets WHERE targets.due_on < tasks.due_on)"
    )


def downgrade() -> None:
    op.execute("DELETE FROM reminders WHERE kind = 'target_overdue'")
    tasks, light = sa.table("tasks", sa.column("light")), sa.column("light")
    for name, before in zip(FIGURES, ("overdue", "due_soon", "normal"), strict=True):
        op.execute(sa.update(tasks).where(light == name).values(light=before))
        for table in ("rollups", "snapshots"):
            figures = sa.table(table, sa.column(before))
            op.execute(sa.update(figures).values({before: sa.column(before) + sa.column(name)}))
            op.drop_column(table, name)
    op.drop_column("tasks", "submitted_on")
    recheck("reminders", "reminderkind", NEW_KINDS, KINDS)
    recheck("tasks", "light", NEW_LIGHTS, LIGHTS)
