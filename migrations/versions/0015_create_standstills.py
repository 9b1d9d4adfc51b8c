"""Create what stops a task, and what takes it up again."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

_OPEN = sa.text("resumed_at IS NULL")
OPEN = {"sqlite_where": _OPEN, "postgresql_where": _OPEN}


def upgrade() -> None:
    op.create_table(
        "suspensions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("task_id", sa.Integer, nullable=False),
        sa.Column("suspended_by_id", sa.Integer, nullable=False),
        sa.Column("suspended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("with_whole", sa.Boolean, nullable=False),
        sa.Column("resumed_by_id", sa.Integer),
        sa.Column("resumed_at", sa.DateTime(timezone=True)),
        sa.Column("resume_reason", sa.Text, nullable=False),
        sa.Column("due_from", sa.Date),
        sa.Column("due_to", sa.Date),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["suspended_by_id"], ["users.id"], ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["resumed_by_id"], ["users.id"], ondelete="RESTRICT"),
        sa.CheckConstraint("(due_from IS NULL) = (due_to IS NULL)", name="due_moved_whole"),
        sa.CheckConstraint("(resumed_at IS NULL) = (resumed_by_id IS NULL)", name="resumed_by_one"),
    )
    op.create_index(None, "suspensions", ["task_id", "id"])
    op.create_index("uq_suspensions_open", "suspensions", ["task_id"], unique=True, **OPEN)
    op.create_table(
        "reopenings",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("task_id", sa.Integer, nullable=False),
        sa.Column("reopened_by_id", sa.Integer, nullable=False),
        sa.Column("reopened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("due_from", sa.Date),
        sa.Column("due_to", sa.Date),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["reopened_by_id"], ["users.id"], ondelete="RESTRICT"),
        sa.CheckConstraint("(due_from IS NULL) = (due_to IS NULL)", name="due_moved_whole"),
    )
    op.create_index(None, "reopenings", ["task_id", "id"])


def downgrade() -> None:
    op.drop_table("reopenings")
    op.drop_table("suspensions")
