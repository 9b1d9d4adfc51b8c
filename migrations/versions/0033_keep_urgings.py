"""Keep what units were urged to do (催办), and let a mail say it."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"

TABLE = "urgings"
KINDS = ("reminder_digest", "test")


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("task_id", sa.Integer, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.Column("word", sa.Text, nullable=False),
        sa.Column("by_id", sa.Integer, nullable=False, index=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], ondelete="RESTRICT"),
        sa.UniqueConstraint("task_id", "times"),
        sa.CheckConstraint("times > 0", name="times_positive"),
    )
    _allow(KINDS, (*KINDS, "urging"))


def downgrade() -> None:
    op.execute("DELETE FROM outbox_emails WHERE kind = 'urging'")
    _allow((*KINDS, "urging"), KINDS)
    op.drop_table(TABLE)


def _allow(old: tuple[str, ...], new: tuple[str, ...]) -> None:
    """SQLite changes a check only in the text of its schema: made anew, the table would lose it."""
    name = "ck_outbox_emails_mailkind"
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(op.f(name), "outbox_emails")
        op.create_check_constraint(op.f(name), "outbox_emails", _listed(new))
        return
    changed = sa.text(
        "UPDATE sqlite_master SET sql = replace(sql, :was, :new) WHERE instr(sql, :was)"
    ).bindparams(was=f"CHECK ({_listed(old)})", new=f"CHECK ({_listed(new)})")
    op.execute("PRAGMA writable_schema = ON")
    if op.get_bind().execute(changed).rowcount != 1:
        raise RuntimeError(f"no CHECK ({_listed(old)})")
    op.execute("PRAGMA writable_schema = RESET")


def _listed(kinds: tuple[str, ...]) -> str:
    return f"kind IN ({', '.join(repr(kind) for kind in kinds)})"
