"""What would follow a plan in draft into another period."""

from dataclasses import dataclass

import sqlalchemy as sa

from tracker.database import db
from tracker.models import Task, WorkPlan


@dataclass(frozen=True, slots=True)
class Following:
    """Tasks, parts included, whose dates are those of the plan."""

    starting: int
    ending: int


def get_following(plan_id: int) -> Following:
    row = db.session.execute(
        sa.select(
            sa.func.count(sa.case((Task.starts_on == WorkPlan.starts_on, 1))),
            sa.func.count(sa.case((Task.due_on == WorkPlan.ends_on, 1))),
        )
        .join(WorkPlan, WorkPlan.id == Task.plan_id)
        .where(WorkPlan.id == plan_id)
    ).one()
    return Following(*row)
