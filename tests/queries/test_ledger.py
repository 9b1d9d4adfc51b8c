"""The ledger's order and its pages by key."""

import itertools
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa

from tests.make import make_doing, make_plan, make_strategy, make_target, make_task, make_update
from tracker.database import db
from tracker.domain.lights import SEVERITY, Colour, Light
from tracker.domain.values import TaskState
from tracker.models import Strategy, Task
from tracker.queries import ledger, ledger_choices
from tracker.queries.ledger import Cursor, LedgerPage
from tracker.queries.ledger_counts import count_by_light
from tracker.queries.task_filter import Sort, TaskFilter
from tracker.services import figures

TODAY = date(2026, 11, 23)
PAGE = 5


@pytest.fixture(autouse=True)
def _short_pages(monkeypatch):
    """Three of them need 13 tasks and not 55."""
    monkeypatch.setattr(ledger, "PAGE", PAGE)


@pytest.fixture
def plan(people):
    """Enough for three pages, with ties of light, date and percent, and rows never reported."""
    plan = make_plan()
    strategies = [make_strategy(plan), make_strategy(plan)]
    for number in range(PAGE * 2 + 3):
        task = make_task(
            strategies[number % 2],
            lead=people.unit_a if number % 3 else people.unit_b,
            due_on=date(2026, 11, 18) + timedelta(days=number % 4),
            state=TaskState.DONE if number % 5 == 0 else TaskState.ISSUED,
        )
        if number % 3 == 1:
            make_update(task, percent=number % 2 * 50)
    return plan


def walk(wanted: TaskFilter) -> list[LedgerPage]:
    pages, cursor = [], None
    while True:
        page = ledger.get_page(wanted, cursor, on=TODAY)
        pages.append(page)
        if page.following is None:
            return pages
        cursor = page.following


def ids(pages: list[LedgerPage]) -> list[int]:
    return [row.id for page in pages for row in page.rows]


@pytest.mark.parametrize("sort", Sort)
def test_going_on_visits_every_row_once_and_going_back_shows_the_same(plan, sort):
    wanted = TaskFilter(plan.id, sort=sort)
    pages = walk(wanted)
    assert len(ids(pages)) == len(set(ids(pages))) == pages[0].matching == PAGE * 2 + 3
    assert [page.place for page in pages] == [1, PAGE + 1, PAGE * 2 + 1]
    page = pages[-1]
    for before in reversed(pages[:-1]):
        page = ledger.get_page(wanted, page.previous, on=TODAY)
        assert ids([page]) == ids([before])
        assert page.place == before.place
    assert page.previous is None


@pytest.mark.parametrize(
    ("sort", "key"),
    [
        (Sort.LIGHT, lambda row: (SEVERITY[row.light], row.due_on, row.id)),
        (Sort.DUE, lambda row: (row.due_on, SEVERITY[row.light], row.id)),
        (Sort.PERCENT, lambda row: (Decimal(-1) if row.percent is None else row.percent,)),
        (Sort.NUMBER, lambda row: row.number),
    ],
)
def test_rows_stand_in_the_order_asked_for(plan, sort, key):
    rows = [row for page in walk(TaskFilter(plan.id, sort=sort)) for row in page.rows]
    assert rows == sorted(rows, key=key)


def test_a_filter_holds_on_every_page(plan, people):
    wanted = TaskFilter(plan.id, unit_id=people.unit_a.id, lit=(Colour.RED,))
    rows = [row for page in walk(wanted) for row in page.rows]
    assert len(rows) == ledger.get_page(wanted, None, on=TODAY).matching > 0
    assert {row.lead_unit for row in rows} == {people.unit_a.name}
    assert {row.light.colour for row in rows} == {Colour.RED}


def test_a_cursor_of_a_row_that_left_begins_anew(plan):
    wanted = TaskFilter(plan.id)
    for cursor in (Cursor(10**6, PAGE), Cursor(10**6, PAGE + 1, backwards=True)):
        page = ledger.get_page(wanted, cursor, on=TODAY)
        assert (page.place, len(page.rows), page.previous) == (1, PAGE, None)


def test_the_whole_list_comes_in_one_piece_up_to_its_bound(plan, monkeypatch):
    wanted = TaskFilter(plan.id, is_whole=True)
    page = ledger.get_page(wanted, None, on=TODAY)
    assert (len(page.rows), page.following) == (page.matching, None)
    monkeypatch.setattr(ledger, "WHOLE", 7)
    sizes = [len(each.rows) for each in walk(wanted)]
    assert (sizes, sum(sizes)) == ([7, 6], page.matching)


