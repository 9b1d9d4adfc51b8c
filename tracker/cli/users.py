"""`flask users`: people, their roles and passwords."""

import dataclasses
from collections.abc import Mapping, Sequence

import click

from tracker.cli import support
from tracker.domain.values import Role
from tracker.domain.words.labels import label
from tracker.queries import users as user_queries
from tracker.services import logins, people

ROLES = click.Choice([role.value for role in Role])
password_option = click.option(
    "--password", prompt="密码", hide_input=True, confirmation_prompt=True
)


@click.group()
def users() -> None:
    """People and what they may do."""


@users.command()
@click.argument("login")
@click.option("--name", required=True)
@click.option("--unit", required=True)
@click.option("--role", "roles", multiple=True, type=ROLES, required=True)
@click.option("--title", default="")
@click.option("--mail")
@password_option
@support.as_json
def add(
    login: str,
    name: str,
    unit: str,
    roles: Sequence[str],
    title: str,
    mail: str | None,
    password: str,
    as_json: bool,
) -> None:
    """Adds a person of a unit."""
    user = people.NewUser(
        login=login,
        name=name,
        unit=unit,
        roles=[Role(role) for role in roles],
        password=password,
        title=title,
        mail=mail,
    )
    user_id = people.add(support.doing(), user=user)
    _done(as_json, {"id": user_id, "login": login}, f"已新增 {name}（{login}）")


@users.command()
@click.argument("login")
@click.argument("roles", nargs=-1, type=ROLES, required=True)
@support.as_json
def role(login: str, roles: Sequence[str], as_json: bool) -> None:
    """Sets the roles of LOGIN to ROLES."""
    wanted = [Role(value) for value in roles]
    left = people.set_roles(support.doing(), login=login, roles=wanted)
    words = "、".join(map(label, wanted))
    record = {"login": login, "roles": list(roles), "left": left}
    _done(as_json, record, f"{login}：{words}{_without_leader(left)}")


@users.command()
@click.argument("login")
@password_option
@support.as_json
def password(login: str, password: str, as_json: bool) -> None:
    """Sets a new password; ends every session of LOGIN."""
    people.set_password(support.doing(), login=login, password=password)
    _done(as_json, {"login": login}, f"已更改 {login} 的密码")


@users.command()
@click.argument("login", required=False)
@support.as_json
def unlock(login: str | None, as_json: bool) -> None:
    """Lifts the lock after wrong passwords: of LOGIN, or of all accounts and addresses."""
    if login is None:
        logins.unlock_all(support.doing())
        _done(as_json, {"login": None}, "已解除所有账号和地址的登录锁定")
        return
    logins.unlock(support.doing(), login=login)
    _done(as_json, {"login": login}, f"已解除 {login} 的登录锁定")


@users.command()
@click.argument("login")
@support.as_json
def disable(login: str, as_json: bool) -> None:
    """LOGIN can no longer log in and supervises nothing; what they did stays on record."""
    left = people.disable(support.doing(), login=login)
    _done(as_json, {"login": login, "left": left}, f"已停用 {login}{_without_leader(left)}")


@users.command()
@click.argument("login")
@support.as_json
def enable(login: str, as_json: bool) -> None:
    """LOGIN can log in again, with the roles and the password of before."""
    people.enable(support.doing(), login=login)
    _done(as_json, {"login": login}, f"已启用 {login}")


@users.command(name="list")
@support.as_json
def list_(as_json: bool) -> None:
    """All people, by unit."""
    rows = user_queries.list_users()
    if as_json:
        support.show_json([dataclasses.asdict(row) for row in rows])
        return
    support.show_table(
        ("登录名", "姓名", "职务", "单位", "角色", "邮箱", "状态"),
        map(_cells, rows),
    )


def _cells(row: user_queries.UserRow) -> tuple[object, ...]:
    roles, state = "、".join(map(label, row.roles)), "在用" if row.is_active else "已停用"
    return row.login, row.name, row.title, row.unit_name, roles, row.mail, state


def _without_leader(units: Sequence[str]) -> str:
    return f"；请为{'、'.join(units)}另定分管领导" if units else ""


def _done(as_json: bool, record: Mapping[str, object], sentence: str) -> None:
    if as_json:
        support.show_json(record)
    else:
        click.echo(sentence)
