"""What the subjects of the log are called, and which of them some words mean."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

import sqlalchemy as sa

from tracker.database import db
from tracker.models import (
    ImportDraft,
    NodeTemplate,
    OutboxEmail,
    PlanDocument,
    Task,
    Unit,
    User,
    WorkPlan,
)

SubjectKey = tuple[str, int]  # kind, id
_Names = sa.Select[*tuple[int, str]]

_NAMES: dict[str, _Names] = {
    "task": sa.select(Task.id, Task.number + " " + Task.title),
    "plan": sa.select(WorkPlan.id, WorkPlan.title),
    "template": sa.select(NodeTemplate.id, NodeTemplate.name),
    "unit": sa.select(Unit.id, Unit.name),
    "user": sa.select(User.id, User.name),
    "document": sa.select(PlanDocument.id, PlanDocument.filename),
    "draft": sa.select(ImportDraft.id, PlanDocument.filename).join(
        PlanDocument, PlanDocument.id == ImportDraft.document_id
    ),
    "mail": sa.select(OutboxEmail.id, OutboxEmail.address),
}


def names_of(subjects: Iterable[SubjectKey]) -> Mapping[SubjectKey, str]:
    """One query for each kind of subject. A deleted subject has no name."""
    wanted: defaultdict[str, set[int]] = defaultdict(set)
    for kind, id_ in subjects:
        wanted[kind].add(id_)
    return {
        (kind, id_): name
        for kind, ids in wanted.items()
        if kind in _NAMES
        for id_, name in _named(_NAMES[kind], ids)
    }


def _named(names: _Names, ids: Collection[int]) -> list[tuple[int, str]]:
    key = names.selected_columns[0]
    return [(row[0], row[1]) for row in db.session.execute(names.where(key.in_(ids)))]


def meant_by(
    words: str, kind: sa.SQLColumnExpression[str], id_: sa.SQLColumnExpression[int]
) -> sa.ColumnElement[bool]:
    """Subjects whose name contains the words."""
    return sa.or_(
        *(sa.and_(kind == each, id_.in_(_holding(names, words))) for each, names in _NAMES.items())
    )


def _holding(names: _Names, words: str) -> sa.Select[*tuple[int]]:
    key, name = names.selected_columns
    return names.where(name.contains(words, autoescape=True)).with_only_columns(key)
