"""The door of the clock: jobs that run by themselves, and the commands around them."""

from flask import Flask

from tracker.jobs import runner
from tracker.jobs.commands import jobs


def register(app: Flask) -> None:
    app.cli.add_command(jobs)
    # `flask serve` is another door, and doors do not import one another.
    app.extensions["tracker.scheduler"] = runner.start_in_background
