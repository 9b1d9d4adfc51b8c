"""What may be done with a task or a plan: asked by pages, forms, lists and use cases alike."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tracker.domain import lifecycle
from tracker.domain.breakdown import MAX_PARTS
from tracker.domain.calendar_days import day_of
from tracker.domain.deadline_extensions import refusal_to_ask
from tracker.domain.doing import Doing
from tracker.domain.errors import Forbidden, RuleBroken
from tracker.domain.lifecycle import OPEN_STATES, Move
from tracker.domain.permissions import Permission, TaskFacts, allows
from tracker.domain.values import PlanState, TaskState


class Act(StrEnum):
    """One for each use case on a task that is there."""

    SIGN_OFF = "sign_off"
    REPORT = "report"
    SUPPLEMENT = "supplement"
    ATTACH = "attach"
    ASK_VERIFICATION = "ask_verification"
    ACCEPT = "accept"
    SEND_BACK = "send_back"
    TAKE_BACK_VERIFICATION = "take_back_verification"
    ASK_EXTENSION = "ask_extension"
    GRANT_EXTENSION = "grant_extension"
    REFUSE_EXTENSION = "refuse_extension"
    TAKE_BACK_EXTENSION = "take_back_extension"
    INSTRUCT = "instruct"
    ACKNOWLEDGE = "acknowledge"
    ANSWER = "answer"
    ANSWER_HELP = "answer_help"
    SUSPEND = "suspend"
    RESUME = "resume"
    REOPEN = "reopen"
    PROPOSE_WITHDRAWAL = "propose_withdrawal"
    CONFIRM_WITHDRAWAL = "confirm_withdrawal"
    DECLINE_WITHDRAWAL = "decline_withdrawal"
    TAKE_BACK_WITHDRAWAL = "take_back_withdrawal"
    URGE = "urge"
    ISSUE = "issue"
    DISCARD = "discard"
    EDIT = "edit"
    REASSIGN = "reassign"
    SPLIT = "split"
    SET_MILESTONES = "set_milestones"
    SET_TARGETS = "set_targets"


Obstacle = Callable[[TaskFacts, Doing], RuleBroken | None]


def _free(facts: TaskFacts, doing: Doing) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may, by which move, in which plans.

    `needs` refuses an act that has no sense, so that nobody looks for it; `hindered` one that
    somebody will look for, so that the page says what stands in its way.
    """

    permission: Permission
    move: Move
    plan_states: frozenset[PlanState] = frozenset({PlanState.ACTIVE})
    needs: Obstacle = _free
    hindered: Obstacle = _free


def _extension_asked(facts: TaskFacts, doing: Doing) -> RuleBroken | None:
    is_open = facts.extension_asked_by_id is not None
    return None if is_open else RuleBroken("deadline-extension.none-open")


def _withdrawal_proposed(facts: TaskFacts, doing: Doing) -> RuleBroken | None:
    is_open = facts.withdrawal_proposed_by_id is not None
    return None if is_open else RuleBroken("withdrawal.none-open")


def _withdrawal_waits(facts: TaskFacts, doing: Doing) -> RuleBroken | None:
    return None if _withdrawal_proposed(facts, doing) else RuleBroken("withdrawal.open")


def _instruction_unread(facts: TaskFacts, doing: Doing) -> RuleBroken | None:
    return None if facts.unread_instructions else RuleBroken("instruction.acknowledged")


def _instruction_open(facts: TaskFacts, doing: Doing) -> RuleBroken | None:
    return None if facts.open_instructions else RuleBroken("instruction.answered")


def _help_open(facts: TaskFacts, doing: Doing) -> RuleBroken | None:
    return None if facts.open_help else RuleBroken("help.closed")


def _is_whole(facts: TaskFacts, doing: Doing) -> RuleBroken | None:
    return None if facts.whole_state is None else RuleBroken("task.too-deep")


def _too_many_parts(facts: TaskFacts, doing: Doing) -> RuleBroken | None:
    is_full = facts.parts >= MAX_PARTS
    return RuleBroken("parts.too-many", limit=MAX_PARTS) if is_full else None


def _no_more_time(facts: TaskFacts, doing: Doing) -> RuleBroken | None:
    return refusal_to_ask(facts, on=doing.on, limit=doing.policy.extension_limit)


