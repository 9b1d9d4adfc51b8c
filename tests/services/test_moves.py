"""状态: every act in every state, by somebody who may: it leads where the design says, or it is
refused with its reason, and nothing at all has changed."""

import pytest
import sqlalchemy as sa

from tests import acts
from tests.acts import make_scene
from tracker.database import Base, db
from tracker.domain.errors import RuleBroken, StaleWrite
from tracker.domain.values import PlanState, TaskState
from tracker.models import (
    AuditEntry,
    DeadlineExtension,
    Evidence,
    Instruction,
    Milestone,
    ProgressUpdate,
    Reopening,
    Rollup,
    Suspension,
    Target,
    Task,
    Verification,
    Withdrawal,
    WorkPlan,
)

pytestmark = pytest.mark.databases("sqlite")  # a table of rules

DRAFT, ISSUED, DOING, SUBMITTED, DONE, STOPPED, WITHDRAWN = TaskState
# How it is made ready, who does it, in which states it leads where, and how it is refused.
GONE = None
MOVES = [
    (acts.issue, "office", {DRAFT: ISSUED}, "task.cannot-issue"),
    (acts.discard, "office", {DRAFT: GONE}, "task.not-draft"),
    (acts.sign_off, "chief_a", {ISSUED: DOING}, "task.cannot-sign-off"),
    (acts.report, "chief_a", {ISSUED: DOING, DOING: DOING}, "task.cannot-report"),
    (acts.supplement, "chief_b", {ISSUED: ISSUED, DOING: DOING}, "task.cannot-report"),
    (acts.ask_verification, "chief_a", {DOING: SUBMITTED}, "task.cannot-ask-verification"),
    (acts.accept, "office", {SUBMITTED: DONE}, "task.cannot-accept"),
    (acts.accept_several, "office", {SUBMITTED: DONE}, "verification.decided"),
    (acts.send_back, "office", {SUBMITTED: DOING}, "task.cannot-send-back"),
    (acts.reopen, "office", {DONE: DOING}, "task.cannot-reopen"),
    (acts.suspend, "office", {ISSUED: STOPPED, DOING: STOPPED}, "task.cannot-suspend"),
    (acts.resume, "office", {STOPPED: DOING}, "task.cannot-resume"),
    (
        acts.propose_withdrawal,
        "office",
        {ISSUED: ISSUED, DOING: DOING, STOPPED: STOPPED},
        "task.cannot-withdraw",
    ),
    (
        acts.confirm_withdrawal,
        "office",
        {ISSUED: WITHDRAWN, DOING: WITHDRAWN, STOPPED: WITHDRAWN},
        "task.cannot-withdraw",
    ),
    (
        acts.ask_extension,
        "chief_a",
        {ISSUED: ISSUED, DOING: DOING},
        "deadline-extension.not-running",
    ),
    (
        acts.grant,
        "office",
        {ISSUED: ISSUED, DOING: DOING, SUBMITTED: SUBMITTED},
        "deadline-extension.not-running",
    ),
    (
        acts.reassign,
        "office",
        {DRAFT: DRAFT, ISSUED: ISSUED, DOING: ISSUED, STOPPED: STOPPED},
        "task.cannot-reassign",
    ),
    (
        acts.edit,
        "office",
        {DRAFT: DRAFT, ISSUED: ISSUED, DOING: DOING, STOPPED: STOPPED},
        "task.cannot-edit",
    ),
    (
        acts.set_targets,
        "office",
        {DRAFT: DRAFT, ISSUED: ISSUED, DOING: DOING, STOPPED: STOPPED},
        "task.cannot-edit",
    ),
    (acts.split, "office", {DRAFT: DRAFT, ISSUED: ISSUED, DOING: DOING}, "task.cannot-split"),
    (
        acts.set_milestones,
        "office",
        {DRAFT: DRAFT, ISSUED: ISSUED, DOING: DOING},
        "task.cannot-split",
    ),
    (
        acts.write_instruction,
        "leader_a",
        {state: state for state in TaskState if state not in {DRAFT, WITHDRAWN}},
        "instruction.not-issued",
    ),
]
# What a task is and all that was ever written about one.
LIFE = (
    Task, Target, Milestone, ProgressUpdate, Evidence, Verification, DeadlineExtension, Withdrawal,
    Suspension, Reopening, Instruction, Rollup, AuditEntry,
)  # fmt: skip


def everything() -> dict[str, list[tuple[object, ...]]]:
    db.session.rollback()
    return {model.__name__: rows_of(model) for model in LIFE}


def rows_of(model: type[Base]) -> list[tuple[object, ...]]:
    table = sa.inspect(model).local_table
    return [tuple(row) for row in db.session.execute(sa.select(table).order_by(table.c.id))]


@pytest.mark.parametrize(
    ("ready", "person", "leads_to", "refusal"), MOVES, ids=[move[0].__name__ for move in MOVES]
)
def test_an_act_leads_where_the_design_says_or_is_refused_with_its_reason(
    people, clock, session, ready, person, leads_to, refusal
):
    scene = make_scene(people, clock)
    for state in TaskState:
        task = scene.task(state)
        task_id, doing = task.id, ready(scene, task)
        before = everything()
        if state in leads_to:
            doing(scene.kinds[person])
            after = session.scalar(sa.select(Task.state).where(Task.id == task_id))
            assert after is leads_to[state], state
            assert everything() != before, state
        else:
            assert refusal_of(doing, scene.kinds[person]) == refusal, state
            assert everything() == before, state


def test_in_a_plan_that_is_closed_nothing_moves_any_more(people, clock):
    """Its figures stay as they are: what its tasks would allow is refused."""
    scene = make_scene(people, clock)
    acting = [
        (ready(scene, scene.task(next(iter(leads_to)))), scene.kinds[person])
        for ready, person, leads_to, _ in MOVES
    ]
    db.session.get_one(WorkPlan, scene.strategy.plan_id).state = PlanState.CLOSED
    db.session.commit()
    before = everything()
    answers = {ready.__name__: refusal_of(*act) for (ready, *_), act in zip(MOVES, acting)}
    assert answers == dict.fromkeys(answers, "plan.not-active")
    assert everything() == before


def refusal_of(doing, actor) -> str:
    with pytest.raises((RuleBroken, StaleWrite)) as refused:
        doing(actor)
    return refused.value.code
