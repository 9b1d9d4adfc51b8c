"""撤销: one person proposes it with a reason, a second one confirms or declines."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.acts import Act
from tracker.domain.doing import Doing
from tracker.domain.errors import raise_all
from tracker.domain.lifecycle import Move, move
from tracker.domain.terms.texts import required_faults, text_faults
from tracker.domain.values import WithdrawalVerdict
from tracker.models import Task, Withdrawal
from tracker.transaction import access, audit, parts
from tracker.transaction.audit import Plain, Subject
from tracker.transaction.due_dates import lapse_extension
from tracker.transaction.figures import figures_kept
from tracker.transaction.unit_of_work import unit_of_work


def propose(doing: Doing, *, task_id: int, reason: str) -> int:
    """提出撤销. Until it is confirmed the task goes on."""
    with unit_of_work() as session:
        task = access.get_task_for(session, doing, task_id, Act.PROPOSE_WITHDRAWAL)
        raise_all(required_faults({"reason": reason}))
        row = Withdrawal(
            task_id=task.id,
            proposed_by_id=doing.actor.user_id,
            proposed_at=doing.now,
            reason=reason.strip(),
        )
        session.add(row)
        session.flush()
        _record(session, doing, "task.withdrawal.proposed", row)
        return row.id


def confirm(doing: Doing, *, task_id: int, word: str = "") -> None:
    """确认撤销: the task and its unfinished parts leave the figures for good."""
    with unit_of_work() as session:
        task, row = _open(session, doing, task_id, Act.CONFIRM_WITHDRAWAL)
        before = task.state
        raise_all(text_faults({"word": word}))
        leaving = [task, *parts.parts_that_follow(session, task, Move.WITHDRAW)]
        _decide(row, doing, WithdrawalVerdict.CONFIRMED, word)
        with figures_kept(session, leaving, doing):
            for each in leaving:
                each.state = move(each.state, Move.WITHDRAW)
                each.version += 1
                lapse_extension(session, each, doing)
        after: dict[str, Plain] = {"state": task.state.value}
        if len(leaving) > 1:
            after["sub_tasks"] = [each.number for each in leaving[1:]]
        _record(
            session,
            doing,
            "task.withdrawal.confirmed",
            row,
            before={"state": before.value},
            after=after,
        )


def decline(doing: Doing, *, task_id: int, word: str) -> None:
    """不同意撤销, with a word: the task stays."""
    with unit_of_work() as session:
        _, row = _open(session, doing, task_id, Act.DECLINE_WITHDRAWAL)
        raise_all(required_faults({"word": word}))
        _decide(row, doing, WithdrawalVerdict.DECLINED, word)
        _record(session, doing, "task.withdrawal.declined", row)


def _open(session: Session, doing: Doing, task_id: int, act: Act) -> tuple[Task, Withdrawal]:
    task = access.get_task_for(session, doing, task_id, act)
    is_open = (Withdrawal.task_id == task.id, Withdrawal.decided_at.is_(None))
    return task, session.scalars(sa.select(Withdrawal).where(*is_open)).one()


def _decide(row: Withdrawal, doing: Doing, verdict: WithdrawalVerdict, word: str) -> None:
    row.decided_by_id, row.decided_at = doing.actor.user_id, doing.now
    row.verdict, row.word = verdict, word.strip()


def _record(
    session: Session,
    doing: Doing,
    action: str,
    row: Withdrawal,
    *,
    before: dict[str, Plain] | None = None,
    after: dict[str, Plain] | None = None,
) -> None:
    audit.record(
        session,
        doing,
        action,
        Subject("task", row.task_id),
        before=before,
        after={"withdrawal": row.id} | (after or {}),
    )
