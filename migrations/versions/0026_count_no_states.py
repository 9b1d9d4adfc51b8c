"""Take three figures out of the roll-ups: they were counted and never read."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"

TABLES = ("rollups", "snapshots")
NAMES = ("issued", "in_progress", "submitted")


def upgrade() -> None:
    for table in TABLES:
        for name in NAMES:
            op.drop_column(table, name)


def downgrade() -> None:
    """They come back as 0; `flask rollups rebuild` counts them."""
    for table in TABLES:
        for name in NAMES:
            op.add_column(table, sa.Column(name, sa.Integer, nullable=False, server_default="0"))
