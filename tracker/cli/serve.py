"""`flask serve`: the whole product as one process on one machine."""

import click
from flask import current_app
from flask_migrate import upgrade
from waitress import create_server

from tracker.cli.seed import seed_demo
from tracker.jobs import runner
from tracker.queries.users import list_users
from tracker.samples.files import read_demo_logins
from tracker.sandbox import bounded

THREADS = 8


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, envvar="PORT")
@click.option("--seed", "wants_seed", is_flag=True, help="Fill an empty database with the demo.")
@click.option("--scheduler/--no-scheduler", default=True, show_default=True)
def serve(host: str, port: int, wants_seed: bool, scheduler: bool) -> None:
    """Brings the schema up to date, serves the pages and runs the jobs."""
    upgrade()
    if wants_seed and not list_users():
        click.echo("首次启动：正在建立示例单位、人员和计划，约需半分钟……")
        seed_demo()
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    server = create_server(app, host=host, port=port, threads=THREADS, ident="")
    if scheduler:
        runner.start_in_background(app)
    bounded.prepare()
    _greet(server.effective_port)
    server.run()


def _greet(port: int) -> None:
    click.echo(f"\n工作计划督办系统已启动：http://127.0.0.1:{port}\n")
    people = read_demo_logins(current_app.config["SAMPLES"])
    known = {row.login for row in list_users() if row.is_active}
    if not known.issuperset(person.login for person in people):
        return
    click.echo("示例登录（密码 " + current_app.config["DEMO_PASSWORD"] + "）：")
    for person in people:
        click.echo(f"  {person.login:<8} {person.name}　{person.unit}　{person.title}")
