"""答复需协调事项: by a word, or by a 批示 that the lead unit answers in its turn."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain import acts
from tracker.domain.acts import Act
from tracker.domain.doing import Doing
from tracker.domain.errors import NotFound, RuleBroken, SentTwice, raise_all
from tracker.domain.terms.texts import required_faults
from tracker.models import HelpRequest, Task
from tracker.transaction import access, audit
from tracker.transaction.audit import Subject
from tracker.transaction.help_requests import close_with_answer
from tracker.transaction.instructions import write_instruction
from tracker.transaction.unit_of_work import unit_of_work


def answer(doing: Doing, *, help_id: int, word: str) -> None:
    with unit_of_work() as session:
        _, row = _waiting(session, doing, help_id, word)
        _answer(session, doing, row, word)


def instruct(doing: Doing, *, help_id: int, word: str) -> None:
    """The same as 批示: the lead unit has it in 待办 until it has answered."""
    with unit_of_work() as session:
        task, row = _waiting(session, doing, help_id, word)
        acts.check(Act.INSTRUCT, doing, access.get_facts_for(session, doing, task, Act.INSTRUCT))
        row.instruction_id = write_instruction(session, doing, task, word).id
        _answer(session, doing, row, word)


def _waiting(session: Session, doing: Doing, help_id: int, word: str) -> tuple[Task, HelpRequest]:
    """The task, held, and what waits on it for this person's word."""
    task_id = session.scalar(sa.select(HelpRequest.task_id).where(HelpRequest.id == help_id))
    if task_id is None:
        raise NotFound("help.not-found")
    task = access.get_task(session, task_id)
    facts = access.get_facts_for(session, doing, task, Act.ANSWER_HELP)
    row = session.get_one(HelpRequest, help_id)
    if row.decided_at is not None:
        raise _closed(doing, row, word)
    acts.check(Act.ANSWER_HELP, doing, facts)
    raise_all(required_faults({"word": word}))
    return task, row


def _closed(doing: Doing, row: HelpRequest, word: str) -> SentTwice | RuleBroken:
    """By a double click of the same person, or by somebody else."""
    is_same = row.decided_by_id == doing.actor.user_id and row.word == word.strip()
    return SentTwice("help.already-answered") if is_same else RuleBroken("help.closed")


def _answer(session: Session, doing: Doing, row: HelpRequest, word: str) -> None:
    close_with_answer(doing, row, word.strip())
    audit.record(
        session, doing, "task.help.answered", Subject("task", row.task_id), after={"help": row.id}
    )
