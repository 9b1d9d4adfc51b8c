"""Create the figures as they stand now and as they stood on a day."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

COUNTS = (
    "tasks", "weight", "reported", "reported_weight", "overdue", "severe", "missed", "lagging",
    "due_soon", "unreported", "normal", "done", "not_started", "suspended", "withdrawn",
    "issued", "in_progress", "submitted",
)  # fmt: skip
SUMS = (
    "points", "base", "slope", "reported_base", "reported_slope",
)  # fmt: skip


def figures() -> list[sa.Column[int]]:
    columns = [sa.Column(name, sa.Integer, nullable=False) for name in COUNTS]
    return columns + [sa.Column(name, sa.BigInteger, nullable=False) for name in SUMS]


def upgrade() -> None:
    op.create_table(
        "rollups",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("plan_id", sa.Integer, nullable=False),
        sa.Column("scope", sa.String(32), nullable=False),
        sa.Column("scope_id", sa.Integer, nullable=False),
        *figures(),
        sa.ForeignKeyConstraint(["plan_id"], ["work_plans.id"], ondelete="CASCADE"),
        sa.UniqueConstraint("plan_id", "scope", "scope_id"),
        sa.CheckConstraint("scope IN ('plan', 'strategy', 'unit')", name="scope"),
    )
    op.create_table(
        "snapshots",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("plan_id", sa.Integer, nullable=False),
        sa.Column("scope", sa.String(32), nullable=False),
        sa.Column("scope_id", sa.Integer, nullable=False),
        sa.Column("on", sa.Date, nullable=False),
        *figures(),
        sa.ForeignKeyConstraint(["plan_id"], ["work_plans.id"], ondelete="CASCADE"),
        sa.UniqueConstraint("plan_id", "scope", "scope_id", "on"),
        sa.CheckConstraint("scope IN ('plan', 'strategy', 'unit')", name="scope"),
    )
    op.create_index(None, "snapshots", ["plan_id", "on"])


def downgrade() -> None:
    op.drop_table("snapshots")
    op.drop_table("rollups")
