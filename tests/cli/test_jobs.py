"""`flask jobs list | run`."""

import json
from datetime import date

import pytest

from tests.make import make_doing, make_task
from tracker.services import figures, job_runs


@pytest.fixture
def late(people):
    return make_task(lead=people.unit_b, due_on=date(2026, 11, 20))


def run(runner, *arguments):
    return runner.invoke(args=["jobs", "run", *arguments])


def test_a_run_says_what_it_counted(late, runner):
    answer = run(runner, "write-reminders", "--at", "2026-11-23T08:30")
    assert (answer.exit_code, answer.output) == (
        0,
        "write-reminders 2026-11-23 完成：提醒人数 1，提醒任务 1，待发邮件 1\n",
    )


def test_a_slot_that_is_done_is_not_run_again_and_that_is_no_error(late, runner):
    run(runner, "write-reminders", "--at", "2026-11-23T08:30")
    again = run(runner, "write-reminders", "--at", "2026-11-23T23:00")
    assert (again.exit_code, again.output) == (
        0,
        "write-reminders 2026-11-23 已经运行过，没有重复运行\n",
    )
    assert run(runner, "write-reminders", "--at", "2026-11-24T08:30").exit_code == 0


def test_only_a_run_that_is_alive_is_said_to_be_running(late, runner, clock):
    doing = make_doing(now=clock.now())
    job_runs.claim(doing, job="write-reminders", slot="2026-11-23", host="other")
    clock.forward(seconds=12)
    assert run(runner, "write-reminders").output == (
        "write-reminders 2026-11-23 正在运行（12 秒前有心跳），没有重复运行\n"
    )
    assert "\t最近一次：2026-11-23 运行中\n" in runner.invoke(args=["jobs", "list"]).output
    clock.forward(minutes=1)
    assert "2026-11-23 中断，等候续办\n" in runner.invoke(args=["jobs", "list"]).output
    assert "完成：提醒人数 1" in run(runner, "write-reminders").output


def test_without_a_moment_it_is_now(late, runner):
    answer = run(runner, "write-reminders", "--json")
    assert json.loads(answer.output) == {
        "job": "write-reminders",
        "slot": "2026-11-23",
        "ran": True,
        "figures": {"people": 1, "tasks": 1, "mails": 1},
        "error": "",
    }


def test_a_day_off_is_said(late, runner):
    answer = run(runner, "write-reminders", "--at", "2026-11-22T08:30")
    assert answer.output == "write-reminders 2026-11-22 完成：非工作日，未提醒\n"


def test_reminders_and_their_mail_are_two_jobs(late, runner, sent):
    run(runner, "write-reminders", "--at", "2026-11-23T08:30")
    assert sent.messages == []
    answer = run(runner, "send-mail", "--at", "2026-11-23T08:31")
    assert answer.output == (
        "send-mail 2026-11-23T08:31 完成：已发 1，稍后再发 0，未送达 0，无须发送 0\n"
    )
    assert [message["To"] for message in sent.messages] == ["chief_b@example.invalid"]


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_job_that_fails_says_why_and_exits_with_1(session, runner, monkeypatch, options):
    def broken(doing):
        raise ValueError("disk full")

    monkeypatch.setattr(figures, "take_snapshots", broken)
    answer = run(runner, "take-snapshots", *options)
    assert answer.exit_code == 1
    assert "take-snapshots 2026-11-23 失败：ValueError: disk full" in answer.output
    last = json.loads(runner.invoke(args=["jobs", "list", "--json"]).output)[1]["last"]
    assert (last["outcome"], last["error"]) == ("failed", "ValueError: disk full")


def test_a_name_that_nobody_knows_exits_with_1(session, runner):
    answer = run(runner, "make-coffee")
    assert answer.exit_code == 1
    assert "没有名为“make-coffee”的定时任务" in answer.output


def test_the_list_shows_when_each_job_runs_and_what_it_did_last(late, runner):
    run(runner, "write-reminders", "--at", "2026-11-23T08:30")
    lines = runner.invoke(args=["jobs", "list"]).output.splitlines()
    assert lines[:2] == [
        "refresh-lights\t每天 00:10\t更新当天变灯的任务和汇总数",
        "\t最近一次：还没有运行过",
    ]
    assert lines[7] == "\t最近一次：2026-11-23 完成 提醒人数 1，提醒任务 1，待发邮件 1"
    assert lines[8].startswith("send-mail\t每分钟")


def test_the_list_as_json_is_for_programs(late, runner):
    run(runner, "write-reminders", "--at", "2026-11-23T08:30")
    rows = json.loads(runner.invoke(args=["jobs", "list", "--json"]).output)
    assert [row["name"] for row in rows] == [
        "refresh-lights", "take-snapshots", "tidy", "write-reminders", "send-mail",
        "read-documents",
    ]  # fmt: skip
    assert rows[0]["last"] is None
    assert rows[3]["last"]["slot"] == "2026-11-23"
    assert rows[3]["last"]["finished_at"] == "2026-11-23T01:00:00+00:00"  # when it really was
