"""What 下达 would do: the figures that are asked about before a plan goes out."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.drafts.review_records import from_record
from tracker.models import ImportDraft, Task
from tracker.queries.plans import PlanRow
from tracker.queries.units import ids_by_name


@dataclass(frozen=True, slots=True)
class Issuing:
    tasks: int
    parts: int
    units: int
    recommended: int  # still led by the unit that the parser proposed; the document names none
    passed: int  # due before today, parts included
    is_over: bool  # the plan itself


def get_issuing(plan: PlanRow, *, on: date) -> Issuing:
    tasks = db.session.scalars(
        sa.select(Task).where(Task.plan_id == plan.id).order_by(Task.id)
    ).all()
    first_level = [task for task in tasks if task.parent_id is None]
    return Issuing(
        tasks=len(first_level),
        parts=len(tasks) - len(first_level),
        units=len({task.lead_unit_id for task in tasks}),
        recommended=_recommended(plan.id, first_level),
        passed=sum(task.due_on < on for task in tasks),
        is_over=plan.ends_on < on,
    )


def _recommended(plan_id: int, tasks: list[Task]) -> int:
    """A task is known again by its place in the document."""
    record = db.session.scalar(sa.select(ImportDraft.draft).where(ImportDraft.plan_id == plan_id))
    if record is None:
        return 0
    unit_ids = ids_by_name()
    proposed = {
        (item.span.start, item.span.end, unit_ids.get(item.lead))
        for item in from_record(record).kept
        if item.is_recommended
    }
    return sum((t.source_start, t.source_end, t.lead_unit_id) in proposed for t in tasks)
