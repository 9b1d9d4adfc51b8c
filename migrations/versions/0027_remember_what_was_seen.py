"""Let requests be taken back, and remember who has seen what was decided on theirs."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"

# table: who asked, when it was decided
ASKED = {
    "deadline_extensions": ("asked_by_id", "decided_at"),
    "instructions": ("leader_id", "answered_at"),
    "verifications": ("asked_by_id", "decided_at"),
    "withdrawals": ("proposed_by_id", "decided_at"),
}
VERDICTS = {
    "deadline_extensions": ("extensionverdict", "'granted', 'refused', 'lapsed'"),
    "verifications": ("verdict", "'accepted', 'sent_back'"),
    "withdrawals": ("withdrawalverdict", "'confirmed', 'declined'"),
}


def recheck(table: str, name: str, old: str, new: str) -> None:
    """Another condition under the name of a check. SQLite changes it only in the text of its
    schema: making the table anew would take the rows of other tables that point to it along."""
    name = f"ck_{table}_{name}"
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(op.f(name), table)
        op.create_check_constraint(op.f(name), table, new)
        return
    words = {"was": f"CONSTRAINT {name} CHECK ({old})", "new": f"CONSTRAINT {name} CHECK ({new})"}
    changed = sa.text(
        "UPDATE sqlite_master SET sql = replace(sql, :was, :new) WHERE instr(sql, :was)"
    ).bindparams(**words)
    op.execute("PRAGMA writable_schema = ON")
    if op.get_bind().execute(changed).rowcount != 1:
        raise RuntimeError(f"no {words['was']}")
    op.execute("PRAGMA writable_schema = RESET")


def upgrade() -> None:
    for table, (name, verdicts) in VERDICTS.items():
        recheck(table, name, f"verdict IN ({verdicts})", f"verdict IN ({verdicts}, 'taken_back')")
    for table, (who, decided_at) in ASKED.items():
        op.add_column(table, sa.Column("seen_at", sa.DateTime(timezone=True)))
        # What was decided before this was asked for is long known.
        rows = sa.table(table, sa.column("seen_at"), sa.column(decided_at))
        op.execute(sa.update(rows).values(seen_at=rows.c[decided_at]))
        unseen = sa.text(f"{decided_at} IS NOT NULL AND seen_at IS NULL")
        where = {"sqlite_where": unseen, "postgresql_where": unseen}
        op.create_index(f"ix_{table}_unseen", table, [who], **where)


def downgrade() -> None:
    for table in ASKED:
        op.drop_index(f"ix_{table}_unseen", table)
        op.drop_column(table, "seen_at")
    for table, (name, verdicts) in VERDICTS.items():
        op.execute(f"DELETE FROM {table} WHERE verdict = 'taken_back'")  # noqa: S608
        recheck(table, name, f"verdict IN ({verdicts}, 'taken_back')", f"verdict IN ({verdicts})")
