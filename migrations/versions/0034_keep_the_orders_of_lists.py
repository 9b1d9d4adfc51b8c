"""Keep what the lists of tasks are sorted by, with an index for each order."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"

# Worst first.
LIGHTS = (
    "overdue", "submitted_late", "severe", "missed", "lagging", "target_overdue", "due_soon",
    "unreported", "normal", "awaiting", "done", "not_started", "suspended", "withdrawn",
)  # fmt: skip
RANKS = " ".join(f"WHEN '{light}' THEN {rank}" for rank, light in enumerate(LIGHTS))
COMPUTED = {"light_rank": f"CASE light {RANKS} END", "reached": "coalesce(percent, -1)"}
# SQLAlchemy reads the text of a SQLite table by lines: what follows is not part of it.
COMPUTING = """
ALTER TABLE tasks ADD COLUMN {column} INTEGER NOT NULL GENERATED ALWAYS AS ({made})
{kind}
"""
BEFORE = (("plan_id", "light"), ("next_change_on",), ("strategy_id",), ("parent_id",))
NOW = (
    ("next_change_on", "id"),
    ("plan_id", "light_rank", "due_on", "id"),
    ("plan_id", "due_on", "light_rank", "id"),
    ("plan_id", "plan_order", "id"),
    ("plan_id", "reached", "due_on", "id"),
    ("strategy_id", "light_rank", "due_on", "id"),
    ("lead_unit_id", "plan_id", "light_rank", "due_on", "id"),
)
# Of some tasks alone.
PARTIAL = {
    "ix_tasks_past_due": ["plan_id", "light_rank", "due_on", "reached", "id"],
    "ix_tasks_parent_id": ["parent_id"],
    "ix_tasks_parts": ["plan_id", "lead_unit_id", "light"],
    "ix_tasks_parts_in_order": ["plan_id", "light_rank", "due_on", "id"],
}
ORDER = """
UPDATE tasks SET plan_order = (
    SELECT strategies.position * 1000000 + coalesce(whole.position, tasks.position)
    FROM strategies LEFT JOIN tasks AS whole ON whole.id = tasks.parent_id
    WHERE strategies.id = tasks.strategy_id
)
"""


def name(columns: tuple[str, ...]) -> str:
    return op.f(f"ix_tasks_{'_'.join(columns)}")


def upgrade() -> None:
    order = sa.Column("plan_order", sa.BigInteger(), nullable=False, server_default="0")
    op.add_column("tasks", order)
    op.execute(ORDER)
    kind = "VIRTUAL" if op.get_bind().dialect.name == "sqlite" else "STORED"
    for column, made in COMPUTED.items():
        op.execute(COMPUTING.format(column=column, made=made, kind=kind))
    for columns in BEFORE:
        op.drop_index(name(columns), "tasks")
    for columns in NOW:
        op.create_index(name(columns), "tasks", columns)
    for index, columns in PARTIAL.items():
        where = sa.text("light_rank <= 1" if "past_due" in index else "parent_id IS NOT NULL")
        op.create_index(index, "tasks", columns, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    for index in PARTIAL:
        op.drop_index(index, "tasks")
    for columns in NOW:
        op.drop_index(name(columns), "tasks")
    for columns in BEFORE:
        op.create_index(name(columns), "tasks", columns)
    for column in (*COMPUTED, "plan_order"):
        op.drop_column("tasks", column)
