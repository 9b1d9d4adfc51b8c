"""Create the documents, the drafts read out of them, and the plans."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "plan_documents",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("filename", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False, index=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("uploaded_by_id", sa.Integer, nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["uploaded_by_id"], ["users.id"], ondelete="RESTRICT"),
    )
    op.create_table(
        "work_plans",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("organisation", sa.Text, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("starts_on", sa.Date, nullable=False),
        sa.Column("ends_on", sa.Date, nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("document_id", sa.Integer, index=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True)),
        sa.Column("version", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["plan_documents.id"], ondelete="RESTRICT"),
        sa.CheckConstraint("starts_on <= ends_on", name="period"),
        sa.CheckConstraint("state IN ('draft', 'active', 'closed')", name="planstate"),
    )
    op.create_table(
        "import_drafts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("document_id", sa.Integer, nullable=False, index=True),
        sa.Column("draft", sa.JSON, nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True)),
        sa.Column("plan_id", sa.Integer, index=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["plan_documents.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["plan_id"], ["work_plans.id"], ondelete="SET NULL"),
    )
    op.create_table(
        "strategies",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("plan_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("weight", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["work_plans.id"], ondelete="CASCADE"),
        sa.UniqueConstraint("plan_id", "position"),
    )


def downgrade() -> None:
    op.drop_table("strategies")
    op.drop_table("import_drafts")
    op.drop_table("work_plans")
    op.drop_table("plan_documents")
