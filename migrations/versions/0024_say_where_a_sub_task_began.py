"""Say where a sub-task began."""

from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.execute(
        "ALTER TABLE tasks ADD COLUMN starting_percent INTEGER"
        " CONSTRAINT ck_tasks_start_in_range"
        " CHECK (starting_percent >= 0 AND starting_percent <= 10000)"
    )


def downgrade() -> None:
    op.drop_column("tasks", "starting_percent")
