"""Create what a second person decides: verifications and withdrawals."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

_OPEN = sa.text("decided_at IS NULL")
OPEN = {"sqlite_where": _OPEN, "postgresql_where": _OPEN}


def upgrade() -> None:
    op.create_table(
        "verifications",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("task_id", sa.Integer, nullable=False),
        sa.Column("asked_by_id", sa.Integer, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("statement", sa.Text, nullable=False),
        sa.Column("decided_by_id", sa.Integer),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("verdict", sa.String(32)),
        sa.Column("grade", sa.String(32)),
        sa.Column("reason", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["asked_by_id"], ["users.id"], ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["decided_by_id"], ["users.id"], ondelete="RESTRICT"),
        sa.CheckConstraint("(decided_at IS NULL) = (verdict IS NULL)", name="decided_with_verdict"),
        sa.CheckConstraint("decided_by_id <> asked_by_id", name="second_pair_of_eyes"),
        sa.CheckConstraint("verdict IN ('accepted', 'sent_back')", name="verdict"),
        sa.CheckConstraint("grade IN ('excellent', 'good', 'passed', 'failed')", name="grade"),
    )
    op.create_index(None, "verifications", ["task_id", "id"])
    op.create_index("uq_verifications_open", "verifications", ["task_id"], unique=True, **OPEN)
    op.create_table(
        "withdrawals",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("task_id", sa.Integer, nullable=False),
        sa.Column("proposed_by_id", sa.Integer, nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("decided_by_id", sa.Integer),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("verdict", sa.String(32)),
        sa.Column("word", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["users.id"], ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["decided_by_id"], ["users.id"], ondelete="RESTRICT"),
        sa.CheckConstraint("(decided_at IS NULL) = (verdict IS NULL)", name="decided_with_verdict"),
        sa.CheckConstraint("decided_by_id <> proposed_by_id", name="second_pair_of_eyes"),
        sa.CheckConstraint("verdict IN ('confirmed', 'declined')", name="withdrawalverdict"),
    )
    op.create_index(None, "withdrawals", ["task_id", "id"])
    op.create_index("uq_withdrawals_open", "withdrawals", ["task_id"], unique=True, **OPEN)


def downgrade() -> None:
    op.drop_table("withdrawals")
    op.drop_table("verifications")
