"""批示: a leader writes on a task; the lead unit acknowledges and answers."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.errors import NotFound, RuleBroken, StaleWrite, raise_all
from tracker.domain.instructions import check_answer, check_instruction
from tracker.domain.permissions import Permission
from tracker.domain.values import Actor
from tracker.models import Instruction
from tracker.transaction import access, audit
from tracker.transaction.audit import Subject
from tracker.transaction.unit_of_work import unit_of_work


def write(actor: Actor, *, task_id: int, text: str, now: datetime) -> int:
    """批示, open until it is answered."""
    with unit_of_work() as session:
        task = access.get_running_task(session, actor, task_id, Permission.INSTRUCTION_WRITE)
        raise_all(check_instruction(task.state, text))
        row = Instruction(
            task_id=task.id, leader_id=actor.user_id, written_at=now, text=text.strip()
        )
        _check_not_sent_twice(session, row)
        session.add(row)
        session.flush()
        _record(session, actor, "task.instruction.written", row, now)
        return row.id


def acknowledge(actor: Actor, *, instruction_id: int, now: datetime) -> None:
    """签阅: the unit has read it."""
    with unit_of_work() as session:
        row = _own(session, actor, instruction_id)
        if row.acknowledged_at is not None:
            raise RuleBroken("instruction.acknowledged")
        row.acknowledged_by_id, row.acknowledged_at = actor.user_id, now
        _record(session, actor, "task.instruction.acknowledged", row, now)


def answer(actor: Actor, *, instruction_id: int, answer: str, now: datetime) -> None:
    """回复; who answers has read it."""
    with unit_of_work() as session:
        row = _own(session, actor, instruction_id)
        raise_all(check_answer(answer, is_answered=row.answered_at is not None))
        if row.acknowledged_at is None:
            row.acknowledged_by_id, row.acknowledged_at = actor.user_id, now
        row.answered_by_id, row.answered_at = actor.user_id, now
        row.answer = answer.strip()
        _record(session, actor, "task.instruction.answered", row, now)


def _own(session: Session, actor: Actor, instruction_id: int) -> Instruction:
    task_id = session.scalar(sa.select(Instruction.task_id).where(Instruction.id == instruction_id))
    if task_id is None:
        raise NotFound("instruction.not-found")
    access.get_running_task(session, actor, task_id, Permission.INSTRUCTION_ANSWER)
    # Read only now that the task is held: a colleague may have answered meanwhile.
    return session.get_one(Instruction, instruction_id)


def _check_not_sent_twice(session: Session, row: Instruction) -> None:
    """A double click is known by its words."""
    newest = session.scalar(
        sa.select(Instruction.text)
        .where(
            Instruction.task_id == row.task_id,
            Instruction.leader_id == row.leader_id,
            Instruction.answered_at.is_(None),
        )
        .order_by(Instruction.id.desc())
        .limit(1)
    )
    if newest == row.text:
        raise StaleWrite("instruction.already-sent")


def _record(session: Session, actor: Actor, action: str, row: Instruction, now: datetime) -> None:
    audit.record(
        session,
        actor,
        action,
        Subject("task", row.task_id),
        now=now,
        after={"instruction": row.id},
    )
