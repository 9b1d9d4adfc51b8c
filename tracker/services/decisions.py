"""知晓办理结果: what was decided on one's own request has been seen."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from tracker.domain.decisions import Decision, DecisionKind
from tracker.domain.doing import Doing
from tracker.models import DeadlineExtension, HelpRequest, Instruction, Verification, Withdrawal
from tracker.transaction import audit
from tracker.transaction.audit import Subject
from tracker.transaction.unit_of_work import unit_of_work

Request = (
    type[DeadlineExtension]
    | type[HelpRequest]
    | type[Instruction]
    | type[Verification]
    | type[Withdrawal]
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The rows of a kind: who asked, and when it was decided."""

    row: Request
    by_id: InstrumentedAttribute[int]
    decided_at: InstrumentedAttribute[datetime | None]


_ASKED = {
    DecisionKind.VERIFICATION: _Asked(
        Verification, Verification.asked_by_id, Verification.decided_at
    ),
    DecisionKind.EXTENSION: _Asked(
        DeadlineExtension, DeadlineExtension.asked_by_id, DeadlineExtension.decided_at
    ),
    DecisionKind.WITHDRAWAL: _Asked(Withdrawal, Withdrawal.proposed_by_id, Withdrawal.decided_at),
    DecisionKind.HELP: _Asked(HelpRequest, HelpRequest.asked_by_id, HelpRequest.decided_at),
    DecisionKind.INSTRUCTION: _Asked(Instruction, Instruction.leader_id, Instruction.answered_at),
}


def mark_seen(doing: Doing, *, decisions: Collection[Decision]) -> int:
    """How many were seen for the first time. What is not decided, or somebody else's, stays."""
    with unit_of_work() as session:
        return sum(
            _mark(session, doing, kind, [each.id for each in decisions if each.kind is kind])
            for kind in DecisionKind
        )


def _mark(session: Session, doing: Doing, kind: DecisionKind, ids: Collection[int]) -> int:
    """One statement finds and marks them, so that a second click or process finds none left."""
    asked = _ASKED[kind]
    marked = session.execute(
        sa.update(asked.row)
        .where(
            asked.row.id.in_(ids),
            asked.by_id == doing.actor.user_id,
            asked.decided_at.is_not(None),
            asked.row.seen_at.is_(None),
        )
        .values(seen_at=doing.now)
        .returning(asked.row.id, asked.row.task_id)
    ).all()
    for id_, task_id in sorted(marked):
        after = {"decision": str(Decision(kind, id_))}
        audit.record(session, doing, "task.decision.seen", Subject("task", task_id), after=after)
    return len(marked)
