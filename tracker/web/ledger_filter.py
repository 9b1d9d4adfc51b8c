"""The filter of the ledger as its address states it."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from flask import request

from tracker.domain.lights import Colour
from tracker.domain.reporting import Standing
from tracker.domain.values import TaskState
from tracker.queries.task_filter import Due, Sort, TaskFilter
from tracker.web.converters import row_id
from tracker.web.fields import visible

Word = TypeVar("Word", bound=StrEnum)
MAX_WORDS = 50
REPORTS = (Standing.OWED, Standing.GIVEN)
STATES = [state for state in TaskState if state.is_issued]


def asked(plan_id: int) -> TaskFilter:
    """Of the plan that is asked for, else of this one. A value that makes no sense counts as
    missing."""
    given = request.args
    return TaskFilter(
        plan_id=given.get("plan", plan_id, type=row_id),
        strategy_id=given.get("strategy", type=row_id),
        unit_id=given.get("unit", type=row_id),
        leader_id=given.get("leader", type=row_id),
        due=_one_of(Due, given.get("due")),
        colour=_one_of(Colour, given.get("light")),
        state=_one_of(STATES, given.get("state")),
        report=_one_of(REPORTS, given.get("report")),
        words=visible(given.get("q", "")).strip()[:MAX_WORDS],
        sort=_one_of(Sort, given.get("sort")) or Sort.LIGHT,
        is_whole="all" in given,
    )


def _one_of(choices: Iterable[Word], text: str | None) -> Word | None:
    return next((choice for choice in choices if choice.value == text), None)


def arguments(wanted: TaskFilter) -> dict[str, str | int]:
    """The filter as an address states it: links change one of these and keep the rest."""
    stated = {
        "plan": wanted.plan_id,
        "strategy": wanted.strategy_id,
        "unit": wanted.unit_id,
        "leader": wanted.leader_id,
        "due": wanted.due,
        "light": wanted.colour,
        "state": wanted.state,
        "report": wanted.report,
        "q": wanted.words,
        "sort": None if wanted.sort is Sort.LIGHT else wanted.sort,
        "all": 1 if wanted.is_whole else None,
    }
    return {name: value for name, value in stated.items() if value}
