"""Keep the last steps of a review, so that they can be undone."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.create_table(
        "review_steps",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("draft_id", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("items", sa.Integer, nullable=False),
        sa.Column("by_id", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("back", sa.JSON, nullable=False),
        sa.Column("undone_by_id", sa.Integer),
        sa.Column("undone_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["draft_id"], ["import_drafts.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["undone_by_id"], ["users.id"], ondelete="RESTRICT"),
        sa.UniqueConstraint("draft_id", "number"),
    )


def downgrade() -> None:
    op.drop_table("review_steps")
