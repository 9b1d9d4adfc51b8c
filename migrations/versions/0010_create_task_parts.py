"""Create what a task has: supporting units, targets and milestones."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "task_supports",
        sa.Column("task_id", sa.Integer, primary_key=True),
        sa.Column("unit_id", sa.Integer, primary_key=True, index=True),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], ondelete="RESTRICT"),
    )
    op.create_table(
        "targets",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("task_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("metric", sa.Text, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("op", sa.String(32), nullable=False),
        sa.Column("value", sa.String(40), nullable=False),
        sa.Column("value_high", sa.String(40)),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("baseline", sa.String(40)),
        sa.Column("current", sa.String(40)),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("source_start", sa.Integer),
        sa.Column("source_end", sa.Integer),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], ondelete="CASCADE"),
        sa.UniqueConstraint("task_id", "position"),
        sa.CheckConstraint(
            "kind IN ('reach', 'keep_at_least', 'keep_at_most', 'rank', 'increase', 'yes_no')",
            name="targetkind",
        ),
        sa.CheckConstraint("op IN ('>=', '<=', '=', 'range', 'increase')", name="op"),
    )
    op.create_table(
        "milestones",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("task_id", sa.Integer, nullable=False),
        sa.Column("on", sa.Date, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("percent", sa.Integer),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], ondelete="CASCADE"),
        sa.UniqueConstraint("task_id", "on"),
        sa.CheckConstraint("percent IS NULL OR (percent > 0 AND percent <= 100)", name="percent"),
    )


def downgrade() -> None:
    op.drop_table("milestones")
    op.drop_table("targets")
    op.drop_table("task_supports")
