"""On which days the lead units of tasks reported."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

import sqlalchemy as sa

from tracker.database import db
from tracker.models import ProgressUpdate


def reported_days(task_ids: Collection[int]) -> Mapping[int, Collection[date]]:
    """Without supplements: they have no percent and close no period."""
    rows = db.session.execute(
        sa.select(ProgressUpdate.task_id, ProgressUpdate.period_on)
        .where(ProgressUpdate.task_id.in_(task_ids), ProgressUpdate.percent.is_not(None))
        .distinct()
    )
    days: defaultdict[int, set[date]] = defaultdict(set)
    for task_id, on in rows:
        days[task_id].add(on)
    return days
