"""Accounts: who manages them, the lock after wrong passwords, and what ends a session."""

from datetime import timedelta

import argon2
import pytest
import sqlalchemy as sa

from tests.make import PASSWORD, make_doing, make_failures
from tests.people import UNIT_A, UNIT_B
from tests.threads import at_once
from tracker.domain.doing import nobody
from tracker.domain.errors import Forbidden, NotFound, RuleBroken
from tracker.domain.login_locks import LOCKED_FOR
from tracker.domain.values import Role
from tracker.models import AuditEntry, LoginFailure, LoginSession, Supervision, User
from tracker.queries.login_locks import find_account_lock
from tracker.queries.users import find_session_user, get_actor
from tracker.services import logins
from tracker.services import people as people_services
from tracker.services.people import NewUser

ADDRESS = "192.0.2.10"
NEW = NewUser(login="wu", name="吴新", unit=UNIT_A, roles=[Role.CHIEF], password="long enough")


def enter(clock, login="chief_a", password=PASSWORD, address=ADDRESS) -> logins.Entered:
    return logins.log_in(make_doing(nobody(address), clock.now()), login=login, password=password)


def log_in(clock, *args: str, **who: str) -> int:
    return enter(clock, *args, **who).user_id


def is_in(clock, entered: logins.Entered) -> bool:
    return find_session_user(entered.key, clock.now()) is not None


def fail(clock, times: int, **who: str) -> None:
    for _ in range(times):
        with pytest.raises(RuleBroken, match=r"login\.refused"):
            log_in(clock, password="wrong", **who)


def test_a_password_is_kept_at_the_cost_that_is_recommended_for_it(passwords_as_shipped):
    kept = argon2.extract_parameters(passwords_as_shipped.hash(PASSWORD))
    assert kept == argon2.profiles.RFC_9106_LOW_MEMORY


def test_the_right_password_lets_a_person_in(people, clock, session):
    assert log_in(clock) == people.chief_a.id
    entry = session.scalars(sa.select(AuditEntry)).one()
    assert (entry.action, entry.actor_name, entry.origin) == ("user.logged-in", "周甲", ADDRESS)


@pytest.mark.parametrize(
    ("login", "password"),
    [("chief_a", "wrong"), ("chief_a", ""), ("nobody", PASSWORD), ("", ""), ("x" * 5000, "y")],
)
def test_a_refusal_does_not_say_what_was_wrong(people, clock, login, password):
    with pytest.raises(RuleBroken) as refused:
        log_in(clock, login, password)
    assert (refused.value.code, refused.value.parameters) == ("login.refused", {})


def test_a_disabled_person_is_refused_like_an_unknown_one(people, clock):
    people_services.disable(make_doing(now=clock.now()), login="chief_a")
    with pytest.raises(RuleBroken, match=r"login\.refused"):
        log_in(clock)


def test_a_lock_is_written_down_once_without_what_was_typed(people, clock, session):
    login = "a password in the wrong field"
    fail(clock, 5, login=login)
    with pytest.raises(RuleBroken, match=r"login\.locked"):
        log_in(clock, login)
    entry = session.scalars(sa.select(AuditEntry)).one()
    assert (entry.action, entry.after) == ("user.locked", {"address": ADDRESS})


def test_after_five_failures_even_the_right_password_has_to_wait(people, clock):
    fail(clock, 5)
    with pytest.raises(RuleBroken) as locked:
        log_in(clock)
    assert (locked.value.code, locked.value.parameters) == ("login.locked", {"minutes": 15})
    clock.forward(minutes=14, seconds=30)
    with pytest.raises(RuleBroken) as locked:
        log_in(clock)
    assert locked.value.parameters == {"minutes": 1}
    clock.forward(seconds=31)
    assert log_in(clock) == people.chief_a.id


def test_four_failures_are_forgiven_by_a_success(people, clock):
    for _ in range(2):
        fail(clock, 4, address="192.0.2.11")
        log_in(clock, address="192.0.2.11")


def test_a_lock_does_not_reach_other_people_who_come_from_the_same_address(people, clock):
    fail(clock, 5)
    fail(clock, 4, login="office")
    assert log_in(clock, "chief_b") == people.chief_b.id


