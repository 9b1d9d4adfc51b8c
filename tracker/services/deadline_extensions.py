"""延期: the lead unit asks for more time; somebody else grants or refuses it."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.acts import Act
from tracker.domain.deadline_extensions import (
    ExtensionRequest,
    check_grant,
    check_refusal,
    check_request,
)
from tracker.domain.doing import Doing
from tracker.domain.errors import raise_all
from tracker.domain.plan_dates import extended
from tracker.domain.values import ExtensionVerdict
from tracker.models import DeadlineExtension, Task
from tracker.transaction import access, audit
from tracker.transaction.audit import Plain, Subject
from tracker.transaction.due_dates import due_dates, set_due_dates
from tracker.transaction.figures import figures_kept
from tracker.transaction.unit_of_work import unit_of_work


def ask(doing: Doing, *, task_id: int, request: ExtensionRequest) -> int:
    """申请延期, on or before the day due. The date stays until somebody has decided."""
    with unit_of_work() as session:
        task = access.get_task_for(session, doing, task_id, Act.ASK_EXTENSION)
        raise_all(check_request(task.due_on, request))
        row = DeadlineExtension(
            task_id=task.id,
            from_on=task.due_on,
            to_on=request.to_on,
            reason=request.reason.strip(),
            progress=request.progress.strip(),
            asked_by_id=doing.actor.user_id,
            asked_at=doing.now,
        )
        session.add(row)
        session.flush()
        asked: dict[str, Plain] = {"to_on": row.to_on.isoformat()}
        _record(session, doing, "task.deadline-extension.asked", row, after=asked)
        return row.id


def grant(doing: Doing, *, task_id: int, to_on: date | None = None, word: str = "") -> None:
    """同意: the date moves, to the day asked for or to another one that is fixed here."""
    with unit_of_work() as session:
        task, row = _open_extension(session, doing, task_id, Act.GRANT_EXTENSION)
        before, granted_on = task.due_on, to_on or row.to_on
        raise_all(check_grant(before, granted_on, word))
        row.verdict, row.granted_on = ExtensionVerdict.GRANTED, granted_on
        _decide(row, doing, word)
        with figures_kept(session, [task], doing):
            set_due_dates(task, extended(due_dates(task), granted_on))
            task.version += 1
        _record(
            session,
            doing,
            "task.deadline-extension.granted",
            row,
            before={"due_on": before.isoformat()},
            after={"due_on": granted_on.isoformat()},
        )


def refuse(doing: Doing, *, task_id: int, word: str) -> None:
    """不同意, with a word. It stays on record and uses up none of the extensions."""
    with unit_of_work() as session:
        _, row = _open_extension(session, doing, task_id, Act.REFUSE_EXTENSION)
        raise_all(check_refusal(word))
        row.verdict = ExtensionVerdict.REFUSED
        _decide(row, doing, word)
        _record(session, doing, "task.deadline-extension.refused", row)


def take_back(doing: Doing, *, task_id: int) -> None:
    """撤回申请, before anybody decided. It uses up none of the extensions."""
    with unit_of_work() as session:
        _, row = _open_extension(session, doing, task_id, Act.TAKE_BACK_EXTENSION)
        row.verdict, row.decided_at = ExtensionVerdict.TAKEN_BACK, doing.now
        _record(session, doing, "task.deadline-extension.taken-back", row)


def _open_extension(
    session: Session, doing: Doing, task_id: int, act: Act
) -> tuple[Task, DeadlineExtension]:
    task = access.get_task_for(session, doing, task_id, act)
    is_open = (DeadlineExtension.task_id == task.id, DeadlineExtension.decided_at.is_(None))
    return task, session.scalars(sa.select(DeadlineExtension).where(*is_open)).one()


def _decide(row: DeadlineExtension, doing: Doing, word: str) -> None:
    row.decided_by_id, row.decided_at, row.word = doing.actor.user_id, doing.now, word.strip()


def _record(
    session: Session,
    doing: Doing,
    action: str,
    row: DeadlineExtension,
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
        after={"deadline_extension": row.id} | (after or {}),
    )
