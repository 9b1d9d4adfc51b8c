"""Let uploads wait for their reader, in a table that backups leave out."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"

TABLE = "waiting_uploads"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("uploaded_by_id", sa.Integer, nullable=False, index=True),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("filename", sa.Text),
        sa.Column("content", sa.LargeBinary),
        sa.Column("year", sa.Integer),
        sa.Column("host", sa.Text),
        sa.Column("seat", sa.Integer),
        sa.Column("heartbeat_at", sa.DateTime(timezone=True)),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("draft_id", sa.Integer, index=True),
        sa.Column("refusal", sa.JSON),
        sa.ForeignKeyConstraint(["uploaded_by_id"], ["users.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["draft_id"], ["import_drafts.id"], ondelete="CASCADE"),
        sa.UniqueConstraint("host", "seat"),
        sa.CheckConstraint("(host IS NULL) = (seat IS NULL)", name="seat_of_a_host"),
        sa.CheckConstraint(
            "(content IS NULL) = (ended_at IS NOT NULL)", name="no_bytes_at_the_end"
        ),
        sa.CheckConstraint("(filename IS NULL) = (content IS NULL)", name="no_name_without_bytes"),
    )
    op.create_index(None, TABLE, ["ended_at", "id"])


def downgrade() -> None:
    op.drop_table(TABLE)
