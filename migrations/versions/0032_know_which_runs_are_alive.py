"""Let the run of a job show that it is alive."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"

COLUMN = "heartbeat_at"


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    op.add_column("job_runs", sa.Column(COLUMN, instant))
    op.execute("UPDATE job_runs SET heartbeat_at = claimed_at")
    with op.batch_alter_table("job_runs") as runs:
        runs.alter_column(COLUMN, existing_type=instant, nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("job_runs") as runs:
        runs.drop_column(COLUMN)
