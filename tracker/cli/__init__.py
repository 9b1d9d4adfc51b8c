"""The commands: each reads its arguments, calls one use case, and shows the answer.

plans, units, users               the content of the database
jobs, mail, rollups, audit        what runs, what left, are the figures and the log right
seed, serve                       a first start
doctor, database                  what is wrong, and may a command begin at all
migrations                        Flask-Migrate's own commands
sentences                         what stands in the way, as a sentence
support                           what may be typed, answers as text or JSON
unit_files                        reads a list of units
"""

from importlib import import_module

import click
from flask import Flask
from flask.cli import AppGroup

from tracker.cli import database, sentences

# Each is found under its own name in the module of that name.
NAMES = frozenset(
    {
        "audit",
        "doctor",
        "jobs",
        "mail",
        "plans",
        "rollups",
        "seed",
        "serve",
        "units",
        "users",
    }
)
MIGRATIONS = "db"

# `plans parse` only reads a file, `doctor` says what is wrong, `serve` makes the tables itself.
WITHOUT_TABLES = frozenset({"parse", "doctor", "serve"})


def register(app: Flask) -> None:
    app.cli = Commands(app)


class Commands(AppGroup):
    """Loads a command when it is called: with all of them, and what they need, the process that
    serves pages would begin at half the speed, and so would each command."""

    def __init__(self, app: Flask) -> None:
        super().__init__(name=app.name)
        self._app = app

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *NAMES, MIGRATIONS})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.commands:
            self._load(cmd_name)
        return super().get_command(ctx, cmd_name)

    def _load(self, name: str) -> None:
        if name == MIGRATIONS:
            import_module("tracker.cli.migrations").join(self._app)
        elif name in NAMES:
            command = getattr(import_module(f"tracker.cli.{name}"), name)
            self.add_command(sentences.each(command, _prepared))


def _prepared(command: click.Command) -> click.Command:
    needs_tables = command.name not in WITHOUT_TABLES
    return sentences.spoken(database.guarded(command) if needs_tables else command)
