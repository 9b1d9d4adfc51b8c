"""A person who moves, changes roles or leaves: what they lose, they lose at once."""

from dataclasses import replace
from decimal import Decimal
from functools import partial

import pytest
import sqlalchemy as sa

from tests.make import PASSWORD, make_doing, make_login, make_plan, make_strategy, make_task
from tests.threads import at_once
from tracker.domain.doing import nobody
from tracker.domain.errors import Forbidden, RuleBroken, StaleWrite
from tracker.domain.passwords import SHORTEST
from tracker.domain.progress import ProgressReport
from tracker.domain.values import Role, TaskState
from tracker.models import AuditEntry, Supervision, User
from tracker.queries.users import find_session_user, get_actor, get_user
from tracker.services import logins, progress
from tracker.services import people as people_services
from tracker.transaction import passwords


def edit(people, clock, person, actor=None, seen=None, **changed):
    terms = get_user(people[person].id).terms
    people_services.edit(
        make_doing(actor or people.admin.actor, clock.now()),
        user_id=people[person].id,
        seen=seen or terms.fingerprint,
        terms=replace(terms, **changed),
    )


def test_who_moves_loses_the_tasks_of_the_old_unit_and_gets_the_new_ones(people, clock):
    strategy = make_strategy(make_plan())
    old, new = (
        make_task(strategy, lead=unit, state=TaskState.IN_PROGRESS)
        for unit in (people.unit_a, people.unit_b)
    )

    def report(task):
        progress.report(
            make_doing(get_actor("chief_a"), clock.now()),
            task_id=task.id,
            version=task.version,
            report=ProgressReport(narrative="已办。", percent=Decimal(50)),
        )

    edit(people, clock, "chief_a", unit_id=people.unit_b.id)
    with pytest.raises(Forbidden):
        report(old)
    report(new)


def test_who_is_stopped_is_out_at_once_and_supervises_nobody(people, clock, session):
    key = make_login(people.leader_a.id)
    edit(people, clock, "leader_a", is_active=False)
    assert find_session_user(key, clock.now()) is None
    assert people.leader_a.id not in session.scalars(sa.select(Supervision.leader_id)).all()
    edit(people, clock, "leader_a", is_active=True)
    assert find_session_user(key, clock.now()) is None


def test_the_log_says_what_was_and_what_is(people, clock, session):
    edit(people, clock, "chief_a", title="分局长", roles=frozenset({Role.CHIEF, Role.LEADER}))
    entry = session.scalars(sa.select(AuditEntry)).one()
    assert (entry.action, entry.before["title"], entry.after["title"]) == (
        "user.edited",
        "科长",
        "分局长",
    )
    assert (entry.before["roles"], entry.after["roles"]) == (["chief"], ["chief", "leader"])


@pytest.mark.parametrize("changed", [{"is_active": False}, {"roles": frozenset({Role.CHIEF})}])
def test_the_last_administrator_stays_one(people, clock, changed):
    with pytest.raises(RuleBroken, match=r"user\.last-admin"):
        edit(people, clock, "admin", **changed)
    edit(people, clock, "chief_a", roles=frozenset({Role.ADMIN}))
    edit(people, clock, "admin", **changed)


def test_a_mail_address_belongs_to_one_person(people, clock):
    edit(people, clock, "chief_a", mail="zhou@bureau.example")
    edit(people, clock, "chief_a", mail="zhou@bureau.example", title="科长二")
    with pytest.raises(RuleBroken, match=r"user\.mail-taken"):
        edit(people, clock, "chief_b", mail="zhou@bureau.example")


def test_the_second_of_two_administrators_is_told(people, clock):
    seen = get_user(people.chief_a.id).terms.fingerprint
    edit(people, clock, "chief_a", title="分局长")
    with pytest.raises(StaleWrite):
        edit(people, clock, "chief_a", title="所长", seen=seen)


@pytest.mark.parametrize("name", ["office", "chief_a", "leader_a", "stranger"])
def test_nobody_else_changes_people(people, clock, name):
    with pytest.raises(Forbidden):
        edit(people, clock, "chief_b", actor=people[name].actor, title="所长")


def test_everybody_may_choose_a_new_password_and_all_sessions_end(people, clock):
    older = make_login(people.chief_a.id)
    for current, wanted, code in (
        ("wrong password", "another one", "user.password-wrong"),
        (PASSWORD, PASSWORD, "user.password-same"),
        (PASSWORD, "short", "user.password-short"),
        (PASSWORD, "chief_a1", "user.password-is-login"),
    ):
        with pytest.raises(RuleBroken) as refused:
            logins.change_own_password(
                people.chief_a.doing(clock.now()), current=current, password=wanted
            )
        assert refused.value.code == code
    entered = logins.change_own_password(
        people.chief_a.doing(clock.now()), current=PASSWORD, password="another one"
    )
    assert find_session_user(older, clock.now()) is None
    assert find_session_user(entered.key, clock.now()).actor.user_id == people.chief_a.id
    assert logins.log_in(
        make_doing(nobody("192.0.2.1"), clock.now()), login="chief_a", password="another one"
    )


