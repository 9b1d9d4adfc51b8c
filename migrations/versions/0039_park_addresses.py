"""Keep the mail addresses that a server refused for good."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"

TABLE = "parked_addresses"
SENT = "ix_outbox_emails_sent_at"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("address", sa.Text, primary_key=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("parked_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index(op.f(SENT), "outbox_emails", ["sent_at"])


def downgrade() -> None:
    op.drop_index(op.f(SENT), "outbox_emails")
    op.drop_table(TABLE)