def test_a_row_shows_the_first_of_its_targets_and_all_supporting_units(people):
    plan = make_plan()
    task = make_task(
        make_strategy(plan), lead=people.unit_a, supports=[people.unit_b, people.unit_office]
    )
    make_target(task, metric="一", value=Decimal(30), current=Decimal(12), unit="家")
    make_target(task, metric="二")
    (row,) = ledger.get_page(TaskFilter(plan.id), None, on=TODAY).rows
    assert row.target is not None
    assert (row.target.current, row.target.value, row.target.unit) == (12, 30, "家")
    assert row.target.count == 2
    assert list(row.supporting) == [people.unit_b.name, people.unit_office.name]


@pytest.mark.parametrize(("percent", "gap"), [(None, None), (100, "10.44")])
def test_the_gap_is_to_the_expected_line_of_the_day(people, percent, gap):
    plan = make_plan()
    task = make_task(make_strategy(plan), lead=people.unit_a)
    if percent is not None:
        make_update(task, percent=percent)
    (row,) = ledger.get_page(TaskFilter(plan.id), None, on=TODAY).rows
    assert row.gap == (None if gap is None else pytest.approx(Decimal(gap), abs=Decimal("0.1")))


def test_choices_are_of_the_plan_alone(people, plan):
    make_task(make_strategy(make_plan(year=2027)), lead=people.unit_office)
    names = [choice.name for choice in ledger_choices.list_units([plan.id])[0]]
    assert names == [people.unit_a.name, people.unit_b.name]
    assert len(ledger_choices.list_strategies(plan.id)) == 2
    leaders = [choice.name for choice in ledger_choices.list_leaders([plan.id])]
    assert leaders == [people.leader_a.name, people.leader_b.name]


def test_a_leader_stands_for_the_units_that_they_supervise(plan, people):
    wanted = TaskFilter(plan.id, leader_id=people.leader_b.id)
    rows = [row for page in walk(wanted) for row in page.rows]
    assert {row.lead_unit for row in rows} == {people.unit_b.name}
    assert ledger.get_page(TaskFilter(plan.id, leader_id=10**6), None, on=TODAY).matching == 0


def test_a_withdrawn_task_is_listed_and_in_no_count(people):
    strategy = make_strategy()
    make_task(strategy, lead=people.unit_a, due_on=date(2026, 11, 20))
    gone = make_task(strategy, lead=people.unit_a, state=TaskState.WITHDRAWN, percent=40)
    make_task(strategy, lead=people.unit_a, state=TaskState.SUSPENDED)
    figures.rebuild(make_doing())
    page = ledger.get_page(TaskFilter(strategy.plan_id), None, on=TODAY)
    assert (page.matching, page.withdrawn, len(page.rows)) == (3, 1, 3)
    assert {colour: n for colour, n in page.by_colour.items() if n} == {
        Colour.RED: 1,
        Colour.GREY: 1,
    }
    row = next(row for row in page.rows if row.id == gone.id)
    assert (row.percent, row.expected, row.gap) == (Decimal(40), None, None)
    grey = TaskFilter(strategy.plan_id, lit=(Colour.GREY,))
    assert gone.id not in [row.id for row in ledger.get_page(grey, None, on=TODAY).rows]


def test_a_light_and_its_rank_cannot_differ(plan):
    """The database makes the rank: of every light, also of one that came from elsewhere."""
    ids = db.session.scalars(sa.select(Task.id)).all()
    for task_id, light in zip(ids, Light, strict=False):
        db.session.execute(sa.update(Task).where(Task.id == task_id).values(light=light))
    rows = db.session.execute(sa.select(Task.light, Task.light_rank)).all()
    assert {light for light, _ in rows} >= set(list(Light)[: len(ids)])
    assert all(rank == SEVERITY[light] for light, rank in rows)
    db.session.rollback()


def test_the_counts_of_the_roll_ups_are_those_of_the_tasks(plan, people):
    strategies = [None, *db.session.scalars(sa.select(Strategy.id))]
    units = [None, people.unit_a.id, people.unit_b.id, people.unit_office.id]
    choices = (strategies, units, [None, people.leader_a.id], [None, Colour.RED, Colour.GREY])
    for strategy_id, unit_id, leader_id, colour in itertools.product(*choices):
        wanted = TaskFilter(
            plan.id, strategy_id, unit_id, leader_id, lit=(colour,) if colour else ()
        )
        counted = count_by_light(replace(wanted, words="任务"), TODAY)  # which no roll-up knows
        assert count_by_light(wanted, TODAY) == counted
