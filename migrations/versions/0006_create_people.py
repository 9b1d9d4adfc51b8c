"""Create the people, what they may do and whom they supervise."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "users",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("login", sa.Text, nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("mail", sa.Text, unique=True),
        sa.Column("unit_id", sa.Integer, nullable=False, index=True),
        sa.Column("password_hash", sa.Text, nullable=False),
        sa.Column("has_demo_password", sa.Boolean, nullable=False),
        sa.Column("must_change_password", sa.Boolean, nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.Column("session_epoch", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], ondelete="RESTRICT"),
    )
    op.create_table(
        "user_roles",
        sa.Column("user_id", sa.Integer, primary_key=True),
        sa.Column("role", sa.String(32), primary_key=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.CheckConstraint("role IN ('admin', 'plan_office', 'chief', 'leader')", name="role"),
    )
    op.create_table(
        "supervisions",
        sa.Column("unit_id", sa.Integer, primary_key=True),
        sa.Column("leader_id", sa.Integer, nullable=False, index=True),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["leader_id"], ["users.id"], ondelete="CASCADE"),
    )
    op.create_table(
        "login_failures",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("login", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index(None, "login_failures", ["address", "at"])
    op.create_index(None, "login_failures", ["login", "at"])


def downgrade() -> None:
    op.drop_table("login_failures")
    op.drop_table("supervisions")
    op.drop_table("user_roles")
    op.drop_table("users")
