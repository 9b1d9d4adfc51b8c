"""我的任务: which group a task of one's own stands in, and what is still to do this month."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.lifecycle import Move, is_allowed
from tracker.domain.lights import Light
from tracker.domain.values import TaskState


class Group(StrEnum):
    """In the order in which they are shown; a task stands in the first that fits."""

    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    UNREPORTED = "unreported"
    RUNNING = "running"
    SUBMITTED = "submitted"
    DONE = "done"

    @property
    def is_with_others(self) -> bool:
        """The unit has nothing more to do: somebody verifies it or has verified it."""
        return self in {Group.SUBMITTED, Group.DONE}


@dataclass(frozen=True, slots=True)
class MineFacts:
    state: TaskState
    light: Light
    starts_on: date
    is_lead: bool
    is_reported: bool  # in the reporting period of today


def group(facts: MineFacts, on: date) -> Group:
    if facts.state is TaskState.DONE:
        return Group.DONE
    if facts.state is TaskState.SUBMITTED:
        return Group.SUBMITTED
    if not facts.is_lead or facts.state is TaskState.SUSPENDED:
        return Group.RUNNING
    if facts.light is Light.OVERDUE:
        return Group.OVERDUE
    if facts.light is Light.DUE_SOON:
        return Group.DUE_SOON
    if not facts.is_reported and facts.starts_on <= on:
        return Group.UNREPORTED
    return Group.RUNNING


def needs_report(facts: MineFacts, on: date) -> bool:
    """A report of this period is still missing."""
    running = is_allowed(facts.state, Move.REPORT)
    return facts.is_lead and running and not facts.is_reported and facts.starts_on <= on
