"""Units with their names and duties, also as the plain input of the parser."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.database import Base, db
from tracker.domain.drafts.draft import UnitProfile
from tracker.domain.errors import NotFound
from tracker.domain.values import UnitKind
from tracker.models import ImportDraft, Supervision, Task, Unit, UnitAlias, UnitDuty, User

_OWN = {kind.__table__ for kind in (UnitAlias, UnitDuty, Supervision)}
EXAMPLES = 30  # a year's tasks of a busy unit


@dataclass(frozen=True, slots=True)
class UnitRow:
    id: int
    name: str
    kind: UnitKind
    aliases: tuple[str, ...]
    leader_name: str | None
    is_active: bool


def list_units() -> Sequence[UnitRow]:
    aliases = _grouped(sa.select(UnitAlias.unit_id, UnitAlias.name).order_by(UnitAlias.id))
    rows = db.session.execute(
        sa.select(Unit, User.name)
        .outerjoin(Supervision, Supervision.unit_id == Unit.id)
        .outerjoin(User, User.id == Supervision.leader_id)
        .order_by(Unit.position, Unit.id)
    )
    return [
        UnitRow(unit.id, unit.name, unit.kind, aliases.get(unit.id, ()), leader, unit.is_active)
        for unit, leader in rows
    ]


def get_id(name: str) -> int:
    unit_id = db.session.scalar(sa.select(Unit.id).where(Unit.name == name))
    if unit_id is None:
        raise NotFound("unit.unknown", name=name)
    return unit_id


def is_referred_to(session: Session, unit_id: int) -> bool:
    """By a person, a task, a record, a figure, a draft under review: by anything but its own names
    and duties."""
    named = [
        sa.select(sa.literal(1)).where(column == unit_id)
        for table in Base.metadata.sorted_tables
        if table not in _OWN
        for column in table.columns
        if column.name.endswith("unit_id")
    ]
    is_named = session.scalar(sa.union_all(*named).limit(1)) is not None
    return is_named or _is_chosen(session, unit_id)


def _is_chosen(session: Session, unit_id: int) -> bool:
    """In a draft, which knows units by their names only; what is dropped may come back."""
    own = sa.select(Unit.name).where(Unit.id == unit_id)
    known = sa.select(UnitAlias.name).where(UnitAlias.unit_id == unit_id)
    names = set(session.scalars(sa.union_all(own, known)))
    drafts = session.scalars(sa.select(ImportDraft.draft).where(ImportDraft.accepted_at.is_(None)))
    return any(
        not names.isdisjoint((item["lead"], *item["supporting"]))
        for draft in drafts
        for item in draft["items"]
    )


def list_profiles() -> Sequence[UnitProfile]:
    """Names, duties and earlier tasks of the active units, for the parser's suggestions."""
    aliases = _grouped(sa.select(UnitAlias.unit_id, UnitAlias.name).order_by(UnitAlias.id))
    duties = _grouped(sa.select(UnitDuty.unit_id, UnitDuty.text).order_by(UnitDuty.id))
    examples = _grouped(_newest_tasks())
    units = db.session.execute(
        sa.select(Unit.id, Unit.name).where(Unit.is_active).order_by(Unit.position, Unit.id)
    )
    return [
        UnitProfile(
            name=name,
            aliases=aliases.get(id_, ()),
            duties=duties.get(id_, ()),
            examples=examples.get(id_, ()),
        )
        for id_, name in units
    ]


def _newest_tasks() -> sa.Select[int, str]:
    """Titles of tasks issued to each unit, the newest first: a person confirmed these."""
    place = sa.func.row_number().over(partition_by=Task.lead_unit_id, order_by=Task.id.desc())
    issued = (
        sa.select(Task.lead_unit_id, Task.title, Task.id, place.label("place"))
        .where(Task.issued_at.isnot(None), Task.lead_unit_id.isnot(None))
        .subquery()
    )
    return (
        sa.select(issued.c.lead_unit_id, issued.c.title)
        .where(issued.c.place <= EXAMPLES)
        .order_by(issued.c.id.desc())
    )


def ids_by_name() -> Mapping[str, int]:
    """Every name and alias of an active unit."""
    named = sa.select(Unit.name, Unit.id).where(Unit.is_active)
    known = sa.select(UnitAlias.name, UnitAlias.unit_id).join(Unit).where(Unit.is_active)
    rows = [*db.session.execute(known), *db.session.execute(named)]
    return {name: unit_id for name, unit_id in rows}  # noqa: C416 -- rows, not pairs


def list_names() -> Sequence[str]:
    """The active units, as they are offered for a choice."""
    statement = sa.select(Unit.name).where(Unit.is_active).order_by(Unit.position, Unit.id)
    return db.session.scalars(statement).all()


def _grouped(statement: sa.Select[int, str]) -> dict[int, tuple[str, ...]]:
    groups: defaultdict[int, list[str]] = defaultdict(list)
    for unit_id, text in db.session.execute(statement):
        groups[unit_id].append(text)
    return {unit_id: tuple(texts) for unit_id, texts in groups.items()}
