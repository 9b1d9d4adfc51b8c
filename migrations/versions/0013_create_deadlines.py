"""Create what moves a deadline: extensions, and plans moved as a whole."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_OPEN = sa.text("decided_at IS NULL")
OPEN = {"sqlite_where": _OPEN, "postgresql_where": _OPEN}


def upgrade() -> None:
    op.create_table(
        "deadline_extensions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("task_id", sa.Integer, nullable=False),
        sa.Column("from_on", sa.Date, nullable=False),
        sa.Column("to_on", sa.Date, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("progress", sa.Text, nullable=False),
        sa.Column("asked_by_id", sa.Integer, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Integer),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("verdict", sa.String(32)),
        sa.Column("granted_on", sa.Date),
        sa.Column("word", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["asked_by_id"], ["users.id"], ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["decided_by_id"], ["users.id"], ondelete="RESTRICT"),
        sa.CheckConstraint("(decided_at IS NULL) = (verdict IS NULL)", name="decided_with_verdict"),
        sa.CheckConstraint(
            "(verdict = 'granted') = (granted_on IS NOT NULL)",
            name="granted_with_date",
        ),
        sa.CheckConstraint("from_on < to_on", name="later"),
        sa.CheckConstraint("decided_by_id <> asked_by_id", name="second_pair_of_eyes"),
        sa.CheckConstraint("verdict IN ('granted', 'refused', 'lapsed')", name="extensionverdict"),
    )
    op.create_index(None, "deadline_extensions", ["task_id", "id"])
    op.create_index(
        "uq_deadline_extensions_open", "deadline_extensions", ["task_id"], unique=True, **OPEN
    )
    op.create_table(
        "plan_date_moves",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("plan_id", sa.Integer, nullable=False, index=True),
        sa.Column("moved_by_id", sa.Integer, nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_on", sa.Date, nullable=False),
        sa.Column("to_on", sa.Date, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["work_plans.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["moved_by_id"], ["users.id"], ondelete="RESTRICT"),
        sa.CheckConstraint("from_on < to_on", name="later"),
    )
    op.create_table(
        "plan_date_move_tasks",
        sa.Column("move_id", sa.Integer, primary_key=True),
        sa.Column("task_id", sa.Integer, primary_key=True, index=True),
        sa.Column("from_on", sa.Date, nullable=False),
        sa.Column("to_on", sa.Date, nullable=False),
        sa.ForeignKeyConstraint(["move_id"], ["plan_date_moves.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], ondelete="CASCADE"),
    )


def downgrade() -> None:
    op.drop_table("plan_date_move_tasks")
    op.drop_table("plan_date_moves")
    op.drop_table("deadline_extensions")
