"""Which tasks a list is about: what may be chosen, as conditions on the tasks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from tracker.domain.lights import SEVERITY, Colour, Light
from tracker.domain.reporting import Standing
from tracker.domain.search_words import spellings, words_of
from tracker.domain.values import PlanState, TaskState
from tracker.models import Supervision, Target, Task, TaskSupport, WorkPlan


class Sort(StrEnum):
    LIGHT = "light"
    DUE = "due"
    NUMBER = "number"
    PERCENT = "percent"
    UNIT = "unit"
    EXPECTED = "expected"
    GAP = "gap"
    REPORTED = "reported"
    STATE = "state"


class Due(StrEnum):
    PAST = "past"  # and not finished
    THIS_MONTH = "month"
    NEXT_MONTH = "next-month"


@dataclass(frozen=True, slots=True)
class TaskFilter:
    plan_id: int | None  # None: all that are carried out now
    strategy_id: int | None = None
    unit_id: int | None = None
    leader_id: int | None = None  # of the units that this leader supervises
    due: Due | None = None
    lit: tuple[Colour | Light, ...] = ()  # any of these, a colour standing for its kinds
    state: TaskState | None = None
    report: Standing | None = None  # of the current period
    support_id: int | None = None  # a unit that supports
    words: str = ""
    sort: Sort = Sort.LIGHT
    is_reversed: bool = False
    is_whole: bool = False  # in one piece, for printing

    @property
    def is_narrow(self) -> bool:
        """Something is asked of the tasks themselves, not only of which strategy they are."""
        of_task = (self.unit_id, self.support_id, self.leader_id, self.due, self.state, self.report)
        is_said = bool(self.words.strip() or self.lit)
        return is_said or any(each is not None for each in of_task)

    @property
    def is_in_figures(self) -> bool:
        """Roll-ups know how many tasks there are."""
        known_to_tasks = (self.support_id, self.due, self.state, self.report)
        return not self.words.strip() and all(each is None for each in known_to_tasks)

    def lights(self) -> Sequence[Light]:
        """Those asked for, the worst first; withdrawn tasks are of no colour."""
        if not self.lit:
            return tuple(Light)
        counted = (light for light in Light if light.is_counted)
        return [light for light in counted if light in self.lit or light.colour in self.lit]

    @property
    def is_of_drafts(self) -> bool:
        """Tasks that are not issued stand in no list unless they are asked for."""
        return self.state is TaskState.DRAFT


def conditions(wanted: TaskFilter, on: date) -> list[sa.ColumnElement[bool]]:
    return [Task.parent_id.is_(None), *_conditions(wanted, on)]


def part_conditions(wanted: TaskFilter, on: date) -> list[sa.ColumnElement[bool]]:
    """The same asked of sub-tasks."""
    return [Task.parent_id.is_not(None), *_conditions(wanted, on)]


def _conditions(wanted: TaskFilter, on: date) -> list[sa.ColumnElement[bool]]:
    found = [of_plans(Task.plan_id, wanted)]
    if not wanted.is_of_drafts:
        found.append(Task.state != TaskState.DRAFT)
    if wanted.strategy_id is not None:
        found.append(Task.strategy_id == wanted.strategy_id)
    if wanted.unit_id is not None:
        found.append(Task.lead_unit_id == wanted.unit_id)
    if wanted.support_id is not None:
        supported = sa.select(TaskSupport.task_id).where(TaskSupport.unit_id == wanted.support_id)
        found.append(Task.id.in_(supported))
    if wanted.leader_id is not None:
        theirs = sa.select(Supervision.unit_id).where(Supervision.leader_id == wanted.leader_id)
        found.append(Task.lead_unit_id.in_(theirs))
    if wanted.due is not None:
        found.extend(_due_in(wanted.due, on))
    if wanted.state is not None:
        found.append(Task.state == wanted.state)
    if wanted.report is not None:
        found.append(Task.report == wanted.report)
    if wanted.lit:
        found.append(_is_lit(wanted.lights()))
    found.extend(_mentions(word) for word in words_of(wanted.words))
    return found


def of_plans(plan_id: InstrumentedAttribute[int], wanted: TaskFilter) -> sa.ColumnElement[bool]:
    if wanted.plan_id is not None:
        return plan_id == wanted.plan_id
    return plan_id.in_(sa.select(WorkPlan.id).where(WorkPlan.state == PlanState.ACTIVE))


def _is_lit(lights: Sequence[Light]) -> sa.ColumnElement[bool]:
    """As a stretch of ranks where it is one: then an index gives the tasks in their order."""
    ranks = sorted(SEVERITY[light] for light in lights)
    if ranks == list(range(ranks[0], ranks[-1] + 1)):
        return Task.light_rank.between(ranks[0], ranks[-1])
    return Task.light_rank.in_(ranks)


def _due_in(due: Due, on: date) -> Sequence[sa.ColumnElement[bool]]:
    if due is Due.PAST:
        return (Task.due_on < on, Task.state.not_in([TaskState.DONE, TaskState.WITHDRAWN]))
    first = on.replace(day=1) if due is Due.THIS_MONTH else _month_after(on)
    return (Task.due_on >= first, Task.due_on < _month_after(first))


def _month_after(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _mentions(word: str) -> sa.ColumnElement[bool]:
    """Searches number, title and names of targets. % and _ have no special meaning."""
    measured = sa.select(Target.task_id).where(_holds(Target.metric, word))
    return sa.or_(_holds(Task.number, word), _holds(Task.title, word), Task.id.in_(measured))


def _holds(column: InstrumentedAttribute[str], word: str) -> sa.ColumnElement[bool]:
    return sa.or_(*(column.icontains(each, autoescape=True) for each in spellings(word)))
