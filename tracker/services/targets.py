"""调整指标: the plan office says by which figures a task is measured."""

from collections.abc import Sequence
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.acts import Act
from tracker.domain.doing import Doing
from tracker.domain.errors import raise_all
from tracker.domain.progress import TargetFacts, percent_of_targets
from tracker.domain.terms.targets import MeasuredFacts, TargetTerms, check_targets
from tracker.domain.values import ProgressMode, TaskKind
from tracker.domain.words.labels import label
from tracker.models import Target, TargetReading, Task
from tracker.transaction import access, audit
from tracker.transaction.audit import Plain, Subject
from tracker.transaction.figures import figures_kept
from tracker.transaction.targets import put_targets
from tracker.transaction.unit_of_work import unit_of_work


def set_targets(
    doing: Doing, *, task_id: int, version: int, targets: Sequence[TargetTerms], mode: ProgressMode
) -> None:
    """These and no others. What was reported stays, and counts against what they say now."""
    with unit_of_work() as session:
        task = access.get_task_for(session, doing, task_id, Act.SET_TARGETS, version=version)
        raise_all(check_targets(_facts(session, task), targets, mode))
        before = _words(task)
        with figures_kept(session, [task], doing):
            put_targets(task, targets)
            task.mode = mode
            task.percent = _percent(task)
            task.version += 1
        audit.record(
            session,
            doing,
            "task.targets-set",
            Subject("task", task.id),
            before=before,
            after=_words(task),
        )


def _facts(session: Session, task: Task) -> MeasuredFacts:
    known = tuple(_terms(row) for row in task.targets)
    read = sa.select(TargetReading.target_id).where(
        TargetReading.target_id.in_([target.id for target in known])
    )
    return MeasuredFacts(
        starts_on=task.starts_on,
        due_on=task.due_on,
        known=known,
        read=frozenset(session.scalars(read)),
    )


def _terms(row: Target) -> TargetTerms:
    return TargetTerms(
        metric=row.metric,
        kind=row.kind,
        op=row.op,
        value=row.value,
        due_on=row.due_on,
        unit=row.unit,
        value_high=row.value_high,
        baseline=row.baseline,
        id=row.id,
    )


def _percent(task: Task) -> Decimal | None:
    """A task that nobody has reported on stays 未报; an ongoing one counts its periods."""
    if task.percent is None or task.kind is TaskKind.ONGOING:
        return task.percent
    if task.mode is ProgressMode.REPORTED:
        return task.percent
    by_targets = percent_of_targets([_target_facts(row) for row in task.targets], {})
    return task.percent if by_targets is None else by_targets


def _target_facts(row: Target) -> TargetFacts:
    """By place: a new one has no number yet."""
    return TargetFacts(
        row.position,
        row.kind,
        row.value,
        row.value_high,
        row.baseline,
        row.current,
        row.metric,
        row.unit,
    )


def _words(task: Task) -> dict[str, Plain]:
    """As they stand in the log: 抽检批次 累计达到 800 批次，2026-12-31 前."""
    rows = sorted(task.targets, key=lambda row: row.position)
    return {"mode": task.mode.value, "targets": [_sentence(row) for row in rows]}


def _sentence(row: Target) -> str:
    high = "" if row.value_high is None else f"–{_figure(row.value_high)}"
    start = "" if row.baseline is None else f"，基数 {_figure(row.baseline)}"
    goal = f"{label(row.kind)} {_figure(row.value)}{high} {row.unit}".rstrip()
    return f"{row.metric} {goal}{start}，{row.due_on.isoformat()} 前"


def _figure(value: Decimal) -> str:
    return f"{value.normalize():f}"