def _part_submitted(facts: TaskFacts, doing: Doing) -> RuleBroken | None:
    """What happens to the whole happens to its parts; what is being verified is decided first."""
    number = facts.submitted_part
    return RuleBroken("task.part-submitted", number=number) if number else None


def _whole_stopped(facts: TaskFacts, doing: Doing) -> RuleBroken | None:
    """A part goes on when its task does, not before."""
    state = facts.whole_state
    is_stopped = state is not None and state not in OPEN_STATES
    return RuleBroken("task.parent-stopped", state=state) if is_stopped else None


def _not_ready(facts: TaskFacts, doing: Doing) -> RuleBroken | None:
    lead = RuleBroken("task.lead-missing") if facts.lacks_lead else None
    return _whole_stopped(facts, doing) or _part_submitted(facts, doing) or lead


def _urged_today(facts: TaskFacts, doing: Doing) -> RuleBroken | None:
    """Once a day is enough, whoever it was."""
    return RuleBroken("urging.today") if is_urged_today(facts, doing) else None


_UNFINISHED_PLANS = frozenset({PlanState.DRAFT, PlanState.ACTIVE})

# fmt: off
ACTS: Mapping[Act, Rule] = {
    Act.SIGN_OFF: Rule(Permission.TASK_SIGN_OFF, Move.SIGN_OFF),
    Act.REPORT: Rule(Permission.PROGRESS_REPORT, Move.REPORT),
    Act.SUPPLEMENT: Rule(Permission.PROGRESS_SUPPLEMENT, Move.SUPPLEMENT),
    Act.ATTACH: Rule(Permission.EVIDENCE_ATTACH, Move.ATTACH),
    Act.ASK_VERIFICATION: Rule(Permission.VERIFICATION_ASK, Move.ASK_VERIFICATION),
    Act.ACCEPT: Rule(Permission.VERIFICATION_DECIDE, Move.ACCEPT),
    Act.SEND_BACK: Rule(Permission.VERIFICATION_DECIDE, Move.SEND_BACK),
    Act.TAKE_BACK_VERIFICATION: Rule(Permission.VERIFICATION_TAKE_BACK, Move.TAKE_BACK),
    Act.ASK_EXTENSION: Rule(
        Permission.EXTENSION_ASK, Move.ASK_EXTENSION, hindered=_no_more_time),
    Act.GRANT_EXTENSION: Rule(
        Permission.EXTENSION_DECIDE, Move.DECIDE_EXTENSION, needs=_extension_asked),
    Act.REFUSE_EXTENSION: Rule(
        Permission.EXTENSION_DECIDE, Move.DECIDE_EXTENSION, needs=_extension_asked),
    Act.TAKE_BACK_EXTENSION: Rule(
        Permission.EXTENSION_TAKE_BACK, Move.DECIDE_EXTENSION, needs=_extension_asked),
    Act.INSTRUCT: Rule(Permission.INSTRUCTION_WRITE, Move.INSTRUCT),
    Act.ACKNOWLEDGE: Rule(Permission.INSTRUCTION_ANSWER, Move.ANSWER, needs=_instruction_unread),
    Act.ANSWER: Rule(Permission.INSTRUCTION_ANSWER, Move.ANSWER, needs=_instruction_open),
    Act.ANSWER_HELP: Rule(Permission.HELP_ANSWER, Move.HELP, needs=_help_open),
    Act.SUSPEND: Rule(Permission.TASK_SUSPEND, Move.SUSPEND, hindered=_part_submitted),
    Act.RESUME: Rule(Permission.TASK_SUSPEND, Move.RESUME, hindered=_whole_stopped),
    Act.REOPEN: Rule(Permission.TASK_REOPEN, Move.REOPEN, hindered=_whole_stopped),
    Act.PROPOSE_WITHDRAWAL: Rule(
        Permission.TASK_WITHDRAW, Move.WITHDRAW, hindered=_withdrawal_waits),
    Act.CONFIRM_WITHDRAWAL: Rule(
        Permission.WITHDRAWAL_DECIDE, Move.WITHDRAW,
        needs=_withdrawal_proposed, hindered=_part_submitted),
    Act.DECLINE_WITHDRAWAL: Rule(
        Permission.WITHDRAWAL_DECIDE, Move.WITHDRAW, needs=_withdrawal_proposed),
    Act.TAKE_BACK_WITHDRAWAL: Rule(
        Permission.WITHDRAWAL_TAKE_BACK, Move.WITHDRAW, needs=_withdrawal_proposed),
    Act.URGE: Rule(Permission.TASK_URGE, Move.REMIND, hindered=_urged_today),
    Act.ISSUE: Rule(Permission.TASK_ISSUE, Move.ISSUE, hindered=_not_ready),
    Act.DISCARD: Rule(Permission.TASK_ADD, Move.DISCARD, _UNFINISHED_PLANS),
    Act.EDIT: Rule(Permission.TASK_EDIT, Move.EDIT, _UNFINISHED_PLANS),
    Act.REASSIGN: Rule(Permission.TASK_REASSIGN, Move.REASSIGN, _UNFINISHED_PLANS),
    Act.SPLIT: Rule(
        Permission.TASK_SPLIT, Move.SPLIT, _UNFINISHED_PLANS,
        needs=_is_whole, hindered=_too_many_parts),
    Act.SET_MILESTONES: Rule(Permission.TASK_SPLIT, Move.SPLIT, _UNFINISHED_PLANS),
    Act.SET_TARGETS: Rule(Permission.TASK_EDIT, Move.EDIT, _UNFINISHED_PLANS),
}
# fmt: on


