"""Keep with a task the first date by which a target should have been reached and is not."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.add_column("tasks", sa.Column("unmet_on", sa.Date))
    op.create_index(None, "tasks", ["unmet_on"])
    # The next night fills it in.
    op.execute(
        "UPDATE tasks SET next_change_on = '2000-01-01' WHERE state NOT IN ('draft', 'withdrawn')"
        " AND id IN (SELECT task_id FROM targets)"
    )


def downgrade() -> None:
    op.drop_index("ix_tasks_unmet_on", "tasks")
    op.drop_column("tasks", "unmet_on")
