"""`flask users`."""

import json

import pytest

from tests.make import make_failures, make_login
from tests.people import UNIT_A
from tracker.domain.values import Role
from tracker.queries.login_locks import find_account_lock
from tracker.queries.users import find_login, find_session_user, get_actor

NEW = ["users", "add", "wu", "--name", "吴新", "--unit", UNIT_A, "--password", "long enough"]


def test_a_person_is_added_with_roles(runner, people):
    answer = runner.invoke(args=[*NEW, "--role", "chief", "--role", "leader"])
    assert (answer.exit_code, answer.output) == (0, "已新增 吴新（wu）\n")
    assert get_actor("wu").roles == {Role.CHIEF, Role.LEADER}


def test_roles_are_set_and_said_in_words(runner, people):
    answer = runner.invoke(args=["users", "role", "chief_a", "leader", "plan_office"])
    assert answer.output == "chief_a：局领导、督查室\n"
    assert get_actor("chief_a").roles == {Role.LEADER, Role.PLAN_OFFICE}


def test_a_disabled_person_is_out(runner, people, clock):
    key = make_login(people.chief_a.id)
    assert runner.invoke(args=["users", "disable", "chief_a"]).exit_code == 0
    assert find_session_user(key, clock.now()) is None


def test_a_person_is_let_in_again(runner, people):
    runner.invoke(args=["users", "disable", "chief_a"])
    answer = runner.invoke(args=["users", "enable", "chief_a"])
    assert (answer.exit_code, answer.output) == (0, "已启用 chief_a\n")
    assert find_login("chief_a") is not None


def test_a_leader_who_is_stopped_leaves_units_that_want_another(runner, people):
    answer = runner.invoke(args=["users", "disable", "leader_a"])
    assert answer.output == f"已停用 leader_a；请为{people.unit_a.name}另定分管领导\n"
    assert runner.invoke(args=["users", "enable", "leader_a"]).exit_code == 0
    assert get_actor("leader_a").supervised_unit_ids == frozenset()


def test_a_password_is_asked_for_twice_and_not_shown(runner, people):
    typed = "new and long\nnew and long\n"
    answer = runner.invoke(args=["users", "password", "chief_a"], input=typed)
    assert answer.exit_code == 0
    assert "new and long" not in answer.output


def test_a_lock_is_lifted_of_one_or_of_all(runner, people, clock):
    for login in ("chief_a", "chief_b", "office"):
        make_failures(login)
    one = runner.invoke(args=["users", "unlock", "chief_a"])
    assert (one.exit_code, one.output) == (0, "已解除 chief_a 的登录锁定\n")
    locked = [login for login in ("chief_a", "chief_b", "office") if is_locked(login, clock)]
    assert locked == ["chief_b", "office"]
    every = runner.invoke(args=["users", "unlock"])
    assert (every.exit_code, every.output) == (0, "已解除所有账号和地址的登录锁定\n")
    assert not is_locked("office", clock)


def is_locked(login: str, clock) -> bool:
    return find_account_lock(login, clock.now()) is not None


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([*NEW[:-1], "short", "--role", "chief"], "密码至少 8 位。"),
        (["users", "role", "nobody", "chief"], "没有登录名为“nobody”的人员。"),
        (["users", "unlock", "nobody"], "没有登录名为“nobody”的人员。"),
        (["users", "disable", "nobody"], "没有登录名为“nobody”的人员。"),
        (["users", "enable", "nobody"], "没有登录名为“nobody”的人员。"),
        (["users", "disable", "admin"], "这是最后一个系统管理员"),
        (["users", "role", "admin", "chief"], "这是最后一个系统管理员"),
    ],
)
def test_what_cannot_be_done_is_a_sentence_and_exit_status_1(runner, people, arguments, sentence):
    answer = runner.invoke(args=arguments)
    assert answer.exit_code == 1
    assert sentence in answer.output
    assert "Traceback" not in answer.output


def test_a_role_that_does_not_exist_is_refused_by_name(runner, people):
    assert runner.invoke(args=[*NEW, "--role", "boss"]).exit_code == 2


def test_the_list_is_for_people_and_for_programs(runner, people):
    lines = runner.invoke(args=["users", "list"]).output.splitlines()
    assert lines[0].split("\t")[:3] == ["登录名", "姓名", "职务"]
    assert lines[1].startswith("chief_a\t周甲\t科长")
    assert lines[1].endswith("\t在用")
    records = json.loads(runner.invoke(args=["users", "list", "--json"]).output)
    assert {record["login"] for record in records} >= {"admin", "office"}
    assert all("password" not in key for record in records for key in record)
