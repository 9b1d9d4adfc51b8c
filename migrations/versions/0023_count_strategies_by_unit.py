"""Count every roll-up from the tasks: there are figures of each strategy by lead unit now."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

LIGHTS = (
    "overdue", "submitted_late", "severe", "missed", "lagging", "target_overdue", "due_soon",
    "unreported", "normal", "awaiting", "done", "not_started", "suspended", "withdrawn",
)  # fmt: skip
STATES = ("issued", "in_progress", "submitted")
SUMS = {
    "weight": "weight",
    "base": "weight * expected_base",
    "slope": "weight * expected_slope",
}
NONE = "0"
SCOPES = (
    ("plan", "plan_id", NONE),
    ("strategy", "strategy_id", NONE),
    ("unit", "lead_unit_id", NONE),
    ("strategy", "strategy_id", "lead_unit_id"),
)


def when(condition: str, value: object = 1) -> str:
    return f"sum(CASE WHEN {condition} THEN {value} ELSE 0 END)"


def figures() -> dict[str, str]:
    counted, reported = "state <> 'withdrawn'", "state <> 'withdrawn' AND percent IS NOT NULL"
    sums = {"tasks": when(counted), "reported": when(reported)}
    sums["points"] = when(reported, "weight * percent")
    for name, value in SUMS.items():
        sums[name], sums[f"reported_{name}"] = when(counted, value), when(reported, value)
    sums |= {name: when(f"light = '{name}'") for name in LIGHTS}
    sums |= {name: when(f"state = '{name}'") for name in STATES}
    sums |= {name: when(f"report = '{name}'") for name in ("given", "owed")}
    sums["quarterly"] = when("report <> 'not_asked' AND report_every = 'quarter'")
    return sums


def upgrade() -> None:
    sums = figures()
    names = ["plan_id", "scope", "scope_id", "unit_id", *sums]
    rollups = sa.table("rollups", *map(sa.column, names))
    counted = sa.text("state <> 'draft' AND parent_id IS NULL")
    op.execute(sa.delete(rollups))
    for scope, scope_id, unit_id in SCOPES:
        values = ("plan_id", f"'{scope}'", scope_id, unit_id, *sums.values())
        counts = sa.select(*map(sa.literal_column, values)).select_from(sa.table("tasks"))
        groups = sorted({"plan_id", scope_id, unit_id} - {NONE})
        counts = counts.where(counted).group_by(*map(sa.literal_column, groups))
        op.execute(sa.insert(rollups).from_select(names, counts))


def downgrade() -> None:
    """The rows of a strategy by unit go with 0022."""