def test_an_address_is_locked_after_failures_on_many_accounts(people, clock):
    for number in range(29):
        make_failures(f"load{number}", count=4)
    assert log_in(clock) == people.chief_a.id
    fail(clock, 1, login="office")
    with pytest.raises(RuleBroken, match=r"login\.address-locked"):
        log_in(clock)
    assert log_in(clock, address="192.0.2.99") == people.chief_a.id
    clock.forward(minutes=15, seconds=1)
    assert log_in(clock) == people.chief_a.id


LIFTED = {
    "password": lambda doing: people_services.set_password(
        doing, login="chief_a", password=PASSWORD
    ),
    "unlock": lambda doing: logins.unlock(doing, login="chief_a"),
    "unlock_all": logins.unlock_all,
}


@pytest.mark.parametrize("act", LIFTED)
def test_the_administrator_lifts_a_lock(people, clock, act):
    fail(clock, 5)
    LIFTED[act](people.admin.doing(clock.now()))
    assert log_in(clock) == people.chief_a.id


@pytest.mark.parametrize("back", [{"seconds": 30}, {"minutes": 5}, {"hours": 3}, {"days": 400}])
def test_a_clock_that_is_set_back_locks_nobody_longer(people, clock, back):
    fail(clock, 5)
    now = clock.move_to(clock.now() - timedelta(**back))
    until = find_account_lock("chief_a", now) or now
    assert until <= now + LOCKED_FOR
    clock.move_to(until)
    assert log_in(clock) == people.chief_a.id


def test_a_clock_that_was_set_back_does_not_lock_again_when_it_gets_there(people, clock):
    then = clock.now()
    fail(clock, 5)
    clock.move_to(then - timedelta(hours=3))
    fail(clock, 1, login="office")
    clock.move_to(then)
    assert log_in(clock) == people.chief_a.id


def test_guesses_at_once_count_one_by_one(app, people, clock):
    def guess() -> None:
        logins.log_in(make_doing(nobody(ADDRESS)), login="chief_a", password="wrong")

    refused = at_once(app, *[guess] * 8)
    assert sorted(no.code for no in refused) == ["login.locked"] * 3 + ["login.refused"] * 5


def test_a_password_that_is_replaced_while_it_is_checked_lets_nobody_in(people, clock, monkeypatch):
    def matches_but_too_late(*given: str) -> bool:
        people_services.set_password(
            people.admin.doing(clock.now()), login="chief_a", password="new and long"
        )
        return True

    monkeypatch.setattr("tracker.transaction.passwords.matches", matches_but_too_late)
    with pytest.raises(RuleBroken, match=r"login\.refused"):
        log_in(clock)


def test_trying_while_locked_does_not_prolong_the_lock(people, clock, session):
    fail(clock, 5)
    clock.forward(minutes=10)
    with pytest.raises(RuleBroken, match=r"login\.locked"):
        log_in(clock)
    assert session.scalar(sa.select(sa.func.count()).select_from(LoginFailure)) == 5
    clock.forward(minutes=6)
    assert log_in(clock) == people.chief_a.id


@pytest.mark.parametrize(
    "act",
    [
        lambda actor, now: people_services.add(make_doing(actor, now), user=NEW),
        lambda actor, now: people_services.set_roles(
            make_doing(actor, now), login="chief_a", roles=[Role.ADMIN]
        ),
        lambda actor, now: people_services.set_password(
            make_doing(actor, now), login="chief_a", password="new and long"
        ),
        lambda actor, now: people_services.disable(make_doing(actor, now), login="chief_a"),
    ],
    ids=["add", "roles", "password", "disable"],
)
@pytest.mark.parametrize("name", ["office", "chief_a", "leader_a", "stranger", "admin"])
def test_only_the_administrator_manages_people(people, clock, session, name, act):
    if name == "admin":
        act(people.admin.actor, clock.now())
    else:
        with pytest.raises(Forbidden):
            act(people[name].actor, clock.now())
    assert (session.scalar(sa.select(AuditEntry.id)) is not None) is (name == "admin")


def test_a_new_person_can_log_in_and_has_their_roles(people, clock):
    user_id = people_services.add(people.admin.doing(clock.now()), user=NEW)
    assert log_in(clock, "wu", "long enough") == user_id
    actor = get_actor("wu")
    assert (actor.roles, actor.unit_id) == ({Role.CHIEF}, people.unit_a.id)


