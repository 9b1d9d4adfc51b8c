"""The targets of a task with what was read of them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.progress import TargetFacts, level, target_percent
from tracker.domain.target_dates import DatedTarget, overdue_words
from tracker.domain.values import Op, TargetKind
from tracker.models import ProgressUpdate, Target, TargetReading


@dataclass(frozen=True, slots=True)
class ReadingRow:
    on: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class TargetRow:
    id: int
    metric: str
    kind: TargetKind
    op: Op
    value: Decimal
    value_high: Decimal | None
    unit: str
    baseline: Decimal | None
    current: Decimal | None
    due_on: date
    source_start: int | None
    source_end: int | None
    readings: tuple[ReadingRow, ...] = ()

    @property
    def percent(self) -> Decimal | None:
        return self.percent_at(self.current)

    def percent_at(self, value: Decimal | None) -> Decimal | None:
        return target_percent(self.facts, value)

    @property
    def level(self) -> Decimal | None:
        return level(self.facts)

    @property
    def facts(self) -> TargetFacts:
        return TargetFacts(*(getattr(self, name) for name in TargetFacts.__slots__))

    def overdue_words(self, on: date) -> str:
        """时限6月30日已过，还差 3,567户; empty when it is reached or still has time."""
        dated = DatedTarget(self.facts, self.due_on)
        return overdue_words(dated) if dated.is_overdue(on) else ""


def list_targets(task_id: int) -> tuple[TargetRow, ...]:
    """Targets with their readings. A target without readings has one row."""
    rows = db.session.execute(_targets_read(), {"task_id": task_id})
    targets: dict[int, Target] = {}
    readings: defaultdict[int, list[ReadingRow]] = defaultdict(list)
    for target, on, value in rows:
        targets[target.id] = target
        if value is not None:
            readings[target.id].append(ReadingRow(on, value))
    return tuple(target_row(row, readings[row.id]) for row in targets.values())


@cache
def _targets_read() -> sa.Select[Target, date, Decimal]:
    read = sa.select(ProgressUpdate.id, ProgressUpdate.reported_on).subquery()
    return (
        sa.select(Target, read.c.reported_on, TargetReading.value)
        .outerjoin(TargetReading, TargetReading.target_id == Target.id)
        .outerjoin(read, read.c.id == TargetReading.update_id)
        .where(Target.task_id == sa.bindparam("task_id"))
        .order_by(Target.position, Target.id, read.c.reported_on, read.c.id)
    )


def target_row(row: Target, readings: Sequence[ReadingRow] = ()) -> TargetRow:
    return TargetRow(
        id=row.id,
        metric=row.metric,
        kind=row.kind,
        op=row.op,
        value=row.value,
        value_high=row.value_high,
        unit=row.unit,
        baseline=row.baseline,
        current=row.current,
        due_on=row.due_on,
        source_start=row.source_start,
        source_end=row.source_end,
        readings=tuple(readings),
    )
