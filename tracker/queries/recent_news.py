"""本周变化: the tasks that came to red or yellow, were closed or sent back since a day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.calendar_days import day_of, start_of
from tracker.domain.lights import Light
from tracker.domain.recent import News
from tracker.domain.values import Verdict
from tracker.models import Task, Unit, Verification
from tracker.queries.board_scope import BoardScope, Shape, of_scope

COUNTED = 200  # of one light; beyond that it is said that there are more


@dataclass(frozen=True, slots=True)
class ChangedTask:
    id: int
    number: str
    title: str
    unit: str
    light: Light
    on: date


@dataclass(frozen=True, slots=True)
class NewsGroup:
    """The newest first; `count` is of all, of which only some may be listed here."""

    news: News
    tasks: Sequence[ChangedTask]
    count: int
    is_more: bool  # than were counted


def list_news(scope: BoardScope, since: date, *, limit: int) -> Sequence[NewsGroup]:
    """All groups, also those without a task. Neither tasks nor weeks make it cost more."""
    sought = {"since": since, "since_at": start_of(since), "most": limit}
    rows = db.session.execute(_statement(scope.shape), {**scope.parameters, **sought}).all()
    return [_group(news, [row for row in rows if row.news == news], limit) for news in News]


def _group(news: News, rows: Sequence[sa.Row[*tuple[Any, ...]]], limit: int) -> NewsGroup:
    tasks = sorted((_task(row) for row in rows), key=lambda task: (task.on, task.id), reverse=True)
    counts: Mapping[str, int] = {row.light if news.colour else "": row.many for row in rows}
    return NewsGroup(
        news=news,
        tasks=tasks[:limit],
        count=sum(counts.values()),
        is_more=any(count == COUNTED for count in counts.values()),
    )


def _task(row: sa.Row[*tuple[Any, ...]]) -> ChangedTask:
    on = row.lit_on if row.decided_at is None else day_of(row.decided_at)
    return ChangedTask(row.id, row.number, row.title, row.unit, row.light, on)


@cache
def _statement(shape: Shape) -> sa.CompoundSelect[*tuple[Any, ...]]:
    """A part for each light: an index gives the newest of one light in their order."""
    lit = (_lit(news, light, shape) for news in News for light in Light if _tells(light, news))
    return sa.union_all(*lit, _sent_back(shape))


def _tells(light: Light, news: News) -> bool:
    return light.is_counted and light.colour is news.colour


def _lit(news: News, light: Light, shape: Shape) -> sa.Select[*tuple[Any, ...]]:
    no_instant = sa.literal(None, Verification.decided_at.type)
    found = sa.select(Task.id, Task.lit_on, no_instant.label("decided_at")).where(
        Task.light == light, Task.lit_on >= sa.bindparam("since", type_=sa.Date), *_whole(shape)
    )
    return _part(news, found, Task.lit_on)


def _sent_back(shape: Shape) -> sa.Select[*tuple[Any, ...]]:
    """A task that was sent back twice is told once."""
    newest = sa.func.max(Verification.decided_at)
    no_day = sa.literal(None, sa.Date)
    found = (
        sa.select(Task.id, no_day.label("lit_on"), newest.label("decided_at"))
        .join(Verification, Verification.task_id == Task.id)
        .where(
            Verification.verdict == Verdict.SENT_BACK,
            Verification.decided_at >= sa.bindparam("since_at"),
            *_whole(shape),
        )
        .group_by(Task.id)
    )
    return _part(News.SENT_BACK, found, newest)


def _whole(shape: Shape) -> Iterator[sa.ColumnElement[bool]]:
    """Sub-tasks are in no count of tasks."""
    yield Task.parent_id.is_(None)
    yield from of_scope(shape)


def _part(
    news: News, found: sa.Select[*tuple[Any, ...]], at: sa.SQLColumnExpression[Any]
) -> sa.Select[*tuple[Any, ...]]:
    """The newest of what was found, each with how many there are."""
    most = sa.bindparam("most", type_=sa.Integer)
    newest = found.order_by(at.desc(), Task.id.desc()).limit(most).subquery()
    many = sa.select(sa.func.count()).select_from(found.limit(COUNTED).subquery())
    return (
        sa.select(
            sa.literal(news.value, sa.Text).label("news"),
            Task.id,
            Task.number,
            Task.title,
            Unit.name.label("unit"),
            Task.light,
            newest.c.lit_on,
            newest.c.decided_at,
            many.scalar_subquery().label("many"),
        )
        .join(newest, newest.c.id == Task.id)
        .join(Unit, Unit.id == Task.lead_unit_id)
    )
