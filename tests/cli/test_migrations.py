"""`flask db` and the other commands, each loaded when it is called."""

import click
import pytest

from tracker import cli


@pytest.mark.databases("sqlite")
def test_a_command_is_loaded_when_it_is_called_and_an_unknown_one_is_none(app, monkeypatch):
    monkeypatch.setattr(app, "cli", cli.Commands(app))
    context = click.Context(app.cli)
    assert set(app.cli.list_commands(context)) == {*cli.NAMES, "db"}
    assert app.cli.commands == {}
    for name in ("units", "db"):
        assert app.cli.get_command(context, name).name == name
    assert set(app.cli.commands) == {"units", "db"}
    assert app.cli.get_command(context, "support") is None
