"""需协调事项 of a report: opened, renewed or taken back with it; closed by an answer."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.doing import Doing
from tracker.domain.help_requests import wants_nothing
from tracker.domain.values import HelpVerdict
from tracker.models import HelpRequest, ProgressUpdate, Unit


def ask_for_help(session: Session, update: ProgressUpdate) -> None:
    """Words that wait already go on waiting, since they were first said; others take their place.

    An empty field leaves what waits: it is answered, or the unit says 无.
    """
    if not update.help_wanted:
        return
    waiting = session.scalar(_waiting(update.task_id, update.unit_id))
    if waiting is not None and waiting.text == update.help_wanted:
        return
    is_over = wants_nothing(update.help_wanted)
    if waiting is not None:
        waiting.verdict = HelpVerdict.TAKEN_BACK if is_over else HelpVerdict.REPLACED
        waiting.decided_at = waiting.seen_at = update.at
        session.flush()
    if not is_over:
        session.add(
            HelpRequest(
                task_id=update.task_id,
                unit_id=update.unit_id,
                asked_by_id=update.author_id,
                asked_at=update.at,
                text=update.help_wanted,
            )
        )


def close_with_answer(doing: Doing, row: HelpRequest, word: str) -> None:
    row.verdict, row.word = HelpVerdict.ANSWERED, word
    row.decided_by_id, row.decided_at = doing.actor.user_id, doing.now


def move_help(session: Session, unit: Unit, into: Unit) -> None:
    """What one unit asked for goes on being asked for by the one that it went into. Where that
    one asks for something itself, both wait."""
    waits = (HelpRequest.decided_at.is_(None),)
    taken = sa.select(HelpRequest.task_id).where(HelpRequest.unit_id == into.id, *waits)
    session.execute(
        sa.update(HelpRequest)
        .where(HelpRequest.unit_id == unit.id, *waits, HelpRequest.task_id.not_in(taken))
        .values(unit_id=into.id)
    )


def _waiting(task_id: int, unit_id: int) -> sa.Select[HelpRequest]:
    return sa.select(HelpRequest).where(
        HelpRequest.task_id == task_id,
        HelpRequest.unit_id == unit_id,
        HelpRequest.decided_at.is_(None),
    )
