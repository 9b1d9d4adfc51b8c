"""延期: may it be asked for, to which day, and what a grant does to the date."""

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain.errors import RuleBroken
from tracker.domain.lifecycle import Move, refusal
from tracker.domain.progress import text_faults
from tracker.domain.terms.texts import required_faults
from tracker.domain.values import TaskState

LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class ExtensionFacts:
    """`granted`: how often the task was given more time; what was refused does not count."""

    state: TaskState
    due_on: date
    granted: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class ExtensionRequest:
    to_on: date
    reason: str
    progress: str  # how far the work is


def check_request(
    facts: ExtensionFacts, request: ExtensionRequest, *, on: date, limit: int
) -> tuple[RuleBroken, ...]:
    """What forbids to ask at all; if nothing does, every fault of what was typed."""
    refusal = refusal_to_ask(facts, on=on, limit=limit)
    if refusal is not None:
        return (refusal,)
    texts = required_faults({"reason": request.reason, "progress": request.progress})
    return (*date_faults(facts.due_on, request.to_on), *texts)


def refusal_to_ask(facts: ExtensionFacts, *, on: date, limit: int) -> RuleBroken | None:
    """The day due itself still counts; a date that has passed is answered for, not moved."""
    not_running = refusal(facts.state, Move.ASK_EXTENSION)
    if not_running is not None:
        return not_running
    if facts.is_open:
        return RuleBroken("deadline-extension.open")
    if on > facts.due_on:
        return RuleBroken("deadline-extension.too-late", due_on=facts.due_on)
    if facts.granted >= limit:
        return RuleBroken("deadline-extension.used-up", limit=limit)
    return None


def check_grant(
    state: TaskState, due_on: date, granted_on: date, word: str
) -> tuple[RuleBroken, ...]:
    """Who decides may fix another day than was asked for; asked in time, it may be decided late."""
    faults = (*date_faults(due_on, granted_on), *text_faults({"word": word}))
    closed = refusal(state, Move.DECIDE_EXTENSION)
    return faults if closed is None else (closed, *faults)


def check_refusal(word: str) -> tuple[RuleBroken, ...]:
    """Who refuses says why."""
    return tuple(required_faults({"word": word}))


def date_faults(due_on: date, to_on: date) -> list[RuleBroken]:
    if to_on <= due_on:
        return [RuleBroken("due.not-later", field="to_on", due_on=due_on)]
    if to_on > due_on + LONGEST:
        return [RuleBroken("deadline-extension.too-far", field="to_on", last=due_on + LONGEST)]
    return []
