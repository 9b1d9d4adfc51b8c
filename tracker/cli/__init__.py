"""The commands: each reads its arguments, calls one use case, and shows the answer.

plans, units, users               the content of the database
jobs, mail, rollups, audit        what runs, what left, are the figures and the log right
seed, serve                       a first start
doctor, database                  what is wrong, and may a command begin at all
sentences                         what stands in the way, as a sentence
support                           what may be typed, answers as text or JSON
unit_files                        reads a list of units
"""

import click
from flask import Flask

from tracker.cli import (
    audit,
    database,
    doctor,
    jobs,
    mail,
    plans,
    rollups,
    seed,
    sentences,
    serve,
    units,
    users,
)

COMMANDS = (
    audit.audit,
    doctor.doctor,
    jobs.jobs,
    mail.mail,
    plans.plans,
    rollups.rollups,
    seed.seed,
    serve.serve,
    units.units,
    users.users,
)

# `plans parse` only reads a file, `doctor` says what is wrong, `serve` makes the tables itself.
WITHOUT_TABLES = frozenset({plans.parse, doctor.doctor, serve.serve})


def register(app: Flask) -> None:
    for command in COMMANDS:
        app.cli.add_command(sentences.each(command, _prepared))
    migrations = app.cli.commands["db"]  # Flask-Migrate's own
    app.cli.add_command(sentences.each(migrations, sentences.spoken))


def _prepared(command: click.Command) -> click.Command:
    needs_tables = command not in WITHOUT_TABLES
    return sentences.spoken(database.guarded(command) if needs_tables else command)
