"""Find verifications that sent a task back without reading all that there ever were."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"

INDEX = "ix_verifications_sent_back"


def upgrade() -> None:
    sent_back = sa.text("verdict = 'sent_back'")
    where = {"sqlite_where": sent_back, "postgresql_where": sent_back}
    op.create_index(INDEX, "verifications", ["task_id"], **where)


def downgrade() -> None:
    op.drop_index(INDEX, "verifications")
