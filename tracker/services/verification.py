"""核查: ask for the close of a task, accept it, or send it back."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.acts import Act
from tracker.domain.doing import Doing
from tracker.domain.errors import RuleBroken, StaleWrite, raise_all
from tracker.domain.lifecycle import Move, is_allowed, move
from tracker.domain.terms.texts import text_faults
from tracker.domain.values import Grade, Verdict
from tracker.domain.verification import grade_faults, statement_faults
from tracker.models import Task, Verification
from tracker.queries.task_facts import get_facts
from tracker.transaction import access, audit
from tracker.transaction.audit import Subject
from tracker.transaction.due_dates import lapse_extension
from tracker.transaction.figures import figures_kept
from tracker.transaction.unit_of_work import unit_of_work


def ask(doing: Doing, *, task_id: int, statement: str) -> int:
    """报请核查. What is short of 100 percent, or was sent back, is asked for with a word."""
    with unit_of_work() as session:
        task = access.get_task_for(session, doing, task_id, Act.ASK_VERIFICATION)
        raise_all(statement_faults(statement, get_facts(session, task.id), task.percent))
        _move(session, task, Move.ASK_VERIFICATION, doing)
        row = Verification(
            task_id=task.id,
            asked_by_id=doing.actor.user_id,
            asked_at=doing.now,
            statement=statement.strip(),
        )
        session.add(row)
        session.flush()
        _record(session, doing, "task.verification.asked", row)
        return row.id


def accept(doing: Doing, *, task_id: int, grade: Grade | None) -> None:
    """核查通过: only this makes a task done."""
    with unit_of_work() as session:
        _accept(session, doing, task_id, grade)


def accept_several(doing: Doing, *, task_ids: Collection[int]) -> int:
    """Without a grade. All of them or none: if the queue has changed, the person looks again."""
    if not task_ids:
        raise RuleBroken("verification.none-picked")
    with unit_of_work() as session:
        for task_id in sorted(set(task_ids)):  # always in this order: no two wait in a circle
            task = access.get_task(session, task_id)
            if not is_allowed(task.state, Move.ACCEPT):
                raise StaleWrite("verification.decided", number=task.number, title=task.title)
            _accept(session, doing, task_id, None)
    return len(set(task_ids))


def _accept(session: Session, doing: Doing, task_id: int, grade: Grade | None) -> None:
    task, row = _open_verification(session, doing, task_id, Act.ACCEPT)
    raise_all(grade_faults(grade))
    row.verdict, row.grade = Verdict.ACCEPTED, grade
    row.decided_by_id, row.decided_at = doing.actor.user_id, doing.now
    lapse_extension(session, task, doing)
    _move(session, task, Move.ACCEPT, doing)
    _record(session, doing, "task.verification.accepted", row)


def send_back(doing: Doing, *, task_id: int, reason: str) -> None:
    """退回重办: sends the task back to the unit, with a reason."""
    with unit_of_work() as session:
        task, row = _open_verification(session, doing, task_id, Act.SEND_BACK)
        raise_all(text_faults({"reason": reason}))
        if not reason.strip():
            raise RuleBroken("verification.reason-missing", field="reason")
        row.verdict, row.reason = Verdict.SENT_BACK, reason.strip()
        row.decided_by_id, row.decided_at = doing.actor.user_id, doing.now
        _move(session, task, Move.SEND_BACK, doing)
        _record(session, doing, "task.verification.sent-back", row)


def take_back(doing: Doing, *, task_id: int) -> None:
    """撤回报请, before anybody decided: the clock runs as if nothing had been submitted."""
    with unit_of_work() as session:
        task, row = _open_verification(session, doing, task_id, Act.TAKE_BACK_VERIFICATION)
        row.verdict, row.decided_at = Verdict.TAKEN_BACK, doing.now
        _move(session, task, Move.TAKE_BACK, doing)
        _record(session, doing, "task.verification.taken-back", row)


def _open_verification(
    session: Session, doing: Doing, task_id: int, act: Act
) -> tuple[Task, Verification]:
    task = access.get_task_for(session, doing, task_id, act)
    row = session.scalars(
        sa.select(Verification).where(
            Verification.task_id == task.id, Verification.decided_at.is_(None)
        )
    ).one()
    return task, row


def _move(session: Session, task: Task, by: Move, doing: Doing) -> None:
    with figures_kept(session, [task], doing):
        task.state = move(task.state, by)
        task.submitted_on = doing.on if by is Move.ASK_VERIFICATION else None
        task.version += 1


def _record(session: Session, doing: Doing, action: str, row: Verification) -> None:
    audit.record(
        session, doing, action, Subject("task", row.task_id), after={"verification": row.id}
    )
