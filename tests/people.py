"""Who knocks: the people as whom every page and every use case is tried."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.make import PASSWORD, make_doing, password_hash
from tracker.database import db
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
    """All at once, in one transaction: most tests need them."""
    units = [
        _unit(UNIT_A, 1, alias="食品科", duty="食品生产经营安全监督管理"),
        _unit(UNIT_B, 2, alias="特设科", duty="电梯等特种设备安全监察"),
        _unit("办公室", 3, alias="督查室", duty="督查督办"),
    ]
    db.session.add_all(units)
    db.session.flush()
    ids = {unit.name: unit.id for unit in units}
    users = [
        _user(login, name, title, ids[unit], role) for login, name, title, unit, role, _ in ACCOUNTS
    ]
    db.session.add_all(users)
    db.session.flush()
    persons = {
        user.login: Person(user.login, _actor(user, account[4], ids.get(account[5] or "")), user)
        for user, account in zip(users, ACCOUNTS, strict=True)
    }
    db.session.add_all(
        Supervision(unit_id=unit_id, leader_id=person.id)
        for person in persons.values()
        for unit_id in person.actor.supervised_unit_ids
    )
    db.session.commit()
    stranger = Person("stranger", Actor(0, "陌生人", frozenset(), 0))
    return People(*units, **persons, stranger=stranger)


def _unit(name: str, position: int, *, alias: str, duty: str) -> Unit:
    return Unit(
        name=name,
        kind=UnitKind.OFFICE,
        position=position,
        aliases=[UnitAlias(name=alias)],
        duties=[UnitDuty(text=duty)],
    )


def _user(login: str, name: str, title: str, unit_id: int, role: Role) -> User:
    return User(
        login=login,
        name=name,
        title=title,
        mail=f"{login}@example.invalid",
        unit_id=unit_id,
        password_hash=password_hash(PASSWORD),
        roles=[UserRole(role=role)],
    )


def _actor(user: User, role: Role, supervised: int | None) -> Actor:
    return Actor(
        user_id=user.id,
        name=user.name,
        roles=frozenset({role}),
        unit_id=user.unit_id,
        supervised_unit_ids=frozenset() if supervised is None else frozenset({supervised}),
        origin="test",
    )
