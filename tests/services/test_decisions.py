"""知晓办理结果: one's own, what is decided, and once."""

import pytest
import sqlalchemy as sa

from tests.make import make_task
from tracker.domain.decisions import Decision, DecisionKind
from tracker.models import AuditEntry, Instruction
from tracker.services import decisions, instructions


@pytest.fixture
def instruction(people, clock):
    """Of leader A on a task of unit A."""
    task = make_task(lead=people.unit_a)
    leader = people.leader_a.doing(clock.now())
    return instructions.write(leader, task_id=task.id, text="请抓紧。")


def answer(people, clock, instruction) -> None:
    chief = people.chief_a.doing(clock.now())
    instructions.answer(chief, instruction_id=instruction, answer="已办。")


def mark(people, clock, instruction, name="leader_a") -> int:
    seen = [Decision(DecisionKind.INSTRUCTION, instruction)]
    return decisions.mark_seen(people[name].doing(clock.now()), decisions=seen)


def seen_at(session, instruction):
    return session.scalars(sa.select(Instruction.seen_at).filter_by(id=instruction)).one()


def entries(session):
    seen = sa.select(AuditEntry).where(AuditEntry.action == "task.decision.seen")
    return session.scalars(seen).all()


def test_a_second_click_changes_nothing(people, clock, session, instruction):
    answer(people, clock, instruction)
    first = clock.now()
    assert mark(people, clock, instruction) == 1
    clock.forward(minutes=1)
    assert mark(people, clock, instruction) == 0
    assert seen_at(session, instruction) == first
    (entry,) = entries(session)
    assert entry.after == {"decision": f"instruction-{instruction}"}
    assert entry.actor_id == people.leader_a.id


def test_what_is_not_decided_yet_is_not_seen(people, clock, session, instruction):
    assert mark(people, clock, instruction) == 0
    answer(people, clock, instruction)
    assert seen_at(session, instruction) is None


@pytest.mark.parametrize("name", ["leader_b", "office", "chief_a", "admin"])
def test_nobody_sees_it_in_anothers_place(people, clock, session, instruction, name):
    answer(people, clock, instruction)
    assert mark(people, clock, instruction, name) == 0
    assert (seen_at(session, instruction), entries(session)) == (None, [])


def test_a_number_that_is_nothing_is_nothing(people, clock, session):
    unknown = [Decision(kind, 999) for kind in DecisionKind]
    leader = people.leader_a.doing(clock.now())
    assert decisions.mark_seen(leader, decisions=unknown) == 0
    assert decisions.mark_seen(leader, decisions=[]) == 0
