"""The commands of the product: each reads its arguments, calls a use case, shows the answer."""

from flask import Flask

from tracker.cli import audit, doctor, jobs, mail, plans, rollups, seed, serve, units, users

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


def register(app: Flask) -> None:
    for command in COMMANDS:
        app.cli.add_command(command)
