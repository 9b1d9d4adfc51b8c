"""`flask doctor` on an installation that is well, that is ill, and that has no tables yet."""

import json
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.make import make_mail
from tracker.cli import doctor
from tracker.domain.delivery import TemporaryFailure
from tracker.jobs.runner import catch_up, run_once
from tracker.jobs.schedule import SCHEDULE
from tracker.transaction.private_files import tighten


@pytest.fixture(autouse=True)
def private(app):
    tighten(Path(app.instance_path))


def verdicts(answer) -> dict[str, str]:
    return {check["name"]: check["verdict"] for check in json.loads(answer.output)}


def beat(clock) -> None:
    catch_up(clock.now())
    for entry in SCHEDULE:
        if entry.at is None:
            run_once(entry, clock.now())


def test_an_installation_that_is_well_is_a_success(runner, session, clock):
    beat(clock)
    answer = runner.invoke(args=["doctor"])
    assert answer.exit_code == 0, answer.output
    assert "正常\t定时任务在运行。" in answer.output
    assert "提示\t2027 年的放假安排尚未公布，工作日为估算。" in answer.output


def test_a_scheduler_that_is_silent_is_a_failure(runner, session, clock):
    beat(clock)
    clock.forward(minutes=30)
    answer = runner.invoke(args=["doctor", "--json"])
    assert answer.exit_code == 1
    assert verdicts(answer)["scheduler"] == "wrong"


@contextmanager
def unreachable():
    raise TemporaryFailure("connection refused")
    yield


def test_mail_that_does_not_leave_is_a_failure_although_every_run_ends_well(
    app, runner, session, clock, monkeypatch
):
    make_mail(created_at=clock.now(), next_try_at=clock.now())
    monkeypatch.setattr(app.config["SENDER"], "connection", unreachable)
    clock.forward(minutes=20)
    beat(clock)
    answer = runner.invoke(args=["doctor", "--json"])
    assert answer.exit_code == 1
    assert verdicts(answer)["jobs"] == "fine"
    assert verdicts(answer)["sending"] == "wrong"
    words = "邮件没有发出：1 封在等待，最早的一封已等 20 分钟（connection refused）。"
    assert words in answer.output


def test_what_other_accounts_can_read_is_named(runner, monkeypatch):
    monkeypatch.setattr(doctor, "list_loose", lambda folder: [folder / "secret_key"])
    answer = runner.invoke(args=["doctor"])
    assert answer.exit_code == 1
    assert "secret_key：请用文件所有者运行 chmod" in answer.output


class DeadSender:
    @contextmanager
    def connection(self):
        raise TemporaryFailure("connection refused")
        yield


def test_a_mail_server_that_cannot_be_reached_is_a_failure(app, runner, clock):
    beat(clock)
    app.config["SENDER"] = DeadSender()
    answer = runner.invoke(args=["doctor"])
    assert answer.exit_code == 1
    assert "有问题\t邮件服务器连不上：connection refused" in answer.output


def test_without_tables_it_says_what_to_run(database):
    with database.scratch() as app, app.app_context():
        answer = app.test_cli_runner().invoke(args=["doctor", "--json"])
    assert answer.exit_code == 1
    assert verdicts(answer)["schema"] == "wrong"
    assert "scheduler" not in verdicts(answer)
