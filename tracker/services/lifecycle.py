"""交办, 签收, 中止, 撤销, 回头看: the moves of a task from state to state."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.acts import Act
from tracker.domain.doing import Doing
from tracker.domain.errors import raise_all
from tracker.domain.lifecycle import Move, move, resumed
from tracker.domain.plan_dates import DueDates
from tracker.domain.terms.dates import new_due_faults
from tracker.domain.terms.texts import required_faults, text_faults
from tracker.domain.values import TaskState, WithdrawalVerdict
from tracker.models import Reopening, Suspension, Task, Withdrawal
from tracker.transaction import access, audit, handing_out, parts
from tracker.transaction.audit import Plain, Subject
from tracker.transaction.due_dates import lapse_extension, set_due_dates
from tracker.transaction.figures import figures_kept
from tracker.transaction.unit_of_work import unit_of_work


def sign_off(doing: Doing, *, task_id: int) -> None:
    """签收: the lead unit confirms that it has the task."""
    with unit_of_work() as session:
        task = access.get_task_for(session, doing, task_id, Act.SIGN_OFF)
        before = task.state
        with figures_kept(session, [task], doing):
            task.state = move(task.state, Move.SIGN_OFF)
            task.signed_at, task.signed_by_id = doing.now, doing.actor.user_id
            task.version += 1
        audit.record(
            session,
            doing,
            "task.signed-off",
            Subject("task", task.id),
            before={"state": before.value},
            after={"state": task.state.value},
        )


def issue(doing: Doing, *, task_id: int) -> int:
    """交办 of a single task, after its plan was published. Its parts are issued with it.

    Returns how many were issued.
    """
    with unit_of_work() as session:
        task = access.get_task_for(session, doing, task_id, Act.ISSUE)
        return handing_out.issue(session, doing, [task])


def reopen(doing: Doing, *, task_id: int, reason: str, due_on: date | None = None) -> None:
    """回头看: a closed task is found unfinished, and goes on, if need be to a later date."""
    with unit_of_work() as session:
        task = access.get_task_for(session, doing, task_id, Act.REOPEN)
        before = task.state
        faults = required_faults({"reason": reason})
        raise_all([*faults, *new_due_faults(task.due_on, due_on, on=doing.on)])
        row = Reopening(
            task_id=task.id,
            reopened_by_id=doing.actor.user_id,
            reopened_at=doing.now,
            reason=reason.strip(),
            due_from=task.due_on if due_on else None,
            due_to=due_on,
        )
        session.add(row)
        with figures_kept(session, [task], doing):
            task.state = move(before, Move.REOPEN)
            task.version += 1
            if due_on is not None:
                set_due_dates(task, DueDates(due_on))
        audit.record(
            session,
            doing,
            "task.reopened",
            Subject("task", task.id),
            before={"state": before.value},
            after={"state": task.state.value, "due_on": task.due_on.isoformat()},
        )


def suspend(doing: Doing, *, task_id: int, reason: str) -> None:
    """中止. The parts that are being worked on stop with it."""
    with unit_of_work() as session:
        task = access.get_task_for(session, doing, task_id, Act.SUSPEND)
        before = task.state
        raise_all(required_faults({"reason": reason}))
        stopping = [task, *parts.parts_that_follow(session, task, Move.SUSPEND)]
        with figures_kept(session, stopping, doing):
            for each in stopping:
                each.state = move(each.state, Move.SUSPEND)
                each.version += 1
                lapse_extension(session, each, doing)
                session.add(
                    Suspension(
                        task_id=each.id,
                        suspended_by_id=doing.actor.user_id,
                        suspended_at=doing.now,
                        reason=reason.strip(),
                        with_whole=each is not task,
                    )
                )
        _record_stop(session, doing, "task.suspended", stopping, before, reason)


def resume(doing: Doing, *, task_id: int, reason: str, due_on: date | None = None) -> None:
    """恢复办理, if need be to a later date. The parts that stopped with it go on with it."""
    with unit_of_work() as session:
        task = access.get_task_for(session, doing, task_id, Act.RESUME)
        before = task.state
        faults = required_faults({"reason": reason})
        raise_all([*faults, *new_due_faults(task.due_on, due_on, on=doing.on)])
        stopped = _stopped(session, task)
        with figures_kept(session, [each for each, _ in stopped], doing):
            for each, row in stopped:
                _go_on(doing, each, row, reason)
                if each is task and due_on is not None:
                    row.due_from, row.due_to = task.due_on, due_on
                    set_due_dates(task, DueDates(due_on))
        _record_stop(session, doing, "task.resumed", [each for each, _ in stopped], before, reason)


def _stopped(session: Session, task: Task) -> list[tuple[Task, Suspension]]:
    """The task first, then the parts that stopped because it did."""
    tasks = [task, *parts.get_sub_tasks(session, task)]
    rows = session.scalars(
        sa.select(Suspension).where(
            Suspension.task_id.in_([each.id for each in tasks]), Suspension.resumed_at.is_(None)
        )
    )
    open_rows = {row.task_id: row for row in rows}
    return [
        (each, row)
        for each in tasks
        if each.state is TaskState.SUSPENDED and (row := open_rows.get(each.id)) is not None
        if each is task or row.with_whole
    ]


def _go_on(doing: Doing, task: Task, row: Suspension, reason: str) -> None:
    task.state = resumed(task.state, is_signed_off=task.signed_at is not None)
    task.version += 1
    row.resumed_by_id, row.resumed_at = doing.actor.user_id, doing.now
    row.resume_reason = reason.strip()


def _record_stop(
    session: Session,
    doing: Doing,
    action: str,
    tasks: Sequence[Task],
    before: TaskState,
    reason: str,
) -> None:
    task, *others = tasks
    after: dict[str, Plain] = {
        "state": task.state.value,
        "due_on": task.due_on.isoformat(),
        "reason": reason.strip(),
    }
    if others:
        after["sub_tasks"] = [each.number for each in others]
    audit.record(
        session,
        doing,
        action,
        Subject("task", task.id),
        before={"state": before.value},
        after=after,
    )


def propose_withdrawal(doing: Doing, *, task_id: int, reason: str) -> int:
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
        _record_withdrawal(session, doing, "task.withdrawal.proposed", row)
        return row.id


def confirm_withdrawal(doing: Doing, *, task_id: int, word: str = "") -> None:
    """确认撤销: the task and its unfinished parts leave the figures for good."""
    with unit_of_work() as session:
        task, row = _open_withdrawal(session, doing, task_id, Act.CONFIRM_WITHDRAWAL)
        before = task.state
        raise_all(text_faults({"word": word}))
        leaving = [task, *parts.parts_that_follow(session, task, Move.WITHDRAW)]
        _decide_withdrawal(row, doing, WithdrawalVerdict.CONFIRMED, word)
        with figures_kept(session, leaving, doing):
            for each in leaving:
                each.state = move(each.state, Move.WITHDRAW)
                each.version += 1
                lapse_extension(session, each, doing)
        after: dict[str, Plain] = {"state": task.state.value}
        if len(leaving) > 1:
            after["sub_tasks"] = [each.number for each in leaving[1:]]
        _record_withdrawal(
            session,
            doing,
            "task.withdrawal.confirmed",
            row,
            before={"state": before.value},
            after=after,
        )


def decline_withdrawal(doing: Doing, *, task_id: int, word: str) -> None:
    """不同意撤销, with a word: the task stays."""
    with unit_of_work() as session:
        _, row = _open_withdrawal(session, doing, task_id, Act.DECLINE_WITHDRAWAL)
        raise_all(required_faults({"word": word}))
        _decide_withdrawal(row, doing, WithdrawalVerdict.DECLINED, word)
        _record_withdrawal(session, doing, "task.withdrawal.declined", row)


def take_back_withdrawal(doing: Doing, *, task_id: int) -> None:
    """收回提议, before anybody confirmed or declined it."""
    with unit_of_work() as session:
        _, row = _open_withdrawal(session, doing, task_id, Act.TAKE_BACK_WITHDRAWAL)
        row.verdict, row.decided_at = WithdrawalVerdict.TAKEN_BACK, doing.now
        _record_withdrawal(session, doing, "task.withdrawal.taken-back", row)


def _open_withdrawal(
    session: Session, doing: Doing, task_id: int, act: Act
) -> tuple[Task, Withdrawal]:
    task = access.get_task_for(session, doing, task_id, act)
    is_open = (Withdrawal.task_id == task.id, Withdrawal.decided_at.is_(None))
    return task, session.scalars(sa.select(Withdrawal).where(*is_open)).one()


def _decide_withdrawal(
    row: Withdrawal, doing: Doing, verdict: WithdrawalVerdict, word: str
) -> None:
    row.decided_by_id, row.decided_at = doing.actor.user_id, doing.now
    row.verdict, row.word = verdict, word.strip()


def _record_withdrawal(
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
