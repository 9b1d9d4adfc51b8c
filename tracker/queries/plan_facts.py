"""The facts that the rules ask of a plan: read in this one way for pages and use cases."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.lifecycle import Move, states_for
from tracker.domain.plan_acts import PlanFacts
from tracker.models import Task, WorkPlan


def get_plan_facts(session: Session, plan_id: int) -> PlanFacts:
    """Of a plan that is there."""
    unissued = sa.and_(Task.plan_id == WorkPlan.id, Task.state.in_(states_for(Move.ISSUE)))
    rows = session.execute(
        sa.select(WorkPlan.state, Task.number, Task.lead_unit_id)
        .outerjoin(Task, unissued)
        .where(WorkPlan.id == plan_id)
        .order_by(Task.id)
    ).all()
    numbers = [row.number for row in rows if row.number is not None]
    leaderless = [row.number for row in rows if row.number and row.lead_unit_id is None]
    return PlanFacts(rows[0].state, len(numbers), tuple(leaderless))
