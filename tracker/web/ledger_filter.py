"""The filter of the ledger as its address states it."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from flask import request

from tracker.domain.lights import Colour, Light
from tracker.domain.permissions import Permission
from tracker.domain.reporting import Standing
from tracker.domain.values import TaskState
from tracker.queries.task_filter import Due, Sort, TaskFilter
from tracker.web.access import can
from tracker.web.converters import row_id
from tracker.web.fields import visible

Word = TypeVar("Word", bound=StrEnum)
MAX_WORDS = 50
REPORTS = (Standing.OWED, Standing.GIVEN)
ALL = "all"  # of the plans
DOWN = "desc"
# A colour, then its kinds; a colour of one kind stands for it.
KINDS = {
    colour: [light for light in Light if light.is_counted and light.colour is colour]
    for colour in Colour
}
LIGHTS: Sequence[Colour | Light] = [
    each for colour, kinds in KINDS.items() for each in (colour, *(kinds if len(kinds) > 1 else ()))
]


def asked(plan_id: int) -> TaskFilter:
    """Of the plan that is asked for, else of this one. A value that makes no sense counts as
    missing."""
    given = request.args
    return TaskFilter(
        plan_id=None if given.get("plan") == ALL else given.get("plan", plan_id, type=row_id),
        strategy_id=given.get("strategy", type=row_id),
        unit_id=given.get("unit", type=row_id),
        support_id=given.get("support", type=row_id),
        leader_id=given.get("leader", type=row_id),
        due=_one_of(Due, given.get("due")),
        lit=tuple(light for light in LIGHTS if light.value in given.getlist("light")),
        state=_one_of(states(), given.get("state")),
        report=_one_of(REPORTS, given.get("report")),
        words=visible(given.get("q", "")).strip()[:MAX_WORDS],
        sort=_one_of(Sort, given.get("sort")) or Sort.LIGHT,
        is_reversed=given.get("dir") == DOWN,
        is_whole="all" in given,
    )


def states() -> Sequence[TaskState]:
    """Those who hand tasks out see what is not issued yet, too."""
    is_seen = can(Permission.TASK_ISSUE)
    return [state for state in TaskState if state.is_issued or is_seen]


def _one_of(choices: Iterable[Word], text: str | None) -> Word | None:
    return next((choice for choice in choices if choice.value == text), None)


def arguments(wanted: TaskFilter) -> dict[str, Any]:
    """The filter as an address states it: links change one of these and keep the rest."""
    stated = {
        "plan": ALL if wanted.plan_id is None else wanted.plan_id,
        "strategy": wanted.strategy_id,
        "unit": wanted.unit_id,
        "support": wanted.support_id,
        "leader": wanted.leader_id,
        "due": wanted.due,
        "light": [light.value for light in wanted.lit],
        "state": wanted.state,
        "report": wanted.report,
        "q": wanted.words,
        "sort": None if wanted.sort is Sort.LIGHT else wanted.sort,
        "dir": DOWN if wanted.is_reversed else None,
        "all": 1 if wanted.is_whole else None,
    }
    return {name: value for name, value in stated.items() if value}
