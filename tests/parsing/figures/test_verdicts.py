"""A verdict that is remembered is the one that the figure itself would get."""

import pytest

from tracker.domain.values import Op
from tracker.parsing.figures.context import Surroundings
from tracker.parsing.figures.quantities import find_quantities
from tracker.parsing.figures.verdicts import Verdict, judge


def _verdicts(text: str) -> list[Verdict]:
    around = Surroundings(text, 0, len(text))
    return [judge(found, around.of(found)) for found in find_quantities(text, 0, len(text))]


def _is_no_target(text: str) -> list[bool]:
    return [verdict.is_no_target for verdict in _verdicts(text)]


def test_the_same_words_are_judged_alike_whatever_the_place_and_the_amount() -> None:
    first, second, third = _verdicts("抽检不低于5批次,抽检不低于80批次;全年抽检不低于900批次")
    assert first == second == Verdict(is_baseline=False, is_no_target=False, op=Op.AT_LEAST)
    assert third.op is Op.AT_LEAST


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("木材、食品、机械等3个行业", "木材、食品、机械等5个市场"),  # as many as named, or more
        ("每月开展1次", "每月开展2次"),  # how often, or how much
    ],
)
def test_an_amount_that_a_rule_asks_for_is_not_forgotten(one: str, other: str) -> None:
    assert (_is_no_target(one), _is_no_target(other)) == ([True], [False])


def test_an_exact_sum_for_each_is_no_floor_but_a_total_is() -> None:
    (each,), (total,) = _verdicts("每人补贴500元"), _verdicts("每人补贴5000000元")
    assert (each.op, total.op) == (Op.EQUAL, Op.AT_LEAST)


def test_a_range_is_no_single_figure() -> None:
    (single,), (ranged,) = _verdicts("新建5个"), _verdicts("新建5-8个")
    assert (single.op, ranged.op) == (Op.AT_LEAST, Op.RANGE)
