"""What the sub-tasks of tasks say: whether they reported in the period, and their problems."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.lights import SEVERITY
from tracker.domain.reporting import Standing
from tracker.domain.values import TaskState
from tracker.models import ProgressUpdate, Task


@dataclass(frozen=True, slots=True)
class PartWord:
    id: int
    parent_id: int
    number: str
    report: Standing
    last_reported_on: date | None
    problem: str


def list_part_words(task_ids: Sequence[int]) -> Mapping[int, Sequence[PartWord]]:
    """Of the sub-tasks that count, by task, the worst first."""
    rows = db.session.execute(
        sa.select(
            Task.id,
            Task.parent_id,
            Task.number,
            Task.report,
            Task.last_reported_on,
            sa.func.coalesce(ProgressUpdate.problem, "").label("problem"),
        )
        .outerjoin(ProgressUpdate, ProgressUpdate.id == Task.last_update_id)
        .where(
            Task.parent_id.in_(task_ids),
            Task.state.not_in([TaskState.DRAFT, TaskState.WITHDRAWN]),
        )
        .order_by(sa.case(dict(SEVERITY), value=Task.light), Task.position, Task.id)
    )
    found: defaultdict[int, list[PartWord]] = defaultdict(list)
    for row in rows.mappings():
        word = PartWord(**row)
        found[word.parent_id].append(word)
    return found