def test_a_unit_has_one_supervising_leader_the_newest(people, clock, session):
    leader = NewUser("sun", "孙局", UNIT_A, [Role.LEADER], "long enough", supervises=[UNIT_B])
    user_id = people_services.add(make_doing(now=clock.now()), user=leader)
    of_b = sa.select(Supervision.leader_id).where(Supervision.unit_id == people.unit_b.id)
    assert session.scalars(of_b).all() == [user_id]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"login": "chief_a"}, "user.login-taken"),
        ({"mail": "chief_a@example.invalid"}, "user.mail-taken"),
        ({"password": "1234567"}, "user.password-short"),
        ({"unit": "没有的科"}, "unit.unknown"),
    ],
)
def test_a_person_who_cannot_be_added_is_not(people, clock, session, changes, code):
    fields = {name: getattr(NEW, name) for name in ("login", "name", "unit", "roles", "password")}
    before = session.scalar(sa.select(sa.func.count()).select_from(User))
    with pytest.raises((RuleBroken, NotFound)) as refused:
        people_services.add(make_doing(now=clock.now()), user=NewUser(**fields | changes))
    assert refused.value.code == code
    assert session.scalar(sa.select(sa.func.count()).select_from(User)) == before


def test_a_new_password_ends_every_older_session(people, clock):
    older, of_another = [enter(clock), enter(clock)], enter(clock, "chief_b")
    people_services.set_password(
        make_doing(now=clock.now()), login="chief_a", password="new and long"
    )
    assert not any(is_in(clock, each) for each in older)
    assert is_in(clock, of_another)
    with pytest.raises(RuleBroken):
        log_in(clock)
    assert is_in(clock, enter(clock, password="new and long"))


def test_a_disabled_person_has_no_session_any_more_nor_gets_the_old_one_back(people, clock):
    older = enter(clock)
    people_services.disable(people.admin.doing(clock.now()), login="chief_a")
    assert not is_in(clock, older)
    people_services.enable(people.admin.doing(clock.now()), login="chief_a")
    assert not is_in(clock, older)


def test_logging_out_ends_this_session_and_no_other(people, clock):
    this, other = enter(clock), enter(clock)
    logins.log_out(people.chief_a.doing(clock.now()), key=this.key)
    assert (is_in(clock, this), is_in(clock, other)) == (False, True)


def test_a_session_ends_after_its_hours_and_is_then_cleared_away(people, clock, session):
    settings = {"session_hours": 2}
    doing = make_doing(nobody(ADDRESS), clock.now(), **settings)
    entered = logins.log_in(doing, login="chief_a", password=PASSWORD)
    later = enter(clock)
    make_failures("load1")
    clock.forward(minutes=119)
    assert is_in(clock, entered)
    assert logins.forget_ended(make_doing()) == 0
    clock.forward(minutes=1)
    assert not is_in(clock, entered)
    assert logins.forget_ended(make_doing()) == 1
    assert is_in(clock, later)
    assert session.scalars(sa.select(LoginFailure)).all() == []


def test_the_key_of_a_session_is_not_in_the_database(people, clock, session):
    entered = enter(clock)
    row = session.scalars(sa.select(LoginSession)).one()
    assert entered.key not in (row.key_hash, repr(entered))
    assert find_session_user(row.key_hash, clock.now()) is None


def test_passwords_are_nowhere_in_the_log(people, clock, session):
    people_services.add(make_doing(now=clock.now() + timedelta(minutes=1)), user=NEW)
    people_services.set_password(make_doing(now=clock.now()), login="wu", password="new and long")
    for entry in session.scalars(sa.select(AuditEntry)):
        assert "long" not in f"{entry.before}{entry.after}"


@pytest.mark.parametrize(
    "act",
    [
        lambda now: people_services.set_roles(make_doing(now=now), login="nobody", roles=[]),
        lambda now: people_services.set_password(
            make_doing(now=now), login="nobody", password="long enough"
        ),
        lambda now: people_services.disable(make_doing(now=now), login="nobody"),
        lambda now: get_actor("nobody"),
    ],
)
def test_who_is_unknown_is_not_found(people, clock, act):
    with pytest.raises(NotFound):
        act(clock.now())
