"""Writes the rows of a task's targets: of a new task, and of one whose targets are set anew."""

from collections.abc import Sequence

from tracker.domain.terms.targets import TargetTerms
from tracker.models import Target, Task


def put_targets(task: Task, targets: Sequence[TargetTerms]) -> None:
    """One that stays keeps its row and place; new ones stand at the end."""
    known = {row.id: row for row in task.targets}
    last = max((row.position for row in task.targets), default=0)
    rows = []
    for terms in targets:
        row = known.get(terms.id) if terms.id is not None else None
        if row is None:
            last += 1
            row = Target(position=last)
        _write(row, terms)
        rows.append(row)
    task.targets = rows


def _write(row: Target, terms: TargetTerms) -> None:
    row.metric, row.unit = terms.metric.strip(), terms.unit.strip()
    row.kind, row.op = terms.kind, terms.op
    row.value, row.value_high, row.baseline = terms.value, terms.value_high, terms.baseline
    row.due_on = terms.due_on
