"""核查: what the unit has to say to ask for it, and with which grades it can be passed."""

from decimal import Decimal

from tracker.domain.acts import Act
from tracker.domain.errors import RuleBroken
from tracker.domain.permissions import TaskFacts
from tracker.domain.terms.texts import text_faults
from tracker.domain.values import Grade

# A task that fails is sent back. The grade stays known: older verifications may carry it.
PASSING = tuple(grade for grade in Grade if grade is not Grade.FAILED)


def is_ready(percent: Decimal | None, acts: frozenset[Act]) -> bool:
    """已达 100 %: only a verification makes it done, so the unit is told to ask for one."""
    return percent == 100 and Act.ASK_VERIFICATION in acts


def wants_word(facts: TaskFacts, percent: Decimal | None) -> RuleBroken | None:
    """Why a request without any words would be refused."""
    if facts.is_sent_back:
        return RuleBroken("verification.redone-missing", field="statement")
    if percent is None or percent < 100:
        return RuleBroken("verification.statement-missing", field="statement")
    return None


def statement_faults(
    statement: str, facts: TaskFacts, percent: Decimal | None
) -> tuple[RuleBroken, ...]:
    missing = None if statement.strip() else wants_word(facts, percent)
    return (*text_faults({"statement": statement}), *([missing] if missing else []))


def grade_faults(grade: Grade | None) -> tuple[RuleBroken, ...]:
    if grade is None or grade in PASSING:
        return ()
    return (RuleBroken("verification.grade-fails", field="grade"),)
