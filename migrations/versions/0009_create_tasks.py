"""Create the tasks."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "tasks",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("plan_id", sa.Integer, nullable=False),
        sa.Column("strategy_id", sa.Integer, nullable=False, index=True),
        sa.Column("parent_id", sa.Integer, index=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("lead_unit_id", sa.Integer),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("mode", sa.String(32), nullable=False),
        sa.Column("report_every", sa.String(32), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("weight", sa.Integer, nullable=False),
        sa.Column("starts_on", sa.Date, nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("original_due_on", sa.Date, nullable=False),
        sa.Column("planned_due_on", sa.Date),
        sa.Column("source_start", sa.Integer),
        sa.Column("source_end", sa.Integer),
        sa.Column("issued_at", sa.DateTime(timezone=True)),
        sa.Column("signed_at", sa.DateTime(timezone=True)),
        sa.Column("signed_by_id", sa.Integer),
        sa.Column("percent", sa.Integer),
        sa.Column("confidence", sa.String(32)),
        sa.Column("last_reported_on", sa.Date),
        sa.Column("last_update_id", sa.Integer),
        sa.Column("reported_periods", sa.Integer, nullable=False),
        sa.Column("light", sa.String(32), nullable=False),
        sa.Column("was_red", sa.Boolean, nullable=False),
        sa.Column("expected_base", sa.BigInteger, nullable=False),
        sa.Column("expected_slope", sa.BigInteger, nullable=False),
        sa.Column("next_change_on", sa.Date, index=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["work_plans.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["strategy_id"], ["strategies.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["parent_id"], ["tasks.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["lead_unit_id"], ["units.id"], ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["signed_by_id"], ["users.id"], ondelete="RESTRICT"),
        sa.CheckConstraint("state = 'draft' OR lead_unit_id IS NOT NULL", name="lead_once_issued"),
        sa.CheckConstraint("parent_id IS NULL OR parent_id <> id", name="not_its_own_parent"),
        sa.CheckConstraint("percent >= 0 AND percent <= 10000", name="percent_in_range"),
        sa.CheckConstraint("weight > 0", name="weight_positive"),
        sa.CheckConstraint("kind IN ('once', 'ongoing')", name="taskkind"),
        sa.CheckConstraint("mode IN ('reported', 'targets')", name="progressmode"),
        sa.CheckConstraint("report_every IN ('month', 'quarter')", name="reportevery"),
        sa.CheckConstraint(
            "state IN ('draft', 'issued', 'in_progress', 'submitted', 'done', 'suspended',"
            " 'withdrawn')",
            name="taskstate",
        ),
        sa.CheckConstraint("confidence IN ('sure', 'at_risk', 'unlikely')", name="confidence"),
        sa.CheckConstraint(
            "light IN ('overdue', 'severe', 'missed', 'lagging', 'due_soon', 'unreported',"
            " 'normal', 'done', 'not_started', 'suspended', 'withdrawn')",
            name="light",
        ),
    )
    op.create_index(None, "tasks", ["lead_unit_id", "state", "due_on"])
    op.create_index(None, "tasks", ["plan_id", "light"])
    op.create_index(None, "tasks", ["plan_id", "strategy_id", "position", "id"])
    op.create_index(None, "tasks", ["state", "due_on"])


def downgrade() -> None:
    op.drop_table("tasks")
