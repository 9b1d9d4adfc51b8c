"""延期: may it be asked for, to which day, and what a grant does to the date."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.errors import RuleBroken
from tracker.domain.permissions import TaskFacts
from tracker.domain.terms.dates import year_after
from tracker.domain.terms.texts import required_faults, text_faults


@dataclass(frozen=True, slots=True)
class ExtensionRequest:
    to_on: date
    reason: str
    progress: str  # how far the work is


def refusal_to_ask(facts: TaskFacts, *, on: date, limit: int) -> RuleBroken | None:
    """The day due itself still counts; a date that has passed is answered for, not moved. What
    was refused uses up none of the extensions."""
    if facts.extension_asked_by_id is not None:
        return RuleBroken("deadline-extension.open")
    if on > facts.due_on:
        return RuleBroken("deadline-extension.too-late", due_on=facts.due_on)
    if facts.granted_extensions >= limit:
        return RuleBroken("deadline-extension.used-up", limit=limit)
    return None


def check_request(due_on: date, request: ExtensionRequest) -> tuple[RuleBroken, ...]:
    """Every fault of what was typed."""
    texts = required_faults({"reason": request.reason, "progress": request.progress})
    return (*date_faults(due_on, request.to_on), *texts)


def check_grant(due_on: date, granted_on: date, word: str) -> tuple[RuleBroken, ...]:
    """Who decides may fix another day than was asked for; asked in time, it may be decided late."""
    return (*date_faults(due_on, granted_on), *text_faults({"word": word}))


def check_refusal(word: str) -> tuple[RuleBroken, ...]:
    """Who refuses says why."""
    return tuple(required_faults({"word": word}))


def date_faults(due_on: date, to_on: date) -> list[RuleBroken]:
    if to_on <= due_on:
        return [RuleBroken("due.not-later", field="to_on", due_on=due_on)]
    last = year_after(due_on)
    if to_on > last:
        return [RuleBroken("deadline-extension.too-far", field="to_on", last=last)]
    return []
