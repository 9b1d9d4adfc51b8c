"""`flask serve`: the whole product as one process on one machine."""

from contextlib import closing

import click
from flask import Flask, current_app
from waitress import create_server
from waitress.server import BaseWSGIServer

from tracker.cli import migrations
from tracker.cli.seed import seed_demo
from tracker.domain.words.obstacles import system_words
from tracker.jobs import runner
from tracker.queries.users import list_users
from tracker.samples.files import read_demo_logins
from tracker.sandbox import bounded
from tracker.transaction.alone import alone

THREADS = 8
# What the server takes in before the application is asked.
LIMITS = {
    "max_request_header_size": 32 * 1024,
    "connection_limit": 1000,  # half-sent requests are waited for without a thread
    "channel_timeout": 30,  # seconds without a byte
    "cleanup_interval": 5,
    "asyncore_use_poll": True,  # select() ends at 1024 connections
}
# So much above the limit of a form is still read, so that the page can say what the limit is.
READ_TO_BE_REFUSED = 4 * 1024 * 1024


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option(
    "--port", default=8000, show_default=True, envvar="PORT", type=click.IntRange(0, 65535)
)
@click.option("--seed", "wants_seed", is_flag=True, help="Fill an empty database with the demo.")
@click.option("--scheduler/--no-scheduler", default=True, show_default=True)
def serve(host: str, port: int, wants_seed: bool, scheduler: bool) -> None:
    """Brings the schema up to date, serves the pages and runs the jobs."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    with closing(_bound(app, host, port)) as server:
        _make_ready(wants_seed)
        if scheduler:
            runner.start_in_background(app)
        bounded.prepare()
        _greet(server.effective_port)
        server.run()


def _make_ready(wants_seed: bool) -> None:
    with alone(on_waiting=_say_that_it_waits):
        migrations.upgrade()
        if wants_seed and not list_users():
            click.echo("首次启动：正在建立示例单位、人员和计划，约需半分钟……")
            seed_demo()


def _bound(app: Flask, host: str, port: int) -> BaseWSGIServer:
    """Takes the address first: whoever cannot have it learns so before anything is written. Who
    comes meanwhile is answered when all is ready."""
    try:
        return create_server(
            app,
            host=host,
            port=port,
            threads=THREADS,
            ident="",
            max_request_body_size=app.config["MAX_CONTENT_LENGTH"] + READ_TO_BE_REFUSED,
            # Else none of them arrives. ProxyFix alone decides which of them count.
            clear_untrusted_proxy_headers=not app.config["TRUSTED_PROXIES"],
            **LIMITS,
        )
    except OSError as error:
        reason = system_words(error)
    except ValueError:  # waitress, of a name that nobody knows
        reason = "没有这个主机"
    advice = "请用 --host、--port（或 PORT=8080 make run）另选。"
    raise click.ClickException(f"不能在 {host}:{port} 提供服务：{reason}。{advice}")


def _say_that_it_waits() -> None:
    click.echo("另一个进程正在准备数据库，等它完成后继续……")


def _greet(port: int) -> None:
    click.echo(f"\n工作计划督办系统已启动：http://127.0.0.1:{port}\n")
    people = read_demo_logins(current_app.config["SAMPLES"])
    known = {row.login for row in list_users() if row.is_active}
    if not known.issuperset(person.login for person in people):
        return
    click.echo("示例登录（密码 " + current_app.config["DEMO_PASSWORD"] + "）：")
    for person in people:
        click.echo(f"  {person.login:<8} {person.name}　{person.unit}　{person.title}")
