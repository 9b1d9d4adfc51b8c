"""Who may: every permission tried as every kind of person."""

import pytest

from tracker.domain.permissions import RULES, Permission, TaskFacts, allows
from tracker.domain.values import Actor, PlanState, Role, TaskState

LEAD, SUPPORT, OTHER = 1, 2, 3
TASK = TaskFacts(
    LEAD,
    frozenset({SUPPORT}),
    TaskState.IN_PROGRESS,
    PlanState.ACTIVE,
    asked_by_id=99,
    extension_asked_by_id=99,
    withdrawal_proposed_by_id=99,
)


def person(*roles: Role, unit: int = OTHER, supervises: int = 0, user_id: int = 7) -> Actor:
    return Actor(user_id, "某人", frozenset(roles), unit, frozenset({supervises}))


PEOPLE = {
    "chief": person(Role.CHIEF, unit=LEAD),
    "asker": person(Role.CHIEF, Role.PLAN_OFFICE, unit=LEAD, user_id=99),
    "clerk": person(unit=LEAD),
    "support": person(Role.CHIEF, unit=SUPPORT),
    "stranger": person(Role.CHIEF, unit=OTHER),
    "office": person(Role.PLAN_OFFICE),
    "leader": person(Role.LEADER, supervises=LEAD),
    "other leader": person(Role.LEADER, supervises=OTHER),
    "admin": person(Role.ADMIN),
}
EVERYBODY = set(PEOPLE)

TABLE = {
    Permission.PLAN_VIEW: EVERYBODY,
    Permission.PLAN_IMPORT: {"office", "asker"},
    Permission.PLAN_PUBLISH: {"office", "asker"},
    Permission.PLAN_CLOSE: {"office", "asker"},
    Permission.PLAN_MOVE: {"office", "asker"},
    Permission.DETAIL_VIEW: EVERYBODY - {"stranger", "admin"},
    Permission.TASK_ADD: {"office", "asker"},
    Permission.TASK_EDIT: {"office", "asker"},
    Permission.TASK_ISSUE: {"office", "asker"},
    Permission.TASK_REASSIGN: {"office", "asker"},
    Permission.TASK_SPLIT: {"office", "asker"},
    Permission.NODE_TEMPLATE_EDIT: {"office", "asker"},
    Permission.TASK_SUSPEND: {"office", "asker"},
    Permission.TASK_WITHDRAW: {"office", "asker"},
    Permission.TASK_REOPEN: {"office", "asker", "leader"},
    Permission.TASK_URGE: {"office", "asker", "leader"},
    Permission.WITHDRAWAL_DECIDE: {"office", "leader"},
    Permission.WITHDRAWAL_TAKE_BACK: {"asker"},
    Permission.TASK_SIGN_OFF: {"chief", "asker"},
    Permission.PROGRESS_REPORT: {"chief", "asker"},
    Permission.PROGRESS_SUPPLEMENT: {"support"},
    Permission.EVIDENCE_ATTACH: {"chief", "asker", "support"},
    Permission.EXTENSION_ASK: {"chief", "asker"},
    Permission.EXTENSION_DECIDE: {"office", "leader"},
    Permission.EXTENSION_TAKE_BACK: {"asker"},
    Permission.INSTRUCTION_WRITE: {"leader", "other leader"},
    Permission.INSTRUCTION_ANSWER: {"chief", "asker"},
    Permission.HELP_ANSWER: {"office", "asker", "leader"},
    Permission.VERIFICATION_ASK: {"chief", "asker"},
    Permission.VERIFICATION_DECIDE: {"office", "leader"},
    Permission.VERIFICATION_TAKE_BACK: {"asker"},
    Permission.UNIT_MANAGE: {"admin"},
    Permission.USER_MANAGE: {"admin"},
    Permission.SCREEN_MANAGE: {"admin"},
    Permission.SYSTEM_VIEW: {"admin"},
    Permission.SYSTEM_WATCH: {"admin", "office", "asker"},
}


def test_the_table_names_every_permission() -> None:
    assert set(TABLE) == set(Permission) == set(RULES)


@pytest.mark.parametrize("permission", Permission)
@pytest.mark.parametrize("name", PEOPLE)
def test_who_may(permission: Permission, name: str) -> None:
    assert allows(PEOPLE[name], permission, TASK) is (name in TABLE[permission])


@pytest.mark.parametrize("permission", Permission)
def test_who_may_do_it_to_some_task_may_open_the_page(permission: Permission) -> None:
    for name in TABLE[permission]:
        assert allows(PEOPLE[name], permission)
