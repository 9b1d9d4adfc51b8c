"""Create what units report, with figures and evidence."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "progress_updates",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("task_id", sa.Integer, nullable=False),
        sa.Column("author_id", sa.Integer, nullable=False),
        sa.Column("unit_id", sa.Integer, nullable=False),
        sa.Column("unit_name", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reported_on", sa.Date, nullable=False),
        sa.Column("period_on", sa.Date, nullable=False),
        sa.Column("percent", sa.Integer),
        sa.Column("narrative", sa.Text, nullable=False),
        sa.Column("problem", sa.Text, nullable=False),
        sa.Column("next_step", sa.Text, nullable=False),
        sa.Column("help_wanted", sa.Text, nullable=False),
        sa.Column("setback_reason", sa.Text, nullable=False),
        sa.Column("confidence", sa.String(32)),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], ondelete="RESTRICT"),
        sa.CheckConstraint("percent >= 0 AND percent <= 10000", name="percent_in_range"),
        sa.CheckConstraint("confidence IN ('sure', 'at_risk', 'unlikely')", name="confidence"),
    )
    op.create_index(None, "progress_updates", ["task_id", "reported_on", "id"])
    op.create_table(
        "target_readings",
        sa.Column("update_id", sa.Integer, primary_key=True),
        sa.Column("target_id", sa.Integer, primary_key=True, index=True),
        sa.Column("value", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(["update_id"], ["progress_updates.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["target_id"], ["targets.id"], ondelete="CASCADE"),
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("update_id", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False, index=True),
        sa.Column("attached_by_id", sa.Integer, nullable=False),
        sa.Column("attached_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["update_id"], ["progress_updates.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["sha256"], ["stored_files.sha256"], ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["attached_by_id"], ["users.id"], ondelete="RESTRICT"),
        sa.UniqueConstraint("update_id", "sha256"),
        sa.CheckConstraint("size > 0", name="size_positive"),
        sa.CheckConstraint(
            "kind IN ('pdf', 'docx', 'xlsx', 'pptx', 'doc', 'xls', 'wps', 'png', 'jpg', 'webp',"
            " 'txt')",
            name="evidencekind",
        ),
    )


def downgrade() -> None:
    op.drop_table("evidence")
    op.drop_table("target_readings")
    op.drop_table("progress_updates")
