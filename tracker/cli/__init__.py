"""The commands of the product: each reads its arguments, calls a use case, shows the answer."""

from flask import Flask

from tracker.cli import mail, plans, rollups, units, users


def register(app: Flask) -> None:
    for group in (mail.mail, plans.plans, rollups.rollups, units.units, users.users):
        app.cli.add_command(group)
