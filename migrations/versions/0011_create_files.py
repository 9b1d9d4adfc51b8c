"""Create the files that are kept in the database, in pieces."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "stored_files",
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False, index=True),
    )
    op.create_table(
        "file_pieces",
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["stored_files.sha256"], ondelete="CASCADE"),
        sa.CheckConstraint("number >= 0", name="number_from_zero"),
    )


def downgrade() -> None:
    op.drop_table("file_pieces")
    op.drop_table("stored_files")
