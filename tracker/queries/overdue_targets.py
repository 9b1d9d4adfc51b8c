"""Which targets of some tasks are past a date of their own, as the lists and mails name them."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.progress import TargetFacts
from tracker.domain.target_dates import DatedTarget, overdue_words
from tracker.models import Target, Task


def has_unmet(unmet_on: date | None, on: date) -> bool:
    """`unmet_on`: the first date by which a target of a task was to be reached and is not."""
    return unmet_on is not None and unmet_on < on


def overdue_targets(task_ids: Collection[int], on: date) -> Mapping[int, str]:
    """By task: 新增经营主体时限6月30日已过，还差 3,567户. Those that are due with their task are
    not named apart: the task is overdue itself. Without tasks nothing is asked."""
    if not task_ids:
        return {}
    facts = (getattr(Target, name) for name in TargetFacts.__slots__)
    rows = db.session.execute(
        sa.select(Target.task_id, Target.due_on, *facts)
        .join(Task, Task.id == Target.task_id)
        .where(Target.task_id.in_(task_ids), Target.due_on < on, Target.due_on < Task.due_on)
        .order_by(Target.task_id, Target.due_on, Target.position)
    )
    named: defaultdict[int, list[str]] = defaultdict(list)
    for task_id, due_on, *columns in rows:
        target = DatedTarget(TargetFacts(*columns), due_on)
        if target.is_overdue(on):
            named[task_id].append(f"{target.facts.metric}{overdue_words(target)}")
    return {task_id: "；".join(words) for task_id, words in named.items()}
