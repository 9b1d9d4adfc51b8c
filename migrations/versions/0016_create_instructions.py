"""Create what leaders write on a task."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

_OPEN = sa.text("answered_at IS NULL")
OPEN = {"sqlite_where": _OPEN, "postgresql_where": _OPEN}


def upgrade() -> None:
    op.create_table(
        "instructions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("task_id", sa.Integer, nullable=False),
        sa.Column("leader_id", sa.Integer, nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("acknowledged_by_id", sa.Integer),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True)),
        sa.Column("answered_by_id", sa.Integer),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.Column("answer", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["leader_id"], ["users.id"], ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["acknowledged_by_id"], ["users.id"], ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["answered_by_id"], ["users.id"], ondelete="RESTRICT"),
        sa.CheckConstraint(
            "(acknowledged_at IS NULL) = (acknowledged_by_id IS NULL)",
            name="acknowledged_by_one",
        ),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (answered_by_id IS NULL)",
            name="answered_by_one",
        ),
        sa.CheckConstraint("answered_at IS NULL OR acknowledged_at IS NOT NULL", name="read_first"),
    )
    op.create_index("ix_instructions_open", "instructions", ["task_id"], **OPEN)
    op.create_index(None, "instructions", ["task_id", "id"])


def downgrade() -> None:
    op.drop_table("instructions")
