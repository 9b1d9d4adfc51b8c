"""Who may do what: a table of small predicates over the actor and the facts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tracker.domain.values import Actor, PlanState, Role, TaskState


class Permission(StrEnum):
    PLAN_VIEW = "plan:view"
    PLAN_IMPORT = "plan:import"
    PLAN_PUBLISH = "plan:publish"
    PLAN_CLOSE = "plan:close"
    PLAN_MOVE = "plan:move"  # 整体顺延
    DETAIL_VIEW = "task:view-detail"  # 存在问题, 需协调事项, 批示, 佐证材料
    TASK_ADD = "task:add"
    TASK_EDIT = "task:edit"
    TASK_ISSUE = "task:issue"
    TASK_REASSIGN = "task:reassign"
    TASK_SPLIT = "task:split"
    NODE_TEMPLATE_EDIT = "node-template:edit"
    TASK_SUSPEND = "task:suspend"
    TASK_WITHDRAW = "task:withdraw"
    TASK_REOPEN = "task:reopen"
    TASK_URGE = "task:urge"  # 催办
    WITHDRAWAL_DECIDE = "withdrawal:decide"
    WITHDRAWAL_TAKE_BACK = "withdrawal:take-back"
    TASK_SIGN_OFF = "task:sign-off"
    PROGRESS_REPORT = "progress:report"
    PROGRESS_SUPPLEMENT = "progress:supplement"
    EVIDENCE_ATTACH = "evidence:attach"
    EXTENSION_ASK = "deadline-extension:ask"
    EXTENSION_DECIDE = "deadline-extension:decide"
    EXTENSION_TAKE_BACK = "deadline-extension:take-back"
    INSTRUCTION_WRITE = "instruction:write"
    INSTRUCTION_ANSWER = "instruction:answer"
    HELP_ANSWER = "help:answer"
    VERIFICATION_ASK = "verification:ask"
    VERIFICATION_DECIDE = "verification:decide"
    VERIFICATION_TAKE_BACK = "verification:take-back"
    UNIT_MANAGE = "unit:manage"
    USER_MANAGE = "user:manage"
    SCREEN_MANAGE = "screen:manage"
    SYSTEM_VIEW = "system:view"
    SYSTEM_WATCH = "system:watch"


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """What the rules may know of a task: whose it is, how it stands, what of it is not decided."""

    lead_unit_id: int | None
    supporting_unit_ids: frozenset[int]
    state: TaskState
    plan_state: PlanState
    asked_by_id: int | None = None  # who asked for the verification that is open
    is_sent_back: bool = False  # in progress again after a verification, or after 回头看
    extension_asked_by_id: int | None = None
    withdrawal_proposed_by_id: int | None = None
    due_on: date = date.max
    granted_extensions: int = 0
    open_instructions: int = 0  # not answered
    unread_instructions: int = 0  # of these, not acknowledged
    urged_at: datetime | None = None  # the last 催办
    open_help: int = 0  # 需协调事项 without an answer
    whole_state: TaskState | None = None  # of the task that it is a part of
    parts: int = 0
    submitted_part: str | None = None  # the number of a part that is being verified
    lacks_lead: bool = False  # it, or one of its parts that would be issued with it


Predicate = Callable[[Actor, TaskFacts | None], bool]


def _anybody(actor: Actor, facts: TaskFacts | None) -> bool:
    return True


def _has(role: Role) -> Predicate:
    def holds(actor: Actor, facts: TaskFacts | None) -> bool:
        return role in actor.roles

    return holds


def _of_lead_unit(actor: Actor, facts: TaskFacts | None) -> bool:
    return facts is None or actor.unit_id == facts.lead_unit_id


def _of_supporting_unit(actor: Actor, facts: TaskFacts | None) -> bool:
    return facts is None or actor.unit_id in facts.supporting_unit_ids


def _supervises(actor: Actor, facts: TaskFacts | None) -> bool:
    return facts is None or facts.lead_unit_id in actor.supervised_unit_ids


def _did_not_ask(actor: Actor, facts: TaskFacts | None) -> bool:
    return facts is None or facts.asked_by_id != actor.user_id


def _did_not_ask_extension(actor: Actor, facts: TaskFacts | None) -> bool:
    return facts is None or facts.extension_asked_by_id != actor.user_id


def _did_not_propose(actor: Actor, facts: TaskFacts | None) -> bool:
    return facts is None or facts.withdrawal_proposed_by_id != actor.user_id


def _is_own(actor: Actor, asked_by_id: int | None) -> bool:
    """Also when nothing is open: then not the person but the missing request is the reason."""
    return asked_by_id in {None, actor.user_id}


def _asked(actor: Actor, facts: TaskFacts | None) -> bool:
    return facts is None or _is_own(actor, facts.asked_by_id)


def _asked_extension(actor: Actor, facts: TaskFacts | None) -> bool:
    return facts is None or _is_own(actor, facts.extension_asked_by_id)


def _proposed(actor: Actor, facts: TaskFacts | None) -> bool:
    return facts is None or _is_own(actor, facts.withdrawal_proposed_by_id)


_office, _chief, _leader, _admin = map(
    _has, (Role.PLAN_OFFICE, Role.CHIEF, Role.LEADER, Role.ADMIN)
)

# Any of the rows must hold; in a row, all.
RULES: dict[Permission, tuple[tuple[Predicate, ...], ...]] = {
    Permission.PLAN_VIEW: ((_anybody,),),
    Permission.PLAN_IMPORT: ((_office,),),
    Permission.PLAN_PUBLISH: ((_office,),),
    Permission.PLAN_CLOSE: ((_office,),),
    Permission.PLAN_MOVE: ((_office,),),
    Permission.DETAIL_VIEW: (
        (_office,),
        (_leader,),
        (_of_lead_unit,),
        (_of_supporting_unit,),
    ),
    Permission.TASK_ADD: ((_office,),),
    Permission.TASK_EDIT: ((_office,),),
    Permission.TASK_ISSUE: ((_office,),),
    Permission.TASK_REASSIGN: ((_office,),),
    Permission.TASK_SPLIT: ((_office,),),
    Permission.NODE_TEMPLATE_EDIT: ((_office,),),
    Permission.TASK_SUSPEND: ((_office,),),
    Permission.TASK_WITHDRAW: ((_office,),),
    Permission.TASK_REOPEN: ((_office,), (_leader, _supervises)),
    Permission.TASK_URGE: ((_office,), (_leader, _supervises)),
    Permission.WITHDRAWAL_DECIDE: (
        (_office, _did_not_propose),
        (_leader, _supervises, _did_not_propose),
    ),
    Permission.WITHDRAWAL_TAKE_BACK: ((_office, _proposed),),
    Permission.TASK_SIGN_OFF: ((_chief, _of_lead_unit),),
    Permission.PROGRESS_REPORT: ((_chief, _of_lead_unit),),
    Permission.PROGRESS_SUPPLEMENT: ((_chief, _of_supporting_unit),),
    Permission.EVIDENCE_ATTACH: ((_chief, _of_lead_unit), (_chief, _of_supporting_unit)),
    Permission.EXTENSION_ASK: ((_chief, _of_lead_unit),),
    Permission.EXTENSION_DECIDE: (
        (_office, _did_not_ask_extension),
        (_leader, _supervises, _did_not_ask_extension),
    ),
    Permission.EXTENSION_TAKE_BACK: ((_chief, _of_lead_unit, _asked_extension),),
    Permission.INSTRUCTION_WRITE: ((_leader,),),
    Permission.INSTRUCTION_ANSWER: ((_chief, _of_lead_unit),),
    Permission.HELP_ANSWER: ((_office,), (_leader, _supervises)),
    Permission.VERIFICATION_ASK: ((_chief, _of_lead_unit),),
    Permission.VERIFICATION_DECIDE: (
        (_office, _did_not_ask),
        (_leader, _supervises, _did_not_ask),
    ),
    Permission.VERIFICATION_TAKE_BACK: ((_chief, _of_lead_unit, _asked),),
    Permission.UNIT_MANAGE: ((_admin,),),
    Permission.USER_MANAGE: ((_admin,),),
    Permission.SCREEN_MANAGE: ((_admin,),),
    Permission.SYSTEM_VIEW: ((_admin,),),
    Permission.SYSTEM_WATCH: ((_admin,), (_office,)),
}


def allows(actor: Actor, permission: Permission, facts: TaskFacts | None = None) -> bool:
    """Without facts: may this person do it at all, on some task? That opens a page; the use case
    asks again with the facts of the task."""
    return any(all(holds(actor, facts) for holds in row) for row in RULES[permission])
