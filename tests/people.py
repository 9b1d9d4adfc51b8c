"""Who knocks: the people as whom every page and every use case is tried."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import registry

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
    """Most tests need them, so the inserts are kept as text: making these costs the most."""
    connection = db.session.connection()
    for insert in _inserts(connection.dialect.name):
        connection.exec_driver_sql(insert)
    units = db.session.scalars(sa.select(Unit).order_by(Unit.id)).all()
    users = {user.login: user for user in db.session.scalars(sa.select(User))}
    commit_and_keep()
    by_name = {unit.name: unit for unit in units}
    persons = {}
    for login, *_, role, supervised in ACCOUNTS:
        unit = by_name[supervised] if supervised else None
        persons[login] = Person(login, _actor(users[login], role, unit), users[login])
    stranger = Person("stranger", Actor(0, "陌生人", frozenset(), 0))
    return People(*units, **persons, stranger=stranger)


@cache
def _inserts(dialect: str) -> tuple[str, ...]:
    """One for each table."""
    inserts = (
        sa.insert(model).values([_defaults(model) | row for row in rows])
        for model, rows in (_unit_rows() | _user_rows()).items()
    )
    form = {"dialect": registry.load(dialect)(), "compile_kwargs": {"literal_binds": True}}
    return tuple(str(insert.compile(**form)) for insert in inserts)


def _defaults(model: type[Base]) -> dict[str, object]:
    """An insert that becomes text must name them."""
    return {column.name: column.default.arg for column in model.__table__.c if column.default}


def _unit_rows() -> dict[type[Base], list[dict[str, object]]]:
    words = [(_unit_id(name), alias, duty) for name, (alias, duty) in UNITS.items()]
    return {
        Unit: [
            {"name": name, "kind": UnitKind.OFFICE, "position": at}
            for at, name in enumerate(UNITS, 1)
        ],
        UnitAlias: [{"unit_id": unit_id, "name": alias} for unit_id, alias, _ in words],
        UnitDuty: [{"unit_id": unit_id, "text": duty} for unit_id, _, duty in words],
    }


def _user_rows() -> dict[type[Base], list[dict[str, object]]]:
    users = [
        {"login": login, "name": name, "title": title, "unit_id": _unit_id(unit)}
        | {"mail": f"{login}@example.invalid", "password_hash": password_hash(PASSWORD)}
        for login, name, title, unit, *_ in ACCOUNTS
    ]
    supervisions = [
        {"unit_id": _unit_id(supervised), "leader_id": _user_id(login)}
        for login, *_, supervised in ACCOUNTS
        if supervised
    ]
    return {
        User: users,
        UserRole: [{"user_id": _user_id(each[0]), "role": each[4]} for each in ACCOUNTS],
        Supervision: supervisions,
    }


def _unit_id(name: str) -> sa.ScalarSelect[int]:
    return sa.select(Unit.id).where(Unit.name == name).scalar_subquery()


def _user_id(login: str) -> sa.ScalarSelect[int]:
    return sa.select(User.id).where(User.login == login).scalar_subquery()


def _actor(user: User, role: Role, supervised: Unit | None) -> Actor:
    return Actor(
        user_id=user.id,
        name=user.name,
        roles=frozenset({role}),
        unit_id=user.unit_id,
        supervised_unit_ids=frozenset({supervised.id} if supervised else ()),
        origin="test",
    )
