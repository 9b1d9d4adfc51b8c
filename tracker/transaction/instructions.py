"""Writes down what a leader says on a task: as 批示 alone, or as the answer to what it needs."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.doing import Doing
from tracker.domain.errors import SentTwice
from tracker.models import Instruction, Task
from tracker.transaction import audit
from tracker.transaction.audit import Subject


def write_instruction(session: Session, doing: Doing, task: Task, text: str) -> Instruction:
    """The task is held; who may, and what is said, were looked at before."""
    row = Instruction(
        task_id=task.id, leader_id=doing.actor.user_id, written_at=doing.now, text=text.strip()
    )
    _check_not_sent_twice(session, row)
    session.add(row)
    session.flush()
    record_instruction(session, doing, "task.instruction.written", row)
    return row


def record_instruction(session: Session, doing: Doing, action: str, row: Instruction) -> None:
    audit.record(
        session, doing, action, Subject("task", row.task_id), after={"instruction": row.id}
    )


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
