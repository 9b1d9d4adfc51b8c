"""Say where a task comes from (任务来源) that stands in no plan document."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    op.add_column("tasks", sa.Column("source", sa.Text, nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("tasks", "source")
