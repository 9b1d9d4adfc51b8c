"""报进展: a unit reports on a task."""

from collections.abc import Sequence
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain import acts
from tracker.domain.acts import Act
from tracker.domain.doing import Doing
from tracker.domain.errors import SentTwice, StaleWrite, raise_all
from tracker.domain.evidence import EvidenceFile
from tracker.domain.lifecycle import Move, move
from tracker.domain.periods import period_start
from tracker.domain.progress import (
    ProgressReport,
    TargetFacts,
    TaskProgressFacts,
    check_report,
    check_supplement,
    percent_after,
)
from tracker.domain.values import TaskKind, TaskState
from tracker.models import ProgressUpdate, TargetReading, Task
from tracker.transaction import access, audit, evidence
from tracker.transaction.audit import Plain, Subject
from tracker.transaction.due_dates import percent_by_periods
from tracker.transaction.figures import figures_kept
from tracker.transaction.help_requests import ask_for_help
from tracker.transaction.unit_of_work import unit_of_work


def report(
    doing: Doing,
    *,
    task_id: int,
    version: int,
    report: ProgressReport,
    files: Sequence[EvidenceFile] = (),
) -> int:
    """The lead unit's report, with a percent or figures; it moves lights and roll-ups at once.

    `version` is the task's as the form showed it: a second click or a stale page is told so.
    `files` were stored before (`evidence.store`); they belong to the update from its first moment.
    Returns the id of the update.
    """
    with unit_of_work() as session:
        task = access.get_task(session, task_id)
        may = access.get_facts_for(session, doing, task, Act.REPORT)
        if task.version != version:
            _check_not_sent_twice(session, _update_row(doing, task, report))
            raise StaleWrite("write.stale", task_id=task_id)
        acts.check(Act.REPORT, doing, may)
        facts = _progress_facts(session, task)
        raise_all(check_report(facts, report))
        before = _state_of(task)
        with figures_kept(session, [task], doing):
            update = _update_row(doing, task, report)
            session.add(update)
            session.flush()
            evidence.attach(session, doing, update, files)
            _apply(task, update, facts, report)
        ask_for_help(session, update)
        _record(session, doing, "task.progress.reported", update, before, _state_of(task))
        return update.id


def supplement(
    doing: Doing, *, task_id: int, report: ProgressReport, files: Sequence[EvidenceFile] = ()
) -> int:
    """补充情况: a supporting unit adds words; percent and figures stay the lead unit's."""
    with unit_of_work() as session:
        task = access.get_task_for(session, doing, task_id, Act.SUPPLEMENT)
        raise_all(check_supplement(report))
        update = _update_row(doing, task, report)
        _check_not_sent_twice(session, update)
        session.add(update)
        session.flush()
        evidence.attach(session, doing, update, files)
        ask_for_help(session, update)
        _record(session, doing, "task.progress.supplemented", update, {}, {})
        return update.id


def _check_not_sent_twice(session: Session, update: ProgressUpdate) -> None:
    """A double click sends the same words again."""
    newest = session.scalar(
        sa.select(ProgressUpdate.narrative)
        .where(
            ProgressUpdate.task_id == update.task_id,
            ProgressUpdate.author_id == update.author_id,
            ProgressUpdate.reported_on == update.reported_on,
        )
        .order_by(ProgressUpdate.id.desc())
        .limit(1)
    )
    if newest == update.narrative:
        raise SentTwice("progress.already-sent", task_id=update.task_id)


def _progress_facts(session: Session, task: Task) -> TaskProgressFacts:
    counting = (Task.parent_id == task.id, Task.state != TaskState.WITHDRAWN)
    sub_task = sa.select(Task.id).where(*counting).limit(1)
    return TaskProgressFacts(
        state=task.state,
        mode=task.mode,
        percent=task.percent,
        targets=tuple(
            TargetFacts(*(getattr(target, name) for name in TargetFacts.__slots__))
            for target in task.targets
        ),
        has_sub_tasks=session.scalar(sub_task) is not None,
        is_ongoing=task.kind is TaskKind.ONGOING,
        light=task.light,
    )


def _update_row(doing: Doing, task: Task, report: ProgressReport) -> ProgressUpdate:
    on = doing.on
    return ProgressUpdate(
        task_id=task.id,
        author_id=doing.actor.user_id,
        unit_id=doing.actor.unit_id,
        at=doing.now,
        reported_on=on,
        period_on=period_start(on, task.report_every),
        narrative=report.narrative.strip(),
        problem=report.problem.strip(),
        next_step=report.next_step.strip(),
        help_wanted=report.help_wanted.strip(),
        setback_reason=report.setback_reason.strip(),
        confidence=report.confidence,
        readings=[
            TargetReading(target_id=target_id, value=value)
            for target_id, value in report.readings.items()
        ],
    )


def _apply(
    task: Task, update: ProgressUpdate, facts: TaskProgressFacts, report: ProgressReport
) -> None:
    """Sets the task's own fields after the report."""
    task.version += 1
    task.state = move(task.state, Move.REPORT)
    if task.signed_at is None:
        task.signed_at, task.signed_by_id = update.at, update.author_id
    if task.last_reported_on is None or (
        period_start(task.last_reported_on, task.report_every) < update.period_on
    ):
        task.reported_periods += 1
    if not facts.has_sub_tasks:
        task.percent = _percent(task, facts, report)
    for target in task.targets:
        target.current = report.readings.get(target.id, target.current)
    update.percent = task.percent
    task.confidence = report.confidence
    task.last_reported_on = update.reported_on
    task.last_update_id = update.id


def _percent(task: Task, facts: TaskProgressFacts, report: ProgressReport) -> Decimal | None:
    if facts.is_ongoing:
        return percent_by_periods(task)
    return percent_after(facts, report)


def _state_of(task: Task) -> dict[str, Plain]:
    return {
        "state": task.state.value,
        "percent": None if task.percent is None else str(task.percent),
        "light": task.light.value,
    }


def _record(
    session: Session,
    doing: Doing,
    action: str,
    update: ProgressUpdate,
    before: dict[str, Plain],
    after: dict[str, Plain],
) -> None:
    audit.record(
        session,
        doing,
        action,
        Subject("task", update.task_id),
        before=before,
        after=after | {"update": update.id},
    )
