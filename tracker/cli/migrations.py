"""`flask db`: Flask-Migrate's commands, and the upgrade that `serve` begins with.

Joined to an application when it is asked for: Alembic takes as long to load as all the pages, and
neither a page nor any other command needs it.
"""

from pathlib import Path

import click
import flask_migrate
from flask import Flask, current_app

from tracker.cli import database, sentences
from tracker.transaction.private_files import tighten


def join(app: Flask) -> click.Command:
    """`db` becomes a command of the application, and Alembic is told of its database."""
    migrate = flask_migrate.Migrate(
        app,
        app.extensions["sqlalchemy"],
        directory=app.config["MIGRATIONS"],
        render_as_batch=True,
    )
    migrate.configure(_before)
    command = sentences.each(app.cli.commands["db"], sentences.spoken)
    app.cli.add_command(command)
    return command


def upgrade() -> None:
    join(current_app._get_current_object())  # type: ignore[attr-defined]
    flask_migrate.upgrade()


def _before(config: flask_migrate.Config) -> flask_migrate.Config:
    """Whoever starts Alembic, which knows only its own revisions."""
    tighten(Path(current_app.instance_path))
    database.refuse_foreign()
    return config
