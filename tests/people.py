"""Who knocks: the people as whom every page and every use case is tried."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from tests.make import PASSWORD, commit_and_keep, make_doing, password_hash
from tracker.database import Base, db
from tracker.domain.doing import Doing
from tracker.domain.values import Actor, Role, UnitKind
from tracker.models import Supervision, Unit, UnitAlias, UnitDuty, User, UserRole

UNIT_A = "食品安全监管科"
UNIT_B = "特种设备监察科"

# For tables: @pytest.mark.parametrize(("person", "expected"), [("chief_a", 200), ...])
EVERYBODY = (
    "admin", "office", "chief_a", "chief_a2", "leader_a", "chief_b", "leader_b", "stranger"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """The account as it was made, as plain values, and what the rules may know of it."""

    login: str
    actor: Actor
    user: User | None = field(default=None, repr=False, compare=False)

    def doing(self, now: datetime | None = None, **settings: Any) -> Doing:
        return make_doing(self.actor, now, **settings)

    @property
    def id(self) -> int:
        return self.actor.user_id

    @property
    def name(self) -> str:
        return self.actor.name


@dataclass(frozen=True, slots=True)
class People:
    """Unit A and unit B have a chief each and a leader each; A has a second chief.

    The stranger has no account: not logged in, no role.
    """

    unit_a: Unit
    unit_b: Unit
    unit_office: Unit
    admin: Person
    office: Person
    chief_a: Person
    chief_a2: Person
    leader_a: Person
    chief_b: Person
    leader_b: Person
    stranger: Person

    def __getitem__(self, name: str) -> Person:
        person = getattr(self, name)
        assert isinstance(person, Person), name
        return person


# name: an alias, a duty
UNITS = {
    UNIT_A: ("食品科", "食品生产经营安全监督管理"),
    UNIT_B: ("特设科", "电梯等特种设备安全监察"),
    "办公室": ("督查室", "督查督办"),
}
# login, name, title, unit, role, the unit that a leader supervises
ACCOUNTS = (
    ("admin", "管理员", "主任科员", "办公室", Role.ADMIN, None),
    ("office", "秦督办", "副主任", "办公室", Role.PLAN_OFFICE, None),
    ("chief_a", "周甲", "科长", UNIT_A, Role.CHIEF, None),
    ("chief_a2", "吴甲", "副科长", UNIT_A, Role.CHIEF, None),
    ("leader_a", "郑局", "副局长", "办公室", Role.LEADER, UNIT_A),
    ("chief_b", "王乙", "科长", UNIT_B, Role.CHIEF, None),
    ("leader_b", "冯局", "副局长", "办公室", Role.LEADER, UNIT_B),
)


def make_people() -> People:
    """All at once by plain inserts: most tests need them."""
    units = _insert_units()
    users = _insert_users(units)
    persons = {}
    for login, *_, role, supervised in ACCOUNTS:
        unit = units[supervised] if supervised else None
        persons[login] = Person(login, _actor(users[login], role, unit), users[login])
    stranger = Person("stranger", Actor(0, "陌生人", frozenset(), 0))
    return People(*units.values(), **persons, stranger=stranger)


def _insert_units() -> dict[str, Unit]:
    places = enumerate(UNITS, 1)
    _insert(Unit, [{"name": n, "kind": UnitKind.OFFICE, "position": at} for at, n in places])
    units = {unit.name: unit for unit in db.session.scalars(sa.select(Unit).order_by(Unit.id))}
    words = [(units[name].id, alias, duty) for name, (alias, duty) in UNITS.items()]
    _insert(UnitAlias, [{"unit_id": unit_id, "name": alias} for unit_id, alias, _ in words])
    _insert(UnitDuty, [{"unit_id": unit_id, "text": duty} for unit_id, _, duty in words])
    return units


def _insert_users(units: Mapping[str, Unit]) -> dict[str, User]:
    rows = [
        {
            "login": login,
            "name": name,
            "title": title,
            "mail": f"{login}@example.invalid",
            "unit_id": units[unit].id,
            "password_hash": password_hash(PASSWORD),
        }
        for login, name, title, unit, *_ in ACCOUNTS
    ]
    _insert(User, rows)
    users = {user.login: user for user in db.session.scalars(sa.select(User))}
    _insert(UserRole, [{"user_id": users[a[0]].id, "role": a[4]} for a in ACCOUNTS])
    supervisions = [
        {"unit_id": units[supervised].id, "leader_id": users[login].id}
        for login, *_, supervised in ACCOUNTS
        if supervised
    ]
    _insert(Supervision, supervisions)
    commit_and_keep()
    return users


def _insert(model: type[Base], rows: Sequence[Mapping[str, object]]) -> None:
    db.session.connection().execute(sa.insert(model), rows)


def _actor(user: User, role: Role, supervised: Unit | None) -> Actor:
    return Actor(
        user_id=user.id,
        name=user.name,
        roles=frozenset({role}),
        unit_id=user.unit_id,
        supervised_unit_ids=frozenset({supervised.id} if supervised else ()),
        origin="test",
    )