def offered(doing: Doing, facts: TaskFacts) -> frozenset[Act]:
    """What this person may do with the task today: the use case behind each of them takes it."""
    return frozenset(act for act in Act if refusal(act, doing, facts) is None)


def check(act: Act, doing: Doing, facts: TaskFacts) -> None:
    """Raises what stands in the way, the first of it."""
    refused = refusal(act, doing, facts)
    if refused is not None:
        raise refused


def refusal(act: Act, doing: Doing, facts: TaskFacts) -> Forbidden | RuleBroken | None:
    return _unhindered(act, doing, facts) or ACTS[act].hindered(facts, doing)


def _unhindered(act: Act, doing: Doing, facts: TaskFacts) -> Forbidden | RuleBroken | None:
    """As far as person, plan, request and state go."""
    rule = ACTS[act]
    if not allows(doing.actor, rule.permission, facts):
        return Forbidden("access.denied", permission=rule.permission)
    if facts.plan_state not in rule.plan_states:
        return RuleBroken("plan.not-active")
    return rule.needs(facts, doing) or lifecycle.refusal(facts.state, rule.move)


def is_urged_today(facts: TaskFacts, doing: Doing) -> bool:
    return facts.urged_at is not None and day_of(facts.urged_at) == doing.on


def why_not(doing: Doing, facts: TaskFacts) -> tuple[RuleBroken, ...]:
    """For who looks for a button: why it is not there. Each reason once."""
    return tuple({fault.code: fault for fault in _hindrances(doing, facts)}.values())


def _hindrances(doing: Doing, facts: TaskFacts) -> Iterator[RuleBroken]:
    for act, rule in ACTS.items():
        hindered = rule.hindered(facts, doing)
        if hindered is not None and _unhindered(act, doing, facts) is None:
            yield hindered
    waits = _withdrawal_waits(facts, doing)
    if waits is not None and _is_for_others(Act.DECLINE_WITHDRAWAL, doing, facts):
        yield waits


def standing(doing: Doing, facts: TaskFacts) -> RuleBroken | None:
    """What a task waits for that this person has no hand in; or that it waits for nothing."""
    if facts.state is TaskState.DONE:
        return RuleBroken("task.closed")
    if _is_for_others(Act.ACCEPT, doing, facts):
        return RuleBroken("verification.waits")
    return None


def _is_for_others(act: Act, doing: Doing, facts: TaskFacts) -> bool:
    """Somebody may do it now, but not this person."""
    is_possible = facts.plan_state in ACTS[act].plan_states
    is_possible = is_possible and lifecycle.is_allowed(facts.state, ACTS[act].move)
    return is_possible and not allows(doing.actor, ACTS[act].permission, facts)
