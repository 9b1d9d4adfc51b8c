"""Who knocks: the people as whom every page and every use case is tried."""

from dataclasses import dataclass, field

from tests.make import make_unit, make_user
from tracker.domain.values import Actor, Role
from tracker.models import Unit, User

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


def make_people() -> People:
    unit_a = make_unit("食品安全监管科", aliases=["食品科"], duties=["食品生产经营安全监督管理"])
    unit_b = make_unit("特种设备监察科", aliases=["特设科"], duties=["电梯等特种设备安全监察"])
    unit_office = make_unit("办公室", duties=["督查督办"])
    return People(
        unit_a=unit_a,
        unit_b=unit_b,
        unit_office=unit_office,
        admin=_person("admin", "管理员", "主任科员", unit_office, Role.ADMIN),
        office=_person("office", "秦督办", "副主任", unit_office, Role.PLAN_OFFICE),
        chief_a=_person("chief_a", "周甲", "科长", unit_a, Role.CHIEF),
        chief_a2=_person("chief_a2", "吴甲", "副科长", unit_a, Role.CHIEF),
        leader_a=_person("leader_a", "郑局", "副局长", unit_office, Role.LEADER, unit_a),
        chief_b=_person("chief_b", "王乙", "科长", unit_b, Role.CHIEF),
        leader_b=_person("leader_b", "冯局", "副局长", unit_office, Role.LEADER, unit_b),
        stranger=Person("stranger", Actor(0, "陌生人", frozenset(), 0)),
    )


def _person(login: str, name: str, title: str, unit: Unit, role: Role, *supervised: Unit) -> Person:
    user = make_user(unit, login=login, name=name, title=title, roles=[role], supervises=supervised)
    actor = Actor(
        user_id=user.id,
        name=name,
        roles=frozenset({role}),
        unit_id=unit.id,
        supervised_unit_ids=frozenset(each.id for each in supervised),
        origin="test",
    )
    return Person(login, actor, user)
