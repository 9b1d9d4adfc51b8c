"""批示: a leader writes on a task; the lead unit acknowledges and answers."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.acts import Act
from tracker.domain.doing import Doing
from tracker.domain.errors import NotFound, RuleBroken, raise_all
from tracker.domain.instructions import check_answer
from tracker.domain.terms.texts import required_faults
from tracker.models import Instruction
from tracker.transaction import access
from tracker.transaction.instructions import record_instruction, write_instruction
from tracker.transaction.unit_of_work import unit_of_work


def write(doing: Doing, *, task_id: int, text: str) -> int:
    """批示, open until it is answered."""
    with unit_of_work() as session:
        task = access.get_task_for(session, doing, task_id, Act.INSTRUCT)
        raise_all(required_faults({"text": text}))
        return write_instruction(session, doing, task, text).id


def acknowledge(doing: Doing, *, instruction_id: int) -> None:
    """签阅: the unit has read it."""
    with unit_of_work() as session:
        row = _own(session, doing, instruction_id, Act.ACKNOWLEDGE)
        if row.acknowledged_at is not None:
            raise RuleBroken("instruction.acknowledged")
        row.acknowledged_by_id, row.acknowledged_at = doing.actor.user_id, doing.now
        record_instruction(session, doing, "task.instruction.acknowledged", row)


def answer(doing: Doing, *, instruction_id: int, answer: str) -> None:
    """回复; who answers has read it."""
    with unit_of_work() as session:
        row = _own(session, doing, instruction_id, Act.ANSWER)
        raise_all(check_answer(answer, is_answered=row.answered_at is not None))
        if row.acknowledged_at is None:
            row.acknowledged_by_id, row.acknowledged_at = doing.actor.user_id, doing.now
        row.answered_by_id, row.answered_at = doing.actor.user_id, doing.now
        row.answer = answer.strip()
        record_instruction(session, doing, "task.instruction.answered", row)


def _own(session: Session, doing: Doing, instruction_id: int, act: Act) -> Instruction:
    task_id = session.scalar(sa.select(Instruction.task_id).where(Instruction.id == instruction_id))
    if task_id is None:
        raise NotFound("instruction.not-found")
    access.get_task_for(session, doing, task_id, act)
    # Read only now that the task is held: a colleague may have answered meanwhile.
    return session.get_one(Instruction, instruction_id)
