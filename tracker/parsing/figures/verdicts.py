"""Knows how a figure binds by the words around it alone, whatever its place and its amount.

A task list says 合格率达到 and 个百分点 over and over: the same words are weighed once.
"""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from tracker.domain.values import Op
from tracker.parsing.figures.context import Context
from tracker.parsing.figures.cues import comparator
from tracker.parsing.figures.quantities import Quantity
from tracker.parsing.figures.steps import is_baseline
from tracker.parsing.figures.traps import is_no_target

_SOME = Decimal(0)  # an amount that no rule asks for
_LARGEST = Decimal(10**6)  # the highest one that a rule asks for


class Verdict(NamedTuple):
    """`is_baseline`: it says where things stand. `op`: how it binds, where it is a target."""

    is_baseline: bool
    is_no_target: bool
    op: Op


def judge(quantity: Quantity, context: Context) -> Verdict:
    return _judged(_anywhere(quantity, context), context)


def _anywhere(quantity: Quantity, context: Context) -> Quantity:
    """Without its place; of its amount is left whether it is one, how many names stand before it,
    or so large that it is no sum for each.
    """
    value = quantity.value
    if value >= _LARGEST:
        value = _LARGEST
    elif value != 1 and value != context.before.count("、") + 1:
        value = _SOME
    high = None if quantity.high is None else _SOME
    _, _, _, _, unit, tail, spoken, magnitude = quantity
    return Quantity(0, 0, value, high, unit, tail, spoken, magnitude)


@lru_cache(maxsize=2048)
def _judged(quantity: Quantity, context: Context) -> Verdict:
    if is_baseline(context):
        return Verdict(is_baseline=True, is_no_target=False, op=Op.AT_LEAST)
    if is_no_target(quantity, context):
        return Verdict(is_baseline=False, is_no_target=True, op=Op.AT_LEAST)
    return Verdict(is_baseline=False, is_no_target=False, op=comparator(quantity, context))
