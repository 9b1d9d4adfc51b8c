"""The commands of the product: each reads its arguments, calls a use case, shows the answer."""

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
        app.cli.add_command(database.guarded(command, without_tables=WITHOUT_TABLES))
