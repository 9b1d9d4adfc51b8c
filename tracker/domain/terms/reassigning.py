"""改派: to whom, and with which reason."""

from tracker.domain.errors import RuleBroken
from tracker.domain.terms.texts import required_faults, text_faults


def check_lead(lead_unit_id: int | None, new_unit_id: int) -> RuleBroken | None:
    is_same = lead_unit_id == new_unit_id
    return RuleBroken("task.same-unit", field="lead") if is_same else None


def reason_faults(reason: str, *, is_asked: bool) -> list[RuleBroken]:
    """A draft that nobody was given goes to its unit without one."""
    return (required_faults if is_asked else text_faults)({"reason": reason})
