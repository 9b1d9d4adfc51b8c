"""成批办理: one act on many tasks. Which of them it leaves as they are, and what has to be typed.

What may be done with a task, and what its terms may be, is asked of the rules of the single act.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain import acts
from tracker.domain.acts import ACTS, Act
from tracker.domain.breakdown import MilestoneTerms, WholeFacts, check_milestones
from tracker.domain.doing import Doing
from tracker.domain.errors import Forbidden, RuleBroken
from tracker.domain.node_templates import Chain
from tracker.domain.permissions import Permission, TaskFacts
from tracker.domain.terms.reassigning import check_lead, reason_faults
from tracker.domain.terms.tasks import TermsFacts, due_faults
from tracker.domain.urgings import check_word
from tracker.domain.values import Period

MOST = 500  # tasks at once: as many as somebody reads through before confirming


class BulkAct(StrEnum):
    URGE = "urge"
    REASSIGN = "reassign"
    ISSUE = "issue"
    SET_DUE = "set-due"
    SET_NODES = "set-nodes"

    @property
    def act(self) -> Act:
        """The single act whose rules hold."""
        return _SINGLE[self]

    @property
    def takes_unit(self) -> bool:
        return self is BulkAct.REASSIGN

    @property
    def writes_to_chiefs(self) -> bool:
        return self is BulkAct.URGE

    @property
    def permission(self) -> Permission:
        return ACTS[self.act].permission


_SINGLE: Mapping[BulkAct, Act] = {
    BulkAct.URGE: Act.URGE,
    BulkAct.REASSIGN: Act.REASSIGN,
    BulkAct.ISSUE: Act.ISSUE,
    BulkAct.SET_DUE: Act.EDIT,
    BulkAct.SET_NODES: Act.SET_MILESTONES,
}


@dataclass(frozen=True, slots=True)
class BulkTerms:
    """What is typed once for all; each act reads its own."""

    word: str = ""
    lead_unit_id: int | None = None
    reason: str = ""
    due_on: date | None = None
    chain: Chain | None = None  # of the template that was chosen
    replaces: bool = False  # the milestones that a task has already


@dataclass(frozen=True, slots=True)
class Seen:
    """A task as the preview showed it."""

    task_id: int
    version: int


@dataclass(frozen=True, slots=True)
class BulkFacts:
    """What the rules may know of one of the tasks; `period` is that of its plan."""

    facts: TaskFacts
    terms: TermsFacts
    starts_on: date
    period: Period


def refusal(
    act: BulkAct, doing: Doing, task: BulkFacts, terms: BulkTerms
) -> Forbidden | RuleBroken | None:
    """Why this task is left as it is; None when the act will be done to it."""
    return acts.refusal(act.act, doing, task.facts) or _OWN[act](task, terms)


def _nothing_more(task: BulkFacts, terms: BulkTerms) -> RuleBroken | None:
    return None


def _lead(task: BulkFacts, terms: BulkTerms) -> RuleBroken | None:
    """As long as nobody has chosen the unit, none is refused for it."""
    if terms.lead_unit_id is None:
        return None
    return check_lead(task.facts.lead_unit_id, terms.lead_unit_id)


def _due(task: BulkFacts, terms: BulkTerms) -> RuleBroken | None:
    """Of an issued task every other date is refused, so this one is not asked for first."""
    if task.terms.state.is_issued:
        return RuleBroken("due.fixed", field="due_on")
    if terms.due_on is None:
        return None
    if terms.due_on == task.terms.due_on:
        return RuleBroken("due.same", field="due_on")
    faults = due_faults(task.terms, task.starts_on, terms.due_on, period=task.period)
    return faults[0] if faults else None


def _nodes(task: BulkFacts, terms: BulkTerms) -> RuleBroken | None:
    kept = len(task.terms.milestones)
    if kept and not terms.replaces:
        return RuleBroken("nodes.kept", count=kept)
    if terms.chain is None:
        return None
    planned = nodes(task, terms.chain)
    faults = check_milestones(WholeFacts(task.starts_on, task.terms.due_on), planned)
    return faults[0] if faults else None


def nodes(task: BulkFacts, chain: Chain) -> tuple[MilestoneTerms, ...]:
    return chain.dated(task.starts_on, task.terms.due_on)


_OWN: Mapping[BulkAct, Callable[[BulkFacts, BulkTerms], RuleBroken | None]] = {
    BulkAct.URGE: _nothing_more,
    BulkAct.REASSIGN: _lead,
    BulkAct.ISSUE: _nothing_more,
    BulkAct.SET_DUE: _due,
    BulkAct.SET_NODES: _nodes,
}


def faults(act: BulkAct, terms: BulkTerms, tasks: Iterable[BulkFacts]) -> list[RuleBroken]:
    """Of what was typed, for the tasks to which it will be done."""
    if act is BulkAct.URGE:
        return list(check_word(terms.word))
    if act is BulkAct.REASSIGN:
        is_asked = any(task.terms.state.is_issued for task in tasks)
        return reason_faults(terms.reason, is_asked=is_asked)
    return []


def stands(act: BulkAct, doing: Doing, task: BulkFacts, terms: BulkTerms) -> bool:
    """It is as the act would make it: sent twice, the form finds nothing left to do."""
    if act is BulkAct.REASSIGN:
        return task.facts.lead_unit_id == terms.lead_unit_id
    if act is BulkAct.SET_DUE:
        return task.terms.due_on == terms.due_on
    if act is BulkAct.ISSUE:
        return task.facts.state.is_issued
    if act is BulkAct.SET_NODES:
        planned = nodes(task, terms.chain) if terms.chain else ()
        return sorted(task.terms.milestones) == [each.on for each in planned]
    return acts.is_urged_today(task.facts, doing)
