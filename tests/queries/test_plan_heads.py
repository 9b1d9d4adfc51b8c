"""The strategies of a plan; who moved its end, on which day of Shanghai, and by how much."""

from collections.abc import Sequence
from datetime import date, timedelta

from tests.make import make_plan, make_strategy, make_task
from tracker.queries.plan_heads import PlanMoveRow, get_head
from tracker.services import plans

DAY = date(2026, 11, 23)
NEW_END = date(2027, 1, 31)


def postpone(people, plan, clock, to_on: date, reason: str = "台风停工。") -> None:
    doing = people.office.doing(clock.now())
    plans.postpone(doing, plan_id=plan.id, ends_on=to_on, reason=reason)


def list_moves(plan_id: int, until: date) -> Sequence[PlanMoveRow]:
    return get_head(plan_id, until).moves


def test_strategies_stand_in_their_order_once_however_often_the_plan_moved(people, clock):
    plan = make_plan()
    second, first = make_strategy(plan, position=2), make_strategy(plan, position=1)
    for end in (NEW_END, date(2027, 2, 28)):
        postpone(people, plan, clock, end)
    head = get_head(plan.id, DAY)
    assert [row.id for row in head.strategies] == [first.id, second.id]
    assert (head.name_of(second.id), head.name_of(99), head.name_of(None)) == ("二、板块1", "", "")


def test_a_move_says_who_made_it_on_which_day_and_why(people, clock):
    plan = make_plan()
    make_task(make_strategy(plan))
    postpone(people, plan, clock, NEW_END)
    (move,) = list_moves(plan.id, DAY)
    assert (move.on, move.by, move.reason) == (DAY, people.office.name, "台风停工。")
    assert (move.from_on, move.to_on, move.days) == (date(2026, 12, 31), NEW_END, 31)


def test_the_newest_stands_first_and_what_came_later_is_not_told_of_an_earlier_day(people, clock):
    plan = make_plan()
    make_strategy(plan)
    postpone(people, plan, clock, NEW_END)
    clock.move_to(DAY + timedelta(days=3))
    postpone(people, plan, clock, date(2027, 2, 28))
    assert [move.days for move in list_moves(plan.id, DAY + timedelta(days=3))] == [28, 31]
    assert [move.days for move in list_moves(plan.id, DAY + timedelta(days=2))] == [31]
    assert list_moves(plan.id, DAY - timedelta(days=1)) == []


def test_the_move_of_another_plan_is_not_told(people, clock):
    plan, other = make_plan(), make_plan(year=2027)
    make_strategy(other)
    postpone(people, plan, clock, NEW_END)
    assert list_moves(other.id, DAY) == []
