"""The board's rows: figures of all or of some units, their order, the course."""

from datetime import date

import pytest

from tests.make import make_plan, make_snapshot, make_strategy, make_task, make_update
from tracker.database import db
from tracker.domain.expected import course
from tracker.domain.pace import Pace
from tracker.domain.rollup import total
from tracker.domain.rounding import tenth
from tracker.domain.unit_series import UnitOrder, ordered
from tracker.domain.values import PlanState, Scope, TaskState
from tracker.models import Supervision
from tracker.queries.board import BoardPage, find_board, list_published
from tracker.queries.board_units import BoardFilter

TODAY = date(2026, 11, 23)
LATE = date(2026, 10, 31)
YEAR = course(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def plan(people):
    return make_plan()


def board(person, **wanted: int) -> BoardPage:
    page = find_board(person.actor, BoardFilter(**wanted), on=TODAY)
    assert page is not None
    return page


def snapshot(plan, on: date, percent: int, **scope: object) -> None:
    """One task of the whole year, reported at so many percent."""
    line = YEAR.segment(on)
    figures = {"tasks": 1, "weight": 1, "reported": 1, "reported_weight": 1, "normal": 1}
    lines = {"base": line.base, "slope": line.slope}
    make_snapshot(
        plan,
        on=on,
        points=percent * 100,
        reported_base=line.base,
        reported_slope=line.slope,
        **figures,
        **lines,
        **scope,
    )


def test_without_a_published_plan_there_is_no_board(people):
    make_plan(state=PlanState.DRAFT)
    assert find_board(people.office.actor, BoardFilter(), on=TODAY) is None


def test_a_plan_that_is_a_draft_or_nowhere_is_not_shown(people, plan):
    draft = make_plan(state=PlanState.DRAFT)
    for number in (draft.id, draft.id + 99):
        wanted = BoardFilter(plan_id=number)
        assert find_board(people.office.actor, wanted, on=TODAY) is None


def test_the_running_plan_of_the_longest_period_stands_first(app):
    made = {
        "next": make_plan(year=2027),
        "closed": make_plan(state=PlanState.CLOSED),
        "half": make_plan(starts_on=date(2026, 7, 1)),
        "year": make_plan(),
        "last": make_plan(year=2025),
        "draft": make_plan(state=PlanState.DRAFT),
    }
    names = {plan.id: name for name, plan in made.items()}
    shown = [names[choice.id] for choice in list_published(TODAY)]
    assert shown == ["year", "half", "next", "last", "closed"]


def test_figures_are_of_the_plan_or_of_the_chosen_units_alone(people, plan):
    strategy = make_strategy(plan)
    make_update(make_task(strategy, lead=people.unit_a), percent=40)
    make_update(make_task(strategy, lead=people.unit_b), percent=80)
    make_task(strategy, lead=people.unit_office, state=TaskState.WITHDRAWN)
    whole = board(people.office)
    assert (whole.actual, whole.figures.tasks, whole.figures.withdrawn) == (60, 2, 1)
    assert whole.subject.is_whole
    assert [unit.name for unit in whole.units] == [people.unit_a.name, people.unit_b.name]
    by_unit = board(people.office, unit_id=people.unit_b.id)
    by_leader = board(people.office, leader_id=people.leader_b.id)
    for page in (by_unit, by_leader):
        assert (page.actual, page.figures.tasks, page.subject.is_whole) == (80, 1, False)
        assert [unit.id for unit in page.units] == [people.unit_b.id]
        assert len(page.unit_choices) == 2
        assert [row.actual for row in page.strategies] == [80]


def test_strategies_speak_of_the_chosen_units_alone(people, plan):
    shared, other = make_strategy(plan, title="共有"), make_strategy(plan, title="他人")
    make_update(make_task(shared, lead=people.unit_a), percent=40)
    make_update(make_task(shared, lead=people.unit_b, due_on=LATE), percent=80)
    make_task(other, lead=people.unit_b)
    (row,) = board(people.office, unit_id=people.unit_a.id).strategies
    assert (row.title, row.actual, row.figures.tasks, row.figures.overdue) == ("共有", 40, 1, 0)
    titles = [row.title for row in board(people.office, leader_id=people.leader_b.id).strategies]
    assert titles == ["共有", "他人"]


def test_the_units_of_a_leader_are_summed_as_they_are_led_today(people, plan):
    office = Supervision(unit_id=people.unit_office.id, leader_id=people.leader_a.id)
    db.session.add(office)
    db.session.commit()
    strategy = make_strategy(plan)
    for unit, percent in ((people.unit_a, 20), (people.unit_office, 60), (people.unit_b, 99)):
        make_update(make_task(strategy, lead=unit), percent=percent)
        make_task(strategy, lead=unit, due_on=LATE)
    page = board(people.office, leader_id=people.leader_a.id)
    (row,) = page.strategies
    assert page.figures == row.figures == total(unit.figures for unit in page.units)
    assert (page.actual, page.figures.tasks, len(page.units)) == (40, 4, 2)
    assert {task.unit for task in page.red} == {people.unit_a.name, people.unit_office.name}


def test_a_change_is_said_of_a_choice_once_its_strategies_were_kept_by_unit(people, plan):
    strategy = make_strategy(plan)
    make_update(make_task(strategy, lead=people.unit_a), percent=90)
    of_strategy = {"scope": Scope.STRATEGY, "scope_id": strategy.id}
    snapshot(plan, LATE, 10, **of_strategy)
    (row,) = board(people.office, unit_id=people.unit_a.id).strategies
    assert row.change is None
    snapshot(plan, LATE, 60, **of_strategy, unit_id=people.unit_a.id)
    (row,) = board(people.office, unit_id=people.unit_a.id).strategies
    assert row.change is not None
    assert row.change.gain == 30
    (row,) = board(people.office).strategies
    assert row.change is not None
    assert row.change.gain == 80


def test_a_unit_that_leads_nothing_has_an_empty_board_and_can_still_be_chosen(people, plan):
    make_task(make_strategy(plan), lead=people.unit_a)
    page = board(people.office, unit_id=people.unit_b.id)
    assert (page.figures.tasks, page.units, page.red) == (0, [], [])
    assert [unit.id for unit in page.unit_choices] == [people.unit_a.id, people.unit_b.id]
    page = board(people.office, leader_id=people.leader_b.id)
    assert people.leader_b.id in [leader.id for leader in page.leader_choices]
    assert [unit.id for unit in page.unit_choices] == [people.unit_a.id]


def test_units_stand_by_red_lights_then_by_points_behind_the_silent_last(people, plan):
    strategy = make_strategy(plan)
    make_task(strategy, lead=people.unit_a)
    make_update(make_task(strategy, lead=people.unit_office), percent=85)
    make_update(make_task(strategy, lead=people.unit_b, due_on=LATE), percent=99)
    names = [unit.name for unit in ordered(board(people.office).units, UnitOrder.WORST)]
    assert names == [people.unit_b.name, people.unit_office.name, people.unit_a.name]


def test_the_figures_of_a_strategy_are_those_of_all_its_units(people, plan):
    strategy = make_strategy(plan)
    make_update(make_task(strategy, lead=people.unit_a), percent=40)
    make_update(make_task(strategy, lead=people.unit_b), percent=80)
    (row,) = board(people.office).strategies
    assert (row.actual, row.figures.tasks) == (60, 2)


def test_a_strategy_without_tasks_still_has_its_row(people, plan):
    make_strategy(plan, title="空")
    (row,) = board(people.office).strategies
    assert (row.title, row.actual, row.gap, row.change) == ("空", None, None, None)


def test_the_change_is_since_the_end_of_last_month(people, plan):
    strategy = make_strategy(plan)
    make_update(make_task(strategy, lead=people.unit_a), percent=90)
    of_strategy = {"scope": Scope.STRATEGY, "scope_id": strategy.id}
    snapshot(plan, date(2026, 10, 30), 10, **of_strategy)
    snapshot(plan, date(2026, 10, 31), 60, **of_strategy)
    snapshot(plan, date(2026, 10, 31), 60)
    snapshot(plan, date(2026, 11, 1), 70, **of_strategy)
    page = board(people.office)
    (row,) = page.strategies
    assert row.change is not None
    assert (row.change.gain, row.change.pace) == (30, Pace.FASTER)
    assert page.gap_earlier == 60 - tenth(YEAR.expected(date(2026, 10, 31)))


def test_the_course_runs_over_the_stored_days_to_this_moment(people, plan):
    make_update(make_task(make_strategy(plan), lead=people.unit_a), percent=90)
    for on, percent in ((date(2026, 11, 1), 60), (date(2026, 6, 30), 40), (TODAY, 1)):
        snapshot(plan, on, percent)
    points = [(point.on, point.actual) for point in board(people.office).course]
    assert points == [(date(2026, 6, 30), 40), (date(2026, 11, 1), 60), (TODAY, 90)]


def test_another_plan_is_another_board(people, plan):
    other = make_plan(title="另一份", starts_on=date(2026, 7, 1))
    make_update(make_task(make_strategy(other), lead=people.unit_a, due_on=LATE), percent=10)
    assert (board(people.office).figures.tasks, board(people.office).red) == (0, [])
    page = board(people.office, plan_id=other.id)
    assert (page.plan.title, page.actual, len(page.red)) == ("另一份", 10, 1)
