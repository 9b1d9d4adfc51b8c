"""Every command of the product, with arguments that it would take."""

from collections.abc import Iterator

import click
from flask import Flask

# Those that need tables.
COMMANDS = [
    "audit verify",
    "audit export out.csv",
    "jobs list",
    "jobs run tidy",
    "jobs work",
    "mail list",
    "mail retry",
    "mail test a@example.invalid",
    "plans import README.md --as office",
    "plans list",
    "plans show 1",
    "plans close 1 --as office",
    "rollups check",
    "rollups rebuild",
    "seed",
    "units delete x",
    "units import README.md",
    "units list",
    "users add x --name x --unit x --role chief --password 12345678",
    "users role x chief",
    "users password x --password 12345678",
    "users disable x",
    "users enable x",
    "users unlock x",
    "users list",
]
MIGRATIONS = ["db upgrade", "db downgrade", "db migrate"]
WITHOUT_TABLES = {"doctor", "serve", "plans parse"}


def said(app: Flask, line: str) -> str:
    """What a command says that cannot do what it should: one sentence, and no stack trace."""
    answer = app.test_cli_runner().invoke(args=line.split())
    assert answer.exit_code == 1, (line, answer.output)
    assert isinstance(answer.exception, SystemExit), (line, answer.exception)
    assert len(answer.output.splitlines()) == 1, (line, answer.output)
    return answer.output


def leaves(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[str]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from leaves(command, (*path, name))
        else:
            yield " ".join((*path, name))
