"""What may be done with a task: by whom, in which state and plan, and what stands in the way."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.domain.test_permissions import OTHER, PEOPLE, TASK
from tracker.domain.acts import ACTS, Act, check, offered, refusal, standing, why_not
from tracker.domain.doing import Doing, Policy
from tracker.domain.errors import Forbidden, RuleBroken
from tracker.domain.lifecycle import is_allowed
from tracker.domain.permissions import TaskFacts, allows
from tracker.domain.values import Actor, PlanState, TaskState

NOW = datetime.fromisoformat("2026-11-23T10:00+08:00")
TODAY = date(2026, 11, 23)
# Somebody asked for all that can be asked for, and nothing else stands in the way.
WAITING = replace(TASK, due_on=TODAY, open_instructions=1, unread_instructions=1, open_help=1)
QUIET = replace(
    WAITING,
    asked_by_id=None,
    extension_asked_by_id=None,
    withdrawal_proposed_by_id=None,
    open_instructions=0,
    unread_instructions=0,
    open_help=0,
)
# Of an act and its opposite, the first that is offered depends on what was asked for.
FREE = {Act.ASK_EXTENSION, Act.PROPOSE_WITHDRAWAL}
WHO = {
    act: next(who for who in PEOPLE.values() if allows(who, ACTS[act].permission, TASK))
    for act in Act
}


def doing(actor: Actor) -> Doing:
    return Doing(actor, NOW, Policy(extension_limit=2))


def facts(act: Act, **changes) -> TaskFacts:
    """A task with which the act may be done."""
    state = next(state for state in TaskState if is_allowed(state, ACTS[act].move))
    return replace(QUIET if act in FREE else WAITING, **{"state": state} | changes)


def code(act: Act, task: TaskFacts) -> str | None:
    refused = refusal(act, doing(WHO[act]), task)
    return None if refused is None else refused.code


def test_every_act_has_its_rule() -> None:
    assert set(ACTS) == set(Act)


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("state", TaskState)
def test_an_act_is_offered_in_the_states_of_its_move(act: Act, state: TaskState) -> None:
    task = facts(act, state=state)
    assert (act in offered(doing(WHO[act]), task)) is is_allowed(state, ACTS[act].move)


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("name", PEOPLE)
def test_it_is_offered_to_those_who_may(act: Act, name: str) -> None:
    may = allows(PEOPLE[name], ACTS[act].permission, facts(act))
    assert (act in offered(doing(PEOPLE[name]), facts(act))) is may
    if not may:
        with pytest.raises(Forbidden):
            check(act, doing(PEOPLE[name]), facts(act))


OFFICE_IN_DRAFTS = {
    Act.DISCARD, Act.EDIT, Act.REASSIGN, Act.SPLIT, Act.SET_MILESTONES, Act.SET_TARGETS
}  # fmt: skip


@pytest.mark.parametrize("act", Act)
def test_a_plan_that_is_closed_takes_nothing_and_a_draft_is_prepared(act: Act) -> None:
    assert code(act, facts(act, plan_state=PlanState.CLOSED)) == "plan.not-active"
    in_draft = code(act, facts(act, plan_state=PlanState.DRAFT))
    assert in_draft == (None if act in OFFICE_IN_DRAFTS else "plan.not-active")


OBSTACLES = [
    (Act.ASK_EXTENSION, {"extension_asked_by_id": 99}, "deadline-extension.open"),
    (Act.ASK_EXTENSION, {"due_on": date(2026, 11, 22)}, "deadline-extension.too-late"),
    (Act.ASK_EXTENSION, {"granted_extensions": 1}, None),
    (Act.ASK_EXTENSION, {"granted_extensions": 2}, "deadline-extension.used-up"),
    (Act.GRANT_EXTENSION, {"extension_asked_by_id": None}, "deadline-extension.none-open"),
    (Act.REFUSE_EXTENSION, {"extension_asked_by_id": None}, "deadline-extension.none-open"),
    (Act.GRANT_EXTENSION, {"due_on": date(2026, 11, 1)}, None),
    (Act.TAKE_BACK_EXTENSION, {"extension_asked_by_id": None}, "deadline-extension.none-open"),
    (Act.TAKE_BACK_EXTENSION, {"extension_asked_by_id": 7}, "access.denied"),
    (Act.TAKE_BACK_VERIFICATION, {"asked_by_id": 7}, "access.denied"),
    (Act.TAKE_BACK_VERIFICATION, {"lead_unit_id": OTHER}, "access.denied"),
    (Act.TAKE_BACK_WITHDRAWAL, {"withdrawal_proposed_by_id": None}, "withdrawal.none-open"),
    (Act.TAKE_BACK_WITHDRAWAL, {"withdrawal_proposed_by_id": 7}, "access.denied"),
    (Act.ACKNOWLEDGE, {"unread_instructions": 0}, "instruction.acknowledged"),
    (Act.ANSWER, {"unread_instructions": 0}, None),
    (Act.ANSWER, {"open_instructions": 0}, "instruction.answered"),
    (Act.ANSWER_HELP, {"open_help": 0}, "help.closed"),
    (Act.ANSWER_HELP, {"open_help": 1, "open_instructions": 0}, None),
    (Act.PROPOSE_WITHDRAWAL, {"withdrawal_proposed_by_id": 99}, "withdrawal.open"),
    (Act.CONFIRM_WITHDRAWAL, {"withdrawal_proposed_by_id": None}, "withdrawal.none-open"),
    (Act.DECLINE_WITHDRAWAL, {"withdrawal_proposed_by_id": None}, "withdrawal.none-open"),
    (Act.CONFIRM_WITHDRAWAL, {"submitted_part": "1-01-2"}, "task.part-submitted"),
    (Act.DECLINE_WITHDRAWAL, {"submitted_part": "1-01-2"}, None),
    (Act.PROPOSE_WITHDRAWAL, {"submitted_part": "1-01-2"}, None),
    (Act.SUSPEND, {"submitted_part": "1-01-2"}, "task.part-submitted"),
    (Act.ISSUE, {"lacks_lead": True}, "task.lead-missing"),
    (Act.SPLIT, {"whole_state": TaskState.IN_PROGRESS}, "task.too-deep"),
    (Act.SPLIT, {"parts": 29}, None),
    (Act.SPLIT, {"parts": 30}, "parts.too-many"),
    (Act.SET_MILESTONES, {"whole_state": TaskState.IN_PROGRESS, "parts": 30}, None),
]  # fmt: skip


@pytest.mark.parametrize(("act", "changes", "expected"), OBSTACLES)
def test_what_else_stands_in_its_way(act: Act, changes, expected) -> None:
    assert code(act, facts(act)) is None
    assert code(act, facts(act, **changes)) == expected


@pytest.mark.parametrize("act", [Act.ISSUE, Act.RESUME, Act.REOPEN])
@pytest.mark.parametrize("whole", TaskState)
def test_a_part_goes_on_when_its_task_does(act: Act, whole: TaskState) -> None:
    goes_on = whole in {TaskState.ISSUED, TaskState.IN_PROGRESS, TaskState.SUBMITTED}
    expected = None if goes_on else "task.parent-stopped"
    assert code(act, facts(act, whole_state=whole)) == expected


def test_the_first_obstacle_is_said_in_the_order_person_plan_request_state() -> None:
    closed = replace(QUIET, state=TaskState.DONE, plan_state=PlanState.CLOSED)
    assert refusal(Act.GRANT_EXTENSION, doing(PEOPLE["stranger"]), closed).code == "access.denied"
    office = doing(PEOPLE["office"])
    assert refusal(Act.GRANT_EXTENSION, office, closed).code == "plan.not-active"
    done = replace(closed, plan_state=PlanState.ACTIVE)
    assert refusal(Act.GRANT_EXTENSION, office, done).code == "deadline-extension.none-open"
    asked = replace(done, extension_asked_by_id=99)
    assert refusal(Act.GRANT_EXTENSION, office, asked).code == "deadline-extension.not-running"


@pytest.mark.parametrize(
    ("name", "changes", "expected"),
    [
        ("chief", {}, []),
        ("chief", {"extension_asked_by_id": 99}, ["deadline-extension.open"]),
        ("support", {"extension_asked_by_id": 99}, []),
        ("chief", {"extension_asked_by_id": 99, "state": TaskState.SUBMITTED}, []),
        ("chief", {"granted_extensions": 2}, ["deadline-extension.used-up"]),
        ("office", {"withdrawal_proposed_by_id": 7}, ["withdrawal.open"]),
        ("chief", {"withdrawal_proposed_by_id": 99}, ["withdrawal.open"]),
        ("leader", {"withdrawal_proposed_by_id": 99}, []),
        ("chief", {"withdrawal_proposed_by_id": 99, "state": TaskState.DONE}, []),
        ("office", {"submitted_part": "1-01-2"}, ["task.part-submitted"]),
        ("office", {"parts": 30}, ["parts.too-many"]),
        ("office", {"whole_state": TaskState.ISSUED}, []),
        ("office", {"submitted_part": "1-01-2", "plan_state": PlanState.CLOSED}, []),
    ],
)
def test_who_looks_for_a_button_reads_why_it_is_not_there(name, changes, expected) -> None:
    found = why_not(doing(PEOPLE[name]), replace(QUIET, **changes))
    assert [fault.code for fault in found] == expected


@pytest.mark.parametrize(
    ("name", "state", "expected"),
    [
        ("asker", TaskState.SUBMITTED, "verification.waits"),
        ("chief", TaskState.SUBMITTED, "verification.waits"),
        ("office", TaskState.SUBMITTED, None),
        ("leader", TaskState.SUBMITTED, None),
        ("office", TaskState.DONE, "task.closed"),
        ("chief", TaskState.IN_PROGRESS, None),
    ],
)
def test_what_a_task_waits_for_is_said_to_those_who_have_no_hand_in_it(
    name, state, expected
) -> None:
    said = standing(doing(PEOPLE[name]), replace(WAITING, state=state))
    assert (said.code if isinstance(said, RuleBroken) else None) == expected
