"""What may be done with a plan as a whole: asked by pages, forms and use cases alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.doing import Doing
from tracker.domain.errors import Forbidden, RuleBroken
from tracker.domain.permissions import Permission, allows
from tracker.domain.values import PlanState


class PlanAct(StrEnum):
    PUBLISH = "publish"  # 下达
    ADD_TASK = "add_task"  # 新增任务
    POSTPONE = "postpone"  # 整体顺延
    CLOSE = "close"  # 结束
    EDIT = "edit"  # 改名称和期间
    DISCARD = "discard"  # 删去草稿


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """`tasks`: how many would be issued; `leaderless`: the numbers of those without a lead unit."""

    state: PlanState
    tasks: int = 0
    leaderless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanRule:
    """Who may, in which plans, and what is said of another."""

    permission: Permission
    states: frozenset[PlanState]
    refusal: str = "plan.not-active"


PLAN_ACTS: Mapping[PlanAct, PlanRule] = {
    PlanAct.PUBLISH: PlanRule(
        Permission.PLAN_PUBLISH, frozenset({PlanState.DRAFT}), "plan.not-draft"
    ),
    PlanAct.ADD_TASK: PlanRule(Permission.TASK_ADD, frozenset({PlanState.DRAFT, PlanState.ACTIVE})),
    PlanAct.POSTPONE: PlanRule(Permission.PLAN_MOVE, frozenset({PlanState.ACTIVE})),
    PlanAct.CLOSE: PlanRule(Permission.PLAN_CLOSE, frozenset({PlanState.ACTIVE})),
    PlanAct.EDIT: PlanRule(Permission.PLAN_IMPORT, frozenset({PlanState.DRAFT}), "plan.fixed"),
    PlanAct.DISCARD: PlanRule(
        Permission.PLAN_IMPORT, frozenset({PlanState.DRAFT}), "plan.not-discarded"
    ),
}


def offered(doing: Doing, facts: PlanFacts) -> frozenset[PlanAct]:
    """What this person may do with the plan now: the use case behind each of them takes it."""
    return frozenset(act for act in PlanAct if refusal(act, doing, facts) is None)


def check(act: PlanAct, doing: Doing, facts: PlanFacts) -> None:
    refused = refusal(act, doing, facts)
    if refused is not None:
        raise refused


def refusal(act: PlanAct, doing: Doing, facts: PlanFacts) -> Forbidden | RuleBroken | None:
    rule = PLAN_ACTS[act]
    if not allows(doing.actor, rule.permission):
        return Forbidden("access.denied", permission=rule.permission)
    if facts.state not in rule.states:
        return RuleBroken(rule.refusal)
    return not_ready(facts) if act is PlanAct.PUBLISH else None


def not_ready(facts: PlanFacts) -> RuleBroken | None:
    """A plan goes out whole: each of its tasks has a unit that leads it."""
    if not facts.tasks:
        return RuleBroken("plan.no-tasks")
    if facts.leaderless:
        return RuleBroken("plan.lead-missing", numbers="、".join(facts.leaderless))
    return None