def test_wrong_present_passwords_are_counted_as_at_the_door(people, clock):
    def change(current: str) -> str:
        doing = people.chief_a.doing(clock.now())
        with pytest.raises(RuleBroken) as refused:
            logins.change_own_password(doing, current=current, password="another one")
        assert refused.value.field == "current"
        return refused.value.code

    assert [change("guess") for _ in range(6)] == [*["user.password-wrong"] * 5, "login.locked"]
    assert change(PASSWORD) == "login.locked"
    with pytest.raises(RuleBroken, match=r"login\.locked"):
        logins.log_in(make_doing(nobody("192.0.2.1")), login="chief_a", password=PASSWORD)


def test_a_one_time_password_is_long_and_never_the_same():
    words = {people_services.one_time_password() for _ in range(50)}
    assert len(words) == 50
    assert all(len(word) >= SHORTEST for word in words)


def disable(people, login):
    return people_services.disable(make_doing(people.admin.actor), login=login)


@pytest.mark.parametrize(
    "take_away",
    [
        lambda doing: people_services.disable(doing, login="admin"),
        lambda doing: people_services.set_roles(doing, login="admin", roles=[Role.CHIEF]),
    ],
)
@pytest.mark.parametrize("by_command", [False, True])
def test_the_last_administrator_is_neither_stopped_nor_given_other_roles(
    people, clock, session, take_away, by_command
):
    doing = make_doing() if by_command else people.admin.doing(clock.now())
    with pytest.raises(RuleBroken, match=r"user\.last-admin"):
        take_away(doing)
    assert session.scalars(sa.select(AuditEntry)).all() == []
    edit(people, clock, "office", roles=frozenset({Role.ADMIN}))
    take_away(doing)
    with pytest.raises(RuleBroken, match=r"user\.last-admin"):
        people_services.disable(doing if by_command else make_doing(), login="office")


def test_an_administrator_who_is_stopped_already_is_not_the_last_one(people, clock):
    edit(people, clock, "chief_a", roles=frozenset({Role.ADMIN}), is_active=False)
    with pytest.raises(RuleBroken, match=r"user\.last-admin"):
        people_services.disable(make_doing(), login="admin")
    people_services.disable(make_doing(), login="chief_a")


def test_two_administrators_who_stop_each_other_leave_one(app, people, clock, session):
    edit(people, clock, "office", roles=frozenset({Role.ADMIN}))
    doing = make_doing(now=clock.now())
    answers = at_once(
        app,
        *(partial(people_services.disable, doing, login=login) for login in ("admin", "office")),
    )
    assert sorted(str(answer) for answer in answers) == ["[]", "user.last-admin"]
    active = sa.select(User.login).where(User.is_active, User.login.in_(["admin", "office"]))
    assert len(session.scalars(active).all()) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda doing: people_services.disable(doing, login="leader_a"),
        lambda doing: people_services.set_roles(doing, login="leader_a", roles=[Role.CHIEF]),
    ],
)
def test_who_leads_no_more_supervises_nothing_and_the_units_are_named(
    people, clock, session, change
):
    assert change(people.admin.doing(clock.now())) == [people.unit_a.name]
    assert people.leader_a.id not in session.scalars(sa.select(Supervision.leader_id)).all()
    (entry,) = session.scalars(sa.select(AuditEntry))
    assert (entry.before["units"], entry.after["units"]) == ([people.unit_a.name], [])


def test_who_is_let_in_again_has_the_old_password_and_roles_but_supervises_nothing(
    people, clock, session
):
    disable(people, "leader_a")
    people_services.enable(people.admin.doing(clock.now()), login="leader_a")
    assert logins.log_in(make_doing(nobody("192.0.2.1")), login="leader_a", password=PASSWORD)
    assert get_actor("leader_a").roles == {Role.LEADER}
    assert get_actor("leader_a").supervised_unit_ids == frozenset()
    newest = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id.desc())).all()[1]
    assert (newest.action, newest.before, newest.after) == (
        "user.enabled",
        {"is_active": False},
        {"is_active": True},
    )


def new_user(people, login: str, password: str) -> people_services.NewUser:
    return people_services.NewUser(
        login=login, name="新人", unit=people.unit_a.name, roles=[Role.CHIEF], password=password
    )


def test_several_people_are_added_or_none_and_each_has_the_password_that_was_set(people, session):
    doing = make_doing(people.admin.actor)
    before = session.scalar(sa.select(sa.func.count(User.id)))
    words = ("Tieshan-2026", "Tieshan-2026", "Yunjiang-77")
    taken = people.chief_a.user.login
    pair = [new_user(people, login, words[0]) for login in ("new0", taken)]
    with pytest.raises(RuleBroken):
        people_services.add_several(doing, users=pair)
    assert session.scalar(sa.select(sa.func.count(User.id))) == before
    users = [new_user(people, f"new{n}", password) for n, password in enumerate(words)]
    ids = people_services.add_several(doing, users=users)
    for user_id, password in zip(ids, words, strict=True):
        password_hash = session.get_one(User, user_id).password_hash
        assert [passwords.matches(password_hash, each) for each in set(words)].count(True) == 1
        assert passwords.matches(password_hash, password)
