"""The columns that all steps in the life of a task have, so that one query reads them."""

from typing import Any

import sqlalchemy as sa

from tracker.database import UtcDateTime
from tracker.domain.task_events import EventKind
from tracker.models import User

Steps = sa.Select[*tuple[Any, ...]]
Column = sa.SQLColumnExpression[Any]
TASK_ID = sa.bindparam("task_id", type_=sa.Integer)


def step_columns(
    kind: EventKind | Column,
    ref: Column,
    at: Column,
    *said: Column,
    tag: Column | None = None,
    times: Column | None = None,
    dates: tuple[Column, Column] | None = None,
) -> Steps:
    """`said` is the text and the note. Who did it is joined as `User`."""
    text, note = (*said, sa.null(), sa.null())[:2]
    from_on, to_on = dates or (sa.null(), sa.null())
    return sa.select(
        sa.literal(kind.value, sa.Text) if isinstance(kind, EventKind) else kind,
        ref,
        sa.type_coerce(at, UtcDateTime),
        User.name,
        text,
        note,
        sa.null() if tag is None else sa.cast(tag, sa.Text),
        sa.null() if times is None else times,
        from_on,
        to_on,
        sa.null(),
        sa.null(),
    )
