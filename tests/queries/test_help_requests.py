"""需协调事项: who has them in 待办, and who learns the answer."""

from datetime import date

import pytest

from tests.make import make_plan, make_strategy, make_task, make_update
from tests.people import EVERYBODY
from tracker.database import db
from tracker.domain.lights import Light
from tracker.domain.task_events import EventKind
from tracker.domain.values import PlanState, TaskState
from tracker.models import HelpRequest
from tracker.queries.board_scope import BoardScope
from tracker.queries.decisions import list_decisions
from tracker.queries.help_requests import get_help, list_help, list_help_on
from tracker.queries.inbox import count_inbox, get_inbox
from tracker.queries.mine import get_mine
from tracker.queries.red_list import list_red_tasks
from tracker.services import decisions, help_requests

TODAY = date(2026, 11, 23)
MONEY = "请财务科落实经费。"


def ask(task, unit, person, at, text=MONEY) -> int:
    row = HelpRequest(
        task_id=task.id, unit_id=unit.id, asked_by_id=person.id, asked_at=at, text=text
    )
    db.session.add(row)
    db.session.commit()
    return row.id


@pytest.fixture
def strategy():
    return make_strategy()


@pytest.fixture
def task(people, strategy):
    return make_task(
        strategy,
        lead=people.unit_a,
        supports=[people.unit_b],
        state=TaskState.IN_PROGRESS,
        number="1-01",
        title="检查食堂",
        due_on=date(2026, 10, 31),
    )


@pytest.fixture
def asked(people, clock, task) -> int:
    clock.move_to(date(2026, 11, 18))
    number = ask(task, people.unit_a, people.chief_a, clock.now())
    clock.move_to(TODAY)
    return number


def waiting(people, name) -> list[int]:
    actor = people[name].actor
    page = get_inbox(actor)
    assert count_inbox(actor) == page.count
    return [row.id for row in page.help_wanted]


def test_it_stands_with_the_supervising_leader_and_the_plan_office(people, asked):
    assert {name for name in EVERYBODY if waiting(people, name)} == {"office", "leader_a"}
    (row,) = list_help(people.leader_a.actor, limit=9)
    assert (row.number, row.title, row.unit, row.lead_unit, row.text, row.asked_by) == (
        "1-01",
        "检查食堂",
        people.unit_a.name,
        people.unit_a.name,
        MONEY,
        people.chief_a.actor.name,
    )
    assert (row.asked_on, row.is_open) == (date(2026, 11, 18), True)


def test_that_of_a_supporting_unit_stands_with_the_leader_of_the_lead_unit(people, clock, task):
    number = ask(task, people.unit_b, people.chief_b, clock.now())
    assert {name: waiting(people, name) for name in ("leader_a", "leader_b")} == {
        "leader_a": [number],
        "leader_b": [],
    }


def test_the_longest_waiting_stands_first_and_is_read_first(people, clock, task, asked):
    other = make_task(lead=people.unit_a)
    newer = ask(other, people.unit_a, people.chief_a, clock.now())
    assert waiting(people, "office") == [asked, newer]
    assert [row.id for row in list_help(people.office.actor, limit=1)] == [asked]


@pytest.mark.parametrize(
    ("state", "stands"),
    [
        (TaskState.ISSUED, True),
        (TaskState.SUBMITTED, True),
        (TaskState.SUSPENDED, True),
        (TaskState.DONE, False),
        (TaskState.WITHDRAWN, False),
    ],
)
def test_what_is_closed_needs_nothing_any_more(people, clock, state, stands):
    task = make_task(lead=people.unit_a, state=state)
    ask(task, people.unit_a, people.chief_a, clock.now())
    assert bool(waiting(people, "office")) is stands
    assert bool(list_help_on(people.chief_a.actor, task.id)) is stands


def test_a_closed_plan_asks_nobody(people, clock):
    task = make_task(make_strategy(make_plan(state=PlanState.CLOSED)), lead=people.unit_a)
    ask(task, people.unit_a, people.chief_a, clock.now())
    assert waiting(people, "office") == []


def test_who_asked_learns_the_answer_until_it_was_seen_and_nobody_else(people, clock, task, asked):
    help_requests.answer(people.leader_a.doing(clock.now()), help_id=asked, word="已落实。")
    assert waiting(people, "office") == waiting(people, "leader_a") == []
    told = {name: list_decisions(people[name].actor, limit=9) for name in EVERYBODY}
    assert {name for name, rows in told.items() if rows} == {"chief_a"}
    (row,) = told["chief_a"]
    assert (row.step, row.word, row.who) == (
        EventKind.HELP_ANSWERED,
        "已落实。",
        people.leader_a.actor.name,
    )
    assert seen_in_mine(people, clock, "chief_a") == [(asked, False)]
    assert seen_in_mine(people, clock, "chief_a2") == seen_in_mine(people, clock, "chief_b") == []
    decisions.mark_seen(people.chief_a.doing(clock.now()), decisions=[row.decision])
    assert list_decisions(people.chief_a.actor, limit=9) == []
    assert seen_in_mine(people, clock, "chief_a") == []


def seen_in_mine(people, clock, name) -> list[tuple[int, bool]]:
    rows = get_mine(people[name].doing(clock.now())).rows
    return [(each.id, each.is_open) for row in rows for each in row.help]


def test_each_unit_sees_among_its_tasks_what_it_waits_for_itself(people, clock, task, asked):
    assert seen_in_mine(people, clock, "chief_a") == [(asked, True)]
    assert seen_in_mine(people, clock, "chief_a2") == [(asked, True)]
    assert seen_in_mine(people, clock, "chief_b") == []


def test_an_instruction_tells_the_lead_unit_by_itself_and_a_supporting_one_as_an_answer(
    people, clock, task, asked
):
    other = ask(task, people.unit_b, people.chief_b, clock.now(), "请调配车辆。")
    leader = people.leader_a.doing(clock.now())
    help_requests.instruct(leader, help_id=asked, word="财务科办。")
    help_requests.instruct(leader, help_id=other, word="办公室办。")
    assert list_decisions(people.chief_a.actor, limit=9) == []
    assert len(get_inbox(people.chief_a.actor).instructions) == 2
    assert [row.word for row in list_decisions(people.chief_b.actor, limit=9)] == ["办公室办。"]


def red(people, name, task):
    (row,) = [
        each
        for each in list_red_tasks(people[name].actor, BoardScope(task.plan_id), TODAY)
        if each.id == task.id
    ]
    return [each.text for each in row.help_wanted]


def test_the_red_list_says_it_to_those_who_may_read_problems(people, task, asked):
    make_update(task, author=people.chief_a.user, percent=10)
    db.session.refresh(task)
    assert task.light is Light.OVERDUE
    assert {name: red(people, name, task) for name in ("office", "leader_b", "admin")} == {
        "office": [MONEY],
        "leader_b": [MONEY],
        "admin": [],
    }


def test_the_red_list_says_what_a_sub_task_waits_for_and_no_answer(people, clock, strategy, task):
    part = make_task(strategy, lead=people.unit_b, parent=task)
    number = ask(part, people.unit_b, people.chief_b, clock.now())
    assert red(people, "office", task) == [MONEY]
    help_requests.answer(people.office.doing(clock.now()), help_id=number, word="已落实。")
    assert red(people, "office", task) == []


def test_one_is_read_by_its_number_and_that_of_its_task(people, task, asked):
    assert get_help(task.id, asked).text == MONEY
