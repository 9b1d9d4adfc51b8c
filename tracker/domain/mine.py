"""我的任务: which group a task of one's own stands in, and what is still to do this month."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tracker.domain.acts import Act
from tracker.domain.lifecycle import Move, is_allowed
from tracker.domain.lights import Light
from tracker.domain.reporting import ASKED_FROM, ReportFacts, owes_report
from tracker.domain.values import TaskState
from tracker.domain.verification import is_ready


class Group(StrEnum):
    """In the order in which they are shown; a task stands in the first that fits."""

    SENT_BACK = "sent_back"
    INSTRUCTED = "instructed"
    UNSIGNED = "unsigned"
    READY = "ready"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    UNREPORTED = "unreported"
    RUNNING = "running"
    SUPPORTED = "supported"
    SUBMITTED = "submitted"
    SUSPENDED = "suspended"
    DONE = "done"

    @property
    def is_with_others(self) -> bool:
        """The unit has nothing more to do: somebody verifies it or has verified it."""
        return self in {Group.SUBMITTED, Group.DONE}

    @property
    def is_urgent(self) -> bool:
        """Something is to be done, whether a report is owed or not."""
        return self in _URGENT


_URGENT = {Group.SENT_BACK, Group.INSTRUCTED, Group.UNSIGNED, Group.READY, Group.OVERDUE}
_BY_STATE = {
    TaskState.DONE: Group.DONE,
    TaskState.SUBMITTED: Group.SUBMITTED,
    TaskState.SUSPENDED: Group.SUSPENDED,
}
_BY_LIGHT = {Light.OVERDUE: Group.OVERDUE, Light.DUE_SOON: Group.DUE_SOON}


@dataclass(frozen=True, slots=True)
class MineFacts:
    state: TaskState
    light: Light
    percent: Decimal | None
    is_lead: bool
    is_sent_back: bool
    acts: frozenset[Act]  # what this person may do with it today
    report: ReportFacts


def group(facts: MineFacts, on: date, asked_from: int = ASKED_FROM) -> Group:
    """A 批示 waits for its answer in whatever state the task is."""
    if facts.is_lead and facts.is_sent_back:
        return Group.SENT_BACK
    if Act.ANSWER in facts.acts:
        return Group.INSTRUCTED
    if facts.state in _BY_STATE:
        return _BY_STATE[facts.state]
    if not facts.is_lead:
        return Group.SUPPORTED
    if Act.SIGN_OFF in facts.acts:
        return Group.UNSIGNED
    if is_ready(facts.percent, facts.acts):
        return Group.READY
    if facts.light in _BY_LIGHT:
        return _BY_LIGHT[facts.light]
    return Group.UNREPORTED if needs_report(facts, on, asked_from) else Group.RUNNING


def needs_report(facts: MineFacts, on: date, asked_from: int = ASKED_FROM) -> bool:
    """A report of this period is still missing."""
    running = is_allowed(facts.state, Move.REPORT)
    return facts.is_lead and running and owes_report(facts.report, on, asked_from)
