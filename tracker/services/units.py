"""Units: the names they go by, what they do, and who leads them."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.doing import Doing
from tracker.domain.drafts.draft import UnitProfile
from tracker.domain.errors import RuleBroken, StaleWrite, raise_all
from tracker.domain.permissions import Permission
from tracker.domain.terms.units import UnitTerms, check_unit, tidy
from tracker.domain.values import Role, UnitKind
from tracker.models import (
    Supervision,
    Unit,
    UnitAlias,
    UnitDuty,
    User,
    UserRole,
)
from tracker.queries.units import is_referred_to
from tracker.transaction import access, audit
from tracker.transaction.audit import Plain, Subject
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
    unchanged: int = 0


class _OnlyLooked(Exception):
    """Ends a unit of work that shall leave nothing behind."""


def look(doing: Doing, *, entries: Sequence[UnitEntry]) -> Imported:
    """What an import would do, with what it would be refused for; nothing is kept."""
    with suppress(_OnlyLooked), unit_of_work() as session:
        result = _take_in(session, doing, entries)
        raise _OnlyLooked
    return result


def import_units(doing: Doing, *, entries: Sequence[UnitEntry]) -> Imported:
    """Adds unknown units and renews names and duties of known ones; removes none."""
    with unit_of_work() as session:
        result = _take_in(session, doing, entries)
        audit.record(
            session,
            doing,
            "unit.imported",
            Subject("unit", 0),
            after={"units": [entry.profile.name for entry in entries]},
        )
        return result


def _take_in(session: Session, doing: Doing, entries: Sequence[UnitEntry]) -> Imported:
    access.require(doing.actor, Permission.UNIT_MANAGE)
    added = changed = 0
    for position, entry in enumerate(entries, start=1):
        unit = session.scalar(sa.select(Unit).where(Unit.name == entry.profile.name))
        if unit is None:
            added += 1
            name = entry.profile.name
            _check_free(session, name, field="name")
            unit = Unit(name=name, position=position, kind=entry.kind, is_active=True)
            session.add(unit)
            _renew(session, unit, entry)
        elif not _is_as_listed(session, unit, entry):
            changed += 1
            _renew(session, unit, entry)
    return Imported(added, changed, unchanged=len(entries) - added - changed)


def _is_as_listed(session: Session, unit: Unit, entry: UnitEntry) -> bool:
    terms, listed = terms_of(session, unit), entry.profile
    wanted = tidy(replace(terms, aliases=tuple(listed.aliases), duties=tuple(listed.duties)))
    same = (terms.kind, set(terms.aliases), terms.duties) == (
        entry.kind, set(wanted.aliases), wanted.duties
    )  # fmt: skip
    return unit.is_active and same


def delete(doing: Doing, *, unit_id: int) -> None:
    """Of a unit that nothing refers to: one that came by mistake."""
    with unit_of_work() as session:
        access.require(doing.actor, Permission.UNIT_MANAGE)
        unit = access.get_unit(session, unit_id)
        if is_referred_to(session, unit_id):
            raise RuleBroken("unit.in-use", name=unit.name)
        subject, before = Subject("unit", unit.id), _told(session, unit)
        session.execute(sa.delete(Supervision).where(Supervision.unit_id == unit.id))
        session.delete(unit)
        audit.record(session, doing, "unit.deleted", subject, before=before)


def add(doing: Doing, *, terms: UnitTerms) -> int:
    terms = tidy(terms)
    with unit_of_work() as session:
        access.require(doing.actor, Permission.UNIT_MANAGE)
        raise_all(check_unit(terms))
        unit = Unit(name=terms.name, kind=terms.kind, position=terms.position)
        _check_free(session, terms.name, field="name")
        session.add(unit)
        session.flush()
        _apply(session, unit, terms)
        subject = Subject("unit", unit.id)
        audit.record(session, doing, "unit.added", subject, after=_told(session, unit))
        return unit.id


def edit(doing: Doing, *, unit_id: int, seen: str, terms: UnitTerms) -> None:
    """A new name leaves the old one as an alias, since documents go on using it. `seen`: the
    fingerprint of the terms that the form showed."""
    terms = tidy(terms)
    with unit_of_work() as session:
        access.require(doing.actor, Permission.UNIT_MANAGE)
        unit = access.get_unit(session, unit_id)
        if terms_of(session, unit).fingerprint != seen:
            raise StaleWrite("write.stale", unit_id=unit_id)
        raise_all(check_unit(terms))
        before = _told(session, unit)
        if terms.name != unit.name:
            _check_free(session, terms.name, field="name", but=unit.id)
            terms = replace(terms, aliases=tuple(dict.fromkeys((*terms.aliases, unit.name))))
        _apply(session, unit, terms)
        after = _told(session, unit)
        subject = Subject("unit", unit.id)
        audit.record(session, doing, "unit.edited", subject, before=before, after=after)


def terms_of(session: Session, unit: Unit) -> UnitTerms:
    """The terms of the unit as they are now."""
    leader = sa.select(Supervision.leader_id).where(Supervision.unit_id == unit.id)
    return UnitTerms(
        name=unit.name,
        kind=unit.kind,
        position=unit.position,
        aliases=tuple(alias.name for alias in unit.aliases),
        duties=tuple(duty.text for duty in unit.duties),
        leader_id=session.scalar(leader),
    )


def _apply(session: Session, unit: Unit, terms: UnitTerms) -> None:
    unit.name, unit.kind, unit.position = terms.name, terms.kind, terms.position
    _set_lines(session, unit, terms)
    _set_leader(session, unit, terms.leader_id)
    session.flush()


def _set_lines(session: Session, unit: Unit, terms: UnitTerms) -> None:
    unit.aliases, unit.duties = [], []
    session.flush()
    for alias in terms.aliases:
        _check_free(session, alias, field="aliases", but=unit.id)
        unit.aliases.append(UnitAlias(name=alias))
    unit.duties = [UnitDuty(text=text) for text in terms.duties]


def _set_leader(session: Session, unit: Unit, leader_id: int | None) -> None:
    session.execute(sa.delete(Supervision).where(Supervision.unit_id == unit.id))
    if leader_id is None:
        return
    leads = sa.select(User.id).join(UserRole, UserRole.user_id == User.id)
    wanted = leads.where(User.id == leader_id, User.is_active, UserRole.role == Role.LEADER)
    if session.scalar(wanted) is None:
        raise RuleBroken("unit.no-leader", field="leader_id")
    session.add(Supervision(unit_id=unit.id, leader_id=leader_id))


def _told(session: Session, unit: Unit) -> dict[str, Plain]:
    """For the log, which keeps names."""
    leader = (
        sa.select(User.name)
        .join(Supervision, Supervision.leader_id == User.id)
        .where(Supervision.unit_id == unit.id)
    )
    return {
        "name": unit.name,
        "kind": unit.kind.value,
        "position": unit.position,
        "aliases": [alias.name for alias in unit.aliases],
        "duties": [duty.text for duty in unit.duties],
        "leader": session.scalar(leader),
    }


def _renew(session: Session, unit: Unit, entry: UnitEntry) -> None:
    if not unit.is_active:
        _check_free(session, unit.name, field="name", but=unit.id)  # merged into another one
    unit.kind, unit.is_active = entry.kind, True
    terms = UnitTerms(unit.name, unit.kind, unit.position, entry.profile.aliases)
    _set_lines(session, unit, tidy(replace(terms, duties=tuple(entry.profile.duties))))
    session.flush()


def _check_free(session: Session, name: str, *, field: str, but: int | None = None) -> None:
    """No other unit has it as its name or as an alias; the name of a merged one is free."""
    is_other = sa.true() if but is None else Unit.id != but
    counts = sa.true() if field == "name" and but is None else Unit.is_active
    named = sa.select(Unit.id).where(Unit.name == name, is_other, counts)
    known = sa.select(Unit.id).join(UnitAlias).where(UnitAlias.name == name, is_other)
    if session.scalar(sa.union_all(named, known).limit(1)) is not None:
        raise RuleBroken("unit.name-taken", field=field, name=name)
