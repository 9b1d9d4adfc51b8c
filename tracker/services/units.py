"""Units with the names they go by and what they do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.drafts import UnitProfile
from tracker.domain.errors import RuleBroken
from tracker.domain.permissions import Permission
from tracker.domain.values import Actor, UnitKind
from tracker.models import Unit, UnitAlias, UnitDuty
from tracker.transaction import access, audit
from tracker.transaction.audit import Subject
from tracker.transaction.unit_of_work import unit_of_work


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """A unit as a list of units states it."""

    profile: UnitProfile
    kind: UnitKind


@dataclass(frozen=True, slots=True)
class Imported:
    added: int
    changed: int


def import_units(actor: Actor | None, *, entries: Sequence[UnitEntry], now: datetime) -> Imported:
    """Adds unknown units and renews names and duties of known ones; removes none."""
    with unit_of_work() as session:
        if actor is not None:
            access.require(actor, Permission.UNIT_MANAGE)
        added = 0
        for position, entry in enumerate(entries, start=1):
            unit = session.scalar(sa.select(Unit).where(Unit.name == entry.profile.name))
            if unit is None:
                added += 1
                unit = Unit(name=entry.profile.name, position=position, kind=entry.kind)
                session.add(unit)
            _renew(session, unit, entry)
        audit.record(
            session,
            actor,
            "unit.imported",
            Subject("unit", 0),
            now=now,
            after={"units": [entry.profile.name for entry in entries]},
        )
        return Imported(added=added, changed=len(entries) - added)


def _renew(session: Session, unit: Unit, entry: UnitEntry) -> None:
    unit.kind, unit.is_active = entry.kind, True
    unit.aliases, unit.duties = [], []
    session.flush()
    for alias in dict.fromkeys(entry.profile.aliases):
        _check_free(session, alias)
        unit.aliases.append(UnitAlias(name=alias))
    unit.duties = [UnitDuty(text=text) for text in dict.fromkeys(entry.profile.duties)]
    session.flush()


def _check_free(session: Session, name: str) -> None:
    taken = session.scalar(
        sa.union_all(
            sa.select(Unit.id).where(Unit.name == name),
            sa.select(UnitAlias.id).where(UnitAlias.name == name),
        ).limit(1)
    )
    if taken is not None:
        raise RuleBroken("unit.name-taken", name=name)
