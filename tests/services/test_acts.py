"""An act is offered exactly when the use case takes it: the page and what it leads to agree.

Every kind of person tries every act in every state, first in quiet, then with each thing that may
stand in the way. What a use case does is undone, so that all try the same task.
"""

from datetime import date

import pytest

from tests import acts
from tests.acts import make_scene
from tests.make import make_doing, make_task
from tracker.database import db
from tracker.domain.acts import ACTS, Act, offered
from tracker.domain.errors import Forbidden, RuleBroken, StaleWrite
from tracker.domain.lifecycle import states_for
from tracker.domain.values import PlanState, TaskState
from tracker.models import Task, WorkPlan
from tracker.queries.task_facts import get_facts

pytestmark = pytest.mark.databases("sqlite")  # a table of rules


def attach_to_own(scene, task):
    """Each to what their own unit wrote; the others to what the lead unit did."""
    to_report, to_words = acts.attach(scene, task), acts.attach_to_supplement(scene, task)
    unit_b = scene.people.unit_b.id
    return lambda actor: (to_words if actor.unit_id == unit_b else to_report)(actor)


DEEDS = {
    Act.SIGN_OFF: acts.sign_off,
    Act.REPORT: acts.report,
    Act.SUPPLEMENT: acts.supplement,
    Act.ATTACH: attach_to_own,
    Act.ASK_VERIFICATION: acts.ask_verification,
    Act.ACCEPT: acts.accept,
    Act.SEND_BACK: acts.send_back,
    Act.TAKE_BACK_VERIFICATION: acts.take_back_verification,
    Act.ASK_EXTENSION: acts.ask_extension,
    Act.GRANT_EXTENSION: acts.grant,
    Act.REFUSE_EXTENSION: acts.refuse,
    Act.TAKE_BACK_EXTENSION: acts.take_back_extension,
    Act.INSTRUCT: acts.write_instruction,
    Act.ACKNOWLEDGE: acts.acknowledge,
    Act.ANSWER: acts.answer,
    Act.ANSWER_HELP: acts.answer_help,
    Act.SUSPEND: acts.suspend,
    Act.RESUME: acts.resume,
    Act.REOPEN: acts.reopen,
    Act.PROPOSE_WITHDRAWAL: acts.propose_withdrawal,
    Act.CONFIRM_WITHDRAWAL: acts.confirm_withdrawal,
    Act.DECLINE_WITHDRAWAL: acts.decline_withdrawal,
    Act.TAKE_BACK_WITHDRAWAL: acts.take_back_withdrawal,
    Act.URGE: acts.urge,
    Act.ISSUE: acts.issue,
    Act.DISCARD: acts.discard,
    Act.EDIT: acts.edit,
    Act.REASSIGN: acts.reassign,
    Act.SPLIT: acts.split,
    Act.SET_MILESTONES: acts.set_milestones,
    Act.SET_TARGETS: acts.set_targets,
}


def test_every_act_is_tried():
    assert set(DEEDS) == set(Act)


@pytest.fixture
def undone(session, monkeypatch):
    """A use case runs to its end, and nothing of it stays."""

    def undoing(doing, actor) -> bool:
        with monkeypatch.context() as patch:
            patch.setattr(db.session(), "commit", db.session().rollback)
            try:
                doing(actor)
            except (Forbidden, RuleBroken, StaleWrite):
                return False
        return True

    return undoing


def tried(scene, act, task, undone) -> dict[str, tuple[bool, bool]]:
    """By person: whether the page offers it, and whether the use case takes it."""
    task_id, deed = task.id, DEEDS[act](scene, task)
    facts = get_facts(db.session(), task_id)
    return {
        name: (act in offered(make_doing(actor), facts), undone(deed, actor))
        for name, actor in scene.kinds.items()
    }


def disagreeing(scene, act, task, undone) -> list[str]:
    found = tried(scene, act, task, undone)
    return [f"{act} by {name}: {said}" for name, said in found.items() if said[0] != said[1]]


@pytest.mark.parametrize("act", Act)
def test_an_act_is_offered_in_just_the_states_in_which_it_is_taken(people, clock, undone, act):
    scene = make_scene(people, clock)
    for state in TaskState:
        assert disagreeing(scene, act, scene.task(state), undone) == [], state


def a_part(state: TaskState, whole: TaskState):
    def make(scene) -> Task:
        return scene.task(state, parent=scene.task(whole))

    return make


def with_part(state: TaskState, part: TaskState, **changes):
    def make(scene) -> Task:
        task = scene.task(state)
        make_task(scene.strategy, parent=task, state=part, **changes)
        return task

    return make


def with_extension_asked(scene) -> Task:
    task = scene.task()
    acts.opened_extension(scene, task)
    return task


def with_withdrawal_proposed(scene) -> Task:
    task = scene.task()
    acts.opened_withdrawal(scene, task)
    return task


def past_due(scene) -> Task:
    return scene.task(due_on=date(2026, 10, 1))


DRAFT, DOING, SUBMITTED, STOPPED = (
    TaskState.DRAFT, TaskState.IN_PROGRESS, TaskState.SUBMITTED, TaskState.SUSPENDED
)  # fmt: skip
SITUATIONS = [
    (Act.ISSUE, a_part(DRAFT, STOPPED)),
    (Act.ISSUE, a_part(DRAFT, DOING)),
    (Act.ISSUE, with_part(DRAFT, DRAFT)),
    (Act.ISSUE, lambda scene: scene.task(DRAFT, lead=None)),
    (Act.RESUME, a_part(STOPPED, STOPPED)),
    (Act.REOPEN, a_part(TaskState.DONE, TaskState.DONE)),
    (Act.REOPEN, a_part(TaskState.DONE, DOING)),
    (Act.SUSPEND, with_part(DOING, SUBMITTED)),
    (Act.SUSPEND, with_part(DOING, DOING)),
    (Act.CONFIRM_WITHDRAWAL, with_part(DOING, SUBMITTED)),
    (Act.DECLINE_WITHDRAWAL, with_part(DOING, SUBMITTED)),
    (Act.PROPOSE_WITHDRAWAL, with_part(DOING, SUBMITTED)),
    (Act.PROPOSE_WITHDRAWAL, with_withdrawal_proposed),
    (Act.ASK_EXTENSION, with_extension_asked),
    (Act.ASK_EXTENSION, past_due),
    (Act.GRANT_EXTENSION, past_due),
    (Act.SPLIT, a_part(DOING, DOING)),
    (Act.SPLIT, with_part(DOING, DOING, position=29)),
    (Act.SPLIT, with_part(DOING, DOING, position=30)),
    (Act.SET_MILESTONES, a_part(DOING, DOING)),
]


@pytest.mark.parametrize("place", range(len(SITUATIONS)))
def test_what_stands_in_the_way_of_the_one_stands_in_the_way_of_the_other(
    people, clock, undone, place
):
    act, make = SITUATIONS[place]
    scene = make_scene(people, clock)
    assert disagreeing(scene, act, make(scene), undone) == []


@pytest.mark.parametrize("state", [PlanState.DRAFT, PlanState.CLOSED])
def test_in_a_plan_that_is_not_carried_out_they_agree_as_well(people, clock, undone, state):
    scene = make_scene(people, clock)
    tasks = {act: scene.task(min(states_for(rule.move))) for act, rule in ACTS.items()}
    db.session.get_one(WorkPlan, scene.strategy.plan_id).state = state
    db.session.commit()
    for act, task in tasks.items():
        assert disagreeing(scene, act, task, undone) == []
