"""需协调事项: what waits for an answer, and answers that whoever asked has not seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from tracker.database import db
from tracker.domain.calendar_days import day_of
from tracker.domain.decisions import Decision, DecisionKind
from tracker.domain.errors import NotFound
from tracker.domain.lifecycle import Move, states_for
from tracker.domain.values import Actor, HelpVerdict, PlanState
from tracker.models import HelpRequest, Task, Unit, User, WorkPlan
from tracker.queries.requests import UNIT_ID, USER_ID, Roles, decides, is_in, person


@dataclass(frozen=True, slots=True)
class HelpRow:
    id: int
    task_id: int
    number: str
    title: str
    lead_unit: str
    unit_id: int
    unit: str  # that asked
    text: str
    asked_by: str
    asked_at: datetime
    word: str
    answered_by: str | None
    answered_at: datetime | None

    @property
    def asked_on(self) -> date:
        return day_of(self.asked_at)

    @property
    def is_open(self) -> bool:
        return self.answered_at is None

    @property
    def decision(self) -> Decision:
        """As which its answer is seen."""
        return Decision(DecisionKind.HELP, self.id)


@dataclass(frozen=True, slots=True)
class HelpSaid:
    """What waits longest on a task, or on one of its sub-tasks."""

    part: str  # the number of the sub-task
    text: str
    asked_on: date


def help_said(text: str | None, at: datetime | None, *, part: str = "") -> Sequence[HelpSaid]:
    """One, or none, from the columns of `oldest_help`."""
    return () if text is None or at is None else (HelpSaid(part, text, day_of(at)),)


def list_help(actor: Actor, *, limit: int) -> Sequence[HelpRow]:
    """What this person may answer, the longest waiting first."""
    wanted = _rows().where(HelpRequest.id.in_(help_ids(actor.roles)))
    oldest = wanted.order_by(HelpRequest.asked_at, HelpRequest.id)
    rows = db.session.execute(oldest.limit(limit), person(actor))
    return [HelpRow(*row) for row in rows]


def get_help(task_id: int, help_id: int) -> HelpRow:
    one = _rows().where(HelpRequest.id == help_id, HelpRequest.task_id == task_id)
    row = db.session.execute(one).one_or_none()
    if row is None:
        raise NotFound("help.not-found")
    return HelpRow(*row)


def help_ids(roles: Roles) -> sa.Select[int]:
    """One row for each, to be counted."""
    return (
        sa.select(HelpRequest.id)
        .join(Task, Task.id == HelpRequest.task_id)
        .join(WorkPlan, WorkPlan.id == Task.plan_id)
        .where(_is_open(), WorkPlan.state == PlanState.ACTIVE, decides(roles))
    )


def list_help_on(actor: Actor, task_id: int) -> Sequence[HelpRow]:
    """What waits on a task, and answers that this person has not seen; the oldest first."""
    parameters = {"user_id": actor.user_id, "task_id": task_id}
    return [HelpRow(*row) for row in db.session.execute(_on_task(), parameters)]


def oldest_help(task: type[Task]) -> tuple[sa.Label[str], sa.Label[datetime]]:
    """Of each task of a query what waits longest: the words, and since when."""
    waiting = sa.select(HelpRequest).where(HelpRequest.task_id == task.id, _is_open(task))
    oldest = waiting.order_by(HelpRequest.asked_at, HelpRequest.id).limit(1).correlate(task)
    words, since = (
        oldest.with_only_columns(column).scalar_subquery()
        for column in (HelpRequest.text, HelpRequest.asked_at)
    )
    return words.label(None), since.label(None)


def is_unseen() -> sa.ColumnElement[bool]:
    """An answer that whoever asked has not seen. The lead unit has a 批示 in its 待办 anyway."""
    return sa.and_(
        HelpRequest.asked_by_id == USER_ID,
        HelpRequest.verdict == HelpVerdict.ANSWERED,
        HelpRequest.seen_at.is_(None),
        sa.or_(HelpRequest.instruction_id.is_(None), HelpRequest.unit_id != Task.lead_unit_id),
    )


def _is_open(task: type[Task] = Task) -> sa.ColumnElement[bool]:
    return sa.and_(HelpRequest.decided_at.is_(None), is_in(states_for(Move.HELP), task))


@cache
def _on_task() -> sa.Select[*tuple[Any, ...]]:
    """Made once: building it costs more than running it."""
    return (
        _rows()
        .where(Task.id == sa.bindparam("task_id"), sa.or_(_is_open(), is_unseen()))
        .order_by(HelpRequest.asked_at, HelpRequest.id)
    )


def with_help(tasks: sa.Select[*tuple[Any, ...]]) -> sa.Select[*tuple[Any, ...]]:
    """Tasks joined with their lead unit, and a row with the columns of `HelpRow` for each that
    this person's unit waits for or whose answer they have not seen; else with empty ones."""
    unit, asker, decider = aliased(Unit), aliased(User), aliased(User)
    own = sa.and_(_is_open(), HelpRequest.unit_id == UNIT_ID)
    mine = sa.and_(HelpRequest.task_id == Task.id, sa.or_(own, is_unseen()))
    return (
        tasks.add_columns(*_columns(Unit, unit, asker, decider))
        .outerjoin(HelpRequest, mine)
        .outerjoin(unit, unit.id == HelpRequest.unit_id)
        .outerjoin(asker, asker.id == HelpRequest.asked_by_id)
        .outerjoin(decider, decider.id == HelpRequest.decided_by_id)
        .order_by(HelpRequest.asked_at, HelpRequest.id)
    )


def _rows() -> sa.Select[*tuple[Any, ...]]:
    lead, decider = aliased(Unit), aliased(User)
    return (
        sa.select(*_columns(lead, Unit, User, decider))
        .join(Task, Task.id == HelpRequest.task_id)
        .join(lead, lead.id == Task.lead_unit_id)
        .join(Unit, Unit.id == HelpRequest.unit_id)
        .join(User, User.id == HelpRequest.asked_by_id)
        .outerjoin(decider, decider.id == HelpRequest.decided_by_id)
    )


def _columns(
    lead: type[Unit], unit: type[Unit], asker: type[User], decider: type[User]
) -> Sequence[sa.SQLColumnExpression[Any]]:
    """Of `HelpRow`, in its order."""
    return (
        HelpRequest.id,
        HelpRequest.task_id,
        Task.number,
        Task.title,
        lead.name,
        HelpRequest.unit_id,
        unit.name,
        HelpRequest.text,
        asker.name,
        HelpRequest.asked_at,
        HelpRequest.word,
        decider.name,
        HelpRequest.decided_at,
    )
