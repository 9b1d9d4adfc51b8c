"""Keep since when a task shows its colour, how figures of a day were taken, and last logins."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"

CHANGED = "ix_tasks_plan_id_light_lit_on_id"
LOGINS = ("last_login_at", "previous_login_at")
SENT_BACK = sa.text("verdict = 'sent_back'")


def upgrade() -> None:
    op.add_column("tasks", sa.Column("lit_on", sa.Date()))
    op.create_index(op.f(CHANGED), "tasks", ["plan_id", "light", "lit_on", "id"])
    op.execute(
        "ALTER TABLE snapshots ADD COLUMN taken VARCHAR(32) DEFAULT 'morning' NOT NULL"
        " CONSTRAINT ck_snapshots_taken CHECK (taken IN ('morning', 'evening', 'filled'))"
    )
    op.create_index(
        "ix_verifications_sent_back_at",
        "verifications",
        ["decided_at"],
        sqlite_where=SENT_BACK,
        postgresql_where=SENT_BACK,
    )
    for name in LOGINS:
        op.add_column("users", sa.Column(name, sa.DateTime(timezone=True)))


def downgrade() -> None:
    for name in LOGINS:
        op.drop_column("users", name)
    op.drop_index("ix_verifications_sent_back_at", "verifications")
    op.drop_column("snapshots", "taken")
    op.drop_index(op.f(CHANGED), "tasks")
    op.drop_column("tasks", "lit_on")
