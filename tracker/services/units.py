"""Units: the names they go by, what they do, who leads them, and one going into another."""

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
from tracker.domain.values import PlanState, Role, UnitKind
from tracker.models import (
    Supervision,
    Task,
    TaskSupport,
    Unit,
    UnitAlias,
    UnitDuty,
    User,
    UserRole,
    WorkPlan,
)
from tracker.queries.units import is_referred_to
from tracker.transaction import access, audit
from tracker.transaction.audit import Plain, Subject
from tracker.transaction.figures import figures_kept
from tracker.transaction.help_requests import move_help
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


@dataclass(frozen=True, slots=True)
class Moved:
    tasks: int
    people: int


def merge(doing: Doing, *, unit_id: int, into_id: int) -> Moved:
    """The tasks of plans that are not closed follow, led or supported; closed plans stay as they
    were. The old unit remains, inactive, so that history keeps its name."""
    with unit_of_work() as session:
        access.require(doing.actor, Permission.UNIT_MANAGE)
        unit, into = _both(session, unit_id, into_id)
        tasks = _led_by(session, unit)
        with figures_kept(session, tasks, doing):
            for task in tasks:
                task.lead_unit_id = into.id
        _move_supports(session, unit, into)
        move_help(session, unit, into)
        people = _move_people(session, unit, into)
        _move_names(session, unit, into)
        for task in tasks:
            _tell_task(session, doing, task, unit, into)
        audit.record(
            session,
            doing,
            "unit.merged",
            Subject("unit", unit.id),
            before={"name": unit.name},
            after={"name": into.name, "tasks": len(tasks), "people": people},
        )
        return Moved(tasks=len(tasks), people=people)


def _both(session: Session, unit_id: int, into_id: int) -> tuple[Unit, Unit]:
    """Locked in one order, so that two mergers cannot deadlock."""
    if unit_id == into_id:
        raise RuleBroken("unit.merged-into-itself", field="into")
    held = {each: access.get_unit(session, each) for each in sorted((unit_id, into_id))}
    unit, into = held[unit_id], held[into_id]
    if not unit.is_active:
        raise RuleBroken("unit.inactive", name=unit.name)
    if not into.is_active:
        raise RuleBroken("unit.inactive", field="into", name=into.name)
    return unit, into


def _led_by(session: Session, unit: Unit) -> Sequence[Task]:
    """Held with the tasks that they are parts of, in the order in which everybody holds tasks."""
    open_plans = sa.select(WorkPlan.id).where(WorkPlan.state != PlanState.CLOSED)
    led = (Task.lead_unit_id == unit.id, Task.plan_id.in_(open_plans))
    wholes = sa.select(Task.parent_id).where(*led, Task.parent_id.is_not(None))
    held = session.scalars(
        sa.select(Task)
        .where(sa.or_(sa.and_(*led), Task.id.in_(wholes)))
        .order_by(Task.id)
        .with_for_update()
    )
    return [task for task in held if task.lead_unit_id == unit.id]


def _move_supports(session: Session, unit: Unit, into: Unit) -> None:
    """Nobody supports a task twice, or one that they lead."""
    open_tasks = (
        sa.select(Task.id)
        .join(WorkPlan, WorkPlan.id == Task.plan_id)
        .where(WorkPlan.state != PlanState.CLOSED)
    )
    of_open = TaskSupport.task_id.in_(open_tasks)
    already = sa.select(TaskSupport.task_id).where(TaskSupport.unit_id == into.id)
    led = sa.select(Task.id).where(Task.lead_unit_id == into.id)
    needless = TaskSupport.task_id.in_(sa.union_all(already, led))
    old = (TaskSupport.unit_id == unit.id, of_open)
    session.execute(sa.delete(TaskSupport).where(*old, needless))
    session.execute(sa.update(TaskSupport).where(*old).values(unit_id=into.id))
    session.execute(
        sa.delete(TaskSupport).where(
            TaskSupport.unit_id == into.id, of_open, TaskSupport.task_id.in_(led)
        )
    )


def _move_people(session: Session, unit: Unit, into: Unit) -> int:
    moved = session.scalars(
        sa.update(User).where(User.unit_id == unit.id).values(unit_id=into.id).returning(User.id)
    ).all()
    leader = session.get(Supervision, unit.id)
    if leader is not None:
        if session.get(Supervision, into.id) is None:
            session.add(Supervision(unit_id=into.id, leader_id=leader.leader_id))
        session.delete(leader)
    return len(moved)


def _move_names(session: Session, unit: Unit, into: Unit) -> None:
    """Documents that name the old unit mean the new one from now on."""
    names = [unit.name, *(alias.name for alias in unit.aliases)]
    duties = [duty.text for duty in unit.duties]
    unit.aliases, unit.duties, unit.is_active = [], [], False
    session.flush()
    known = {into.name, *(alias.name for alias in into.aliases)}
    into.aliases += [UnitAlias(name=name) for name in names if name not in known]
    done = {duty.text for duty in into.duties}
    into.duties += [UnitDuty(text=text) for text in duties if text not in done]
    session.flush()


def _tell_task(session: Session, doing: Doing, task: Task, unit: Unit, into: Unit) -> None:
    """The time line of each task then says which unit had it."""
    audit.record(
        session,
        doing,
        "task.reassigned",
        Subject("task", task.id),
        before={"lead_unit": unit.name},
        after={"lead_unit": into.name, "reason": "单位合并"},
    )
