"""Say when a plan was closed: its figures stand still from that day on."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.add_column("work_plans", sa.Column("closed_at", sa.DateTime(timezone=True)))
    # Those that were closed before: the log knows when.
    op.execute(
        "UPDATE work_plans SET closed_at = (SELECT max(at) FROM audit_entries WHERE"
        " action = 'plan.closed' AND subject_kind = 'plan' AND subject_id = work_plans.id)"
        " WHERE state = 'closed'"
    )


def downgrade() -> None:
    op.drop_column("work_plans", "closed_at")
