"""Create the reminders and the outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "reminders",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("recipient_id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("period", sa.Text, nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("on", sa.Date, nullable=False, index=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["recipient_id"], ["users.id"], ondelete="CASCADE"),
        sa.UniqueConstraint("recipient_id", "kind", "period", "level"),
        sa.CheckConstraint("kind IN ('overdue', 'due_soon', 'unreported')", name="reminderkind"),
    )
    op.create_table(
        "reminder_tasks",
        sa.Column("reminder_id", sa.Integer, primary_key=True),
        sa.Column("task_id", sa.Integer, primary_key=True),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.Column("days", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["reminder_id"], ["reminders.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], ondelete="CASCADE"),
    )
    op.create_index(None, "reminder_tasks", ["task_id", "due_on"])
    op.create_table(
        "outbox_emails",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("recipient_id", sa.Integer, index=True),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("key", sa.Text, nullable=False, unique=True),
        sa.Column("parameters", sa.JSON, nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True)),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
        sa.Column("message_id", sa.Text, nullable=False),
        sa.Column("error", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["recipient_id"], ["users.id"], ondelete="CASCADE"),
        sa.CheckConstraint("kind IN ('reminder_digest', 'test')", name="mailkind"),
        sa.CheckConstraint(
            "state IN ('queued', 'sending', 'sent', 'failed', 'dropped')",
            name="mailstate",
        ),
    )
    op.create_index(None, "outbox_emails", ["state", "next_try_at", "id"])


def downgrade() -> None:
    op.drop_table("outbox_emails")
    op.drop_table("reminder_tasks")
    op.drop_table("reminders")
