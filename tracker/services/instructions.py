"""批示: a leader writes on a task; the lead unit acknowledges and answers."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.acts import Act
from tracker.domain.doing import Doing
from tracker.domain.errors import NotFound, RuleBroken, SentTwice, raise_all
from tracker.domain.instructions import check_answer
from tracker.domain.terms.texts import required_faults
from tracker.models import Instruction
from tracker.transaction import access, audit
from tracker.transaction.audit import Subject
from tracker.transaction.unit_of_work import unit_of_work


def write(doing: Doing, *, task_id: int, text: str) -> int:
    """批示, open until it is answered."""
    with unit_of_work() as session:
        task = access.get_task_for(session, doing, task_id, Act.INSTRUCT)
        raise_all(required_faults({"text": text}))
        row = Instruction(
            task_id=task.id, leader_id=doing.actor.user_id, written_at=doing.now, text=text.strip()
        )
        _check_not_sent_twice(session, row)
        session.add(row)
        session.flush()
        _record(session, doing, "task.instruction.written", row)
        return row.id


def acknowledge(doing: Doing, *, instruction_id: int) -> None:
    """签阅: the unit has read it."""
    with unit_of_work() as session:
        row = _own(session, doing, instruction_id, Act.ACKNOWLEDGE)
        if row.acknowledged_at is not None:
            raise RuleBroken("instruction.acknowledged")
        row.acknowledged_by_id, row.acknowledged_at = doing.actor.user_id, doing.now
        _record(session, doing, "task.instruction.acknowledged", row)


def answer(doing: Doing, *, instruction_id: int, answer: str) -> None:
    """回复; who answers has read it."""
    with unit_of_work() as session:
        row = _own(session, doing, instruction_id, Act.ANSWER)
        raise_all(check_answer(answer, is_answered=row.answered_at is not None))
        if row.acknowledged_at is None:
            row.acknowledged_by_id, row.acknowledged_at = doing.actor.user_id, doing.now
        row.answered_by_id, row.answered_at = doing.actor.user_id, doing.now
        row.answer = answer.strip()
        _record(session, doing, "task.instruction.answered", row)


def _own(session: Session, doing: Doing, instruction_id: int, act: Act) -> Instruction:
    task_id = session.scalar(sa.select(Instruction.task_id).where(Instruction.id == instruction_id))
    if task_id is None:
        raise NotFound("instruction.not-found")
    access.get_task_for(session, doing, task_id, act)
    # Read only now that the task is held: a colleague may have answered meanwhile.
    return session.get_one(Instruction, instruction_id)


def _check_not_sent_twice(session: Session, row: Instruction) -> None:
    """A double click sends the same words again."""
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
        raise SentTwice("instruction.already-sent")


def _record(session: Session, doing: Doing, action: str, row: Instruction) -> None:
    audit.record(
        session, doing, action, Subject("task", row.task_id), after={"instruction": row.id}
    )
