"""退回待重办: what was sent back to a unit and was not asked for again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from tracker.database import db
from tracker.domain.values import Actor, PlanState, TaskState, Verdict
from tracker.models import Task, User, Verification, WorkPlan
from tracker.queries.requests import Roles, answers, is_in, person

# In the words of the index on them, which a parameter would not fit.
_SENT_BACK: sa.ColumnClause[str] = sa.literal_column(f"'{Verdict.SENT_BACK.value}'")


@dataclass(frozen=True, slots=True)
class SentBack:
    task_id: int
    number: str
    title: str
    due_on: date
    reason: str
    sent_back_by: str
    sent_back_at: datetime | None


def list_sent_back(actor: Actor, *, limit: int) -> Sequence[SentBack]:
    """The longest waiting first."""
    rows = db.session.execute(
        to_redo(actor.roles)
        .join(User, User.id == Verification.decided_by_id)
        .with_only_columns(
            Task.id,
            Task.number,
            Task.title,
            Task.due_on,
            Verification.reason,
            User.name,
            Verification.decided_at,
        )
        .order_by(Verification.id)
        .limit(limit),
        person(actor),
    )
    return [SentBack(*row) for row in rows]


def to_redo(roles: Roles) -> sa.Select[int]:
    """The verifications that sent back what this person's unit leads. A request that was taken
    back since leaves it as it was."""
    newer = aliased(Verification)
    counts = sa.or_(newer.verdict.is_(None), newer.verdict != Verdict.TAKEN_BACK)
    is_last = ~sa.exists().where(
        newer.task_id == Verification.task_id, newer.id > Verification.id, counts
    )
    return (
        sa.select(Verification.id)
        .join(Task, Task.id == Verification.task_id)
        .join(WorkPlan, WorkPlan.id == Task.plan_id)
        .where(
            Verification.verdict == _SENT_BACK,
            is_in({TaskState.IN_PROGRESS}),
            WorkPlan.state == PlanState.ACTIVE,
            is_last,
            answers(roles),
        )
    )
