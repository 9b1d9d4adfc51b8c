"""Let wall screens in by tokens of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "screen_tokens",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("revoked_at", INSTANT),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["users.id"],
            name=op.f("fk_screen_tokens_made_by_id_users"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screen_tokens")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_screen_tokens_token_hash")),
    )


def downgrade() -> None:
    op.drop_table("screen_tokens")
