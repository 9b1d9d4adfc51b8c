"""批示: leaders write, the lead unit acknowledges and answers, open until answered."""

import pytest
import sqlalchemy as sa

from tests.make import make_task
from tracker.domain.errors import Forbidden, NotFound, RuleBroken, StaleWrite
from tracker.domain.values import PlanState, TaskState
from tracker.models import AuditEntry, Instruction, WorkPlan
from tracker.services import instructions


@pytest.fixture
def task(people):
    return make_task(lead=people.unit_a, supports=[people.unit_b])


def write(person, task, clock, text="月底前进场施工。") -> int:
    return instructions.write(person.doing(clock.now()), task_id=task.id, text=text)


def acknowledge(person, number, clock) -> None:
    instructions.acknowledge(person.doing(clock.now()), instruction_id=number)


def answer(person, number, clock, answer="已进场。") -> None:
    instructions.answer(person.doing(clock.now()), instruction_id=number, answer=answer)


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("leader_a", True),
        ("leader_b", True),
        ("office", False),
        ("chief_a", False),
        ("admin", False),
        ("stranger", False),
    ],
)
def test_leaders_write(people, task, clock, session, name, may):
    if may:
        write(people[name], task, clock)
    else:
        with pytest.raises(Forbidden):
            write(people[name], task, clock)
    assert len(session.scalars(sa.select(Instruction)).all()) == int(may)


@pytest.mark.parametrize("act", [acknowledge, answer])
@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("chief_a", True),
        ("chief_a2", True),
        ("chief_b", False),
        ("leader_a", False),
        ("office", False),
        ("admin", False),
        ("stranger", False),
    ],
)
def test_the_chiefs_of_the_lead_unit_acknowledge_and_answer(
    people, task, clock, session, name, may, act
):
    number = write(people.leader_a, task, clock)
    if may:
        act(people[name], number, clock)
    else:
        with pytest.raises(Forbidden):
            act(people[name], number, clock)
    row = session.scalars(sa.select(Instruction)).one()
    assert (row.acknowledged_by_id == people[name].id) is may


def test_it_is_open_until_it_is_answered(people, task, clock, session):
    number = write(people.leader_a, task, clock)
    acknowledge(people.chief_a, number, clock)
    row = session.get_one(Instruction, number)
    assert row.answered_at is None
    clock.forward(hours=3)
    answer(people.chief_a2, number, clock, "  已进场施工，周五报进展。 ")
    session.refresh(row)
    assert (row.acknowledged_by_id, row.answered_by_id) == (people.chief_a.id, people.chief_a2.id)
    assert row.acknowledged_at < row.answered_at
    assert row.answer == "已进场施工，周五报进展。"


def test_who_answers_has_read_it(people, task, clock, session):
    number = write(people.leader_a, task, clock)
    answer(people.chief_a, number, clock)
    row = session.get_one(Instruction, number)
    assert (row.acknowledged_by_id, row.acknowledged_at) == (row.answered_by_id, row.answered_at)


def test_nobody_answers_or_acknowledges_twice(people, task, clock):
    number = write(people.leader_a, task, clock)
    acknowledge(people.chief_a, number, clock)
    with pytest.raises(RuleBroken, match="acknowledged"):
        acknowledge(people.chief_a2, number, clock)
    answer(people.chief_a, number, clock)
    with pytest.raises(RuleBroken, match="answered"):
        answer(people.chief_a2, number, clock)


def test_a_double_click_writes_once_and_another_word_is_another_instruction(
    people, task, clock, session
):
    write(people.leader_a, task, clock)
    with pytest.raises(StaleWrite, match="already-sent"):
        write(people.leader_a, task, clock, " 月底前进场施工。")
    write(people.leader_b, task, clock)
    write(people.leader_a, task, clock, "每周五报一次进展。")
    assert len(session.scalars(sa.select(Instruction)).all()) == 3


@pytest.mark.parametrize("state", [TaskState.DRAFT, TaskState.WITHDRAWN])
def test_on_a_draft_or_a_withdrawn_task_nothing_is_written(people, clock, state):
    task = make_task(lead=people.unit_a, state=state)
    with pytest.raises(RuleBroken, match="not-issued"):
        write(people.leader_a, task, clock)


@pytest.mark.parametrize("text", ["", " \n ", "好" * 4001, "好\x00"])
def test_a_text_that_cannot_be_read_is_refused_on_its_field(people, task, clock, text):
    with pytest.raises(RuleBroken) as refused:
        write(people.leader_a, task, clock, text)
    assert refused.value.field == "text"
    number = write(people.leader_a, task, clock)
    with pytest.raises(RuleBroken) as refused:
        answer(people.chief_a, number, clock, text)
    assert refused.value.field == "answer"


def test_an_instruction_that_is_not_there_is_not_found(people, clock):
    with pytest.raises(NotFound, match="not-found"):
        answer(people.chief_a, 99, clock)


def test_in_a_closed_plan_nothing_is_written_any_more(people, task, clock, session):
    number = write(people.leader_a, task, clock)
    session.get_one(WorkPlan, task.plan_id).state = PlanState.CLOSED
    session.commit()
    with pytest.raises(RuleBroken, match="not-active"):
        write(people.leader_a, task, clock, "再催一次。")
    with pytest.raises(RuleBroken, match="not-active"):
        answer(people.chief_a, number, clock)


def test_each_step_is_one_entry_in_the_log(people, task, clock, session):
    number = write(people.leader_a, task, clock)
    acknowledge(people.chief_a, number, clock)
    answer(people.chief_a, number, clock)
    rows = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [(row.action, row.after) for row in rows] == [
        ("task.instruction.written", {"instruction": number}),
        ("task.instruction.acknowledged", {"instruction": number}),
        ("task.instruction.answered", {"instruction": number}),
    ]
