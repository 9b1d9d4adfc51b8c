"""What would follow a plan in draft: into another period, or when it is put away."""

from dataclasses import dataclass

import sqlalchemy as sa

from tracker.database import db
from tracker.models import ImportDraft, Milestone, Task, WorkPlan


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


@dataclass(frozen=True, slots=True)
class Discarding:
    """What goes with the plan besides its tasks; `has_import`: which is open again then."""

    milestones: int
    has_import: bool


def get_discarding(plan_id: int) -> Discarding:
    milestones = (
        sa.select(sa.func.count(Milestone.id))
        .join(Task, Task.id == Milestone.task_id)
        .where(Task.plan_id == plan_id)
    )
    has_import = sa.exists().where(ImportDraft.plan_id == plan_id)
    row = db.session.execute(sa.select(milestones.scalar_subquery(), has_import)).one()
    return Discarding(*row)
