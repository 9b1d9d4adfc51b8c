"""`flask mail`."""

import json

import pytest

from tests.make import make_mail, make_user
from tracker.domain.delivery import FinalFailure, TemporaryFailure
from tracker.domain.values import MailState


def test_the_list_shows_what_became_of_each_mail(session, runner):
    make_mail(make_user(name="周明"), state=MailState.SENT, tries=1)
    make_mail(state=MailState.FAILED, tries=10, error="550 no such user")
    answer = runner.invoke(args=["mail", "list"])
    head, *lines = answer.output.splitlines()
    assert head.split("\t")[:5] == ["编号", "类别", "收件人", "地址", "状态"]
    assert lines == [
        "2\t测试\t\tsomeone@example.invalid\t未送达\t10\t2026-11-23 09:00\t550 no such user",
        "1\t测试\t周明\tuser1@example.invalid\t已发\t1\t2026-11-23 09:00\t",
    ]


def test_the_list_can_be_cut_down_and_read_by_a_program(session, runner):
    make_mail()
    make_mail(state=MailState.FAILED)
    answer = runner.invoke(args=["mail", "list", "--state", "failed", "--json"])
    (row,) = json.loads(answer.output)
    assert (row["id"], row["state"]) == (2, "failed")


def test_retry_queues_one_or_all_that_were_given_up(session, runner):
    for _ in range(3):
        make_mail(state=MailState.FAILED)
    assert "1 封" in runner.invoke(args=["mail", "retry", "2"]).output
    assert json.loads(runner.invoke(args=["mail", "retry", "--json"]).output) == {"queued": 2}


def test_retry_of_a_number_that_is_not_there_says_so(session, runner):
    answer = runner.invoke(args=["mail", "retry", "7"])
    assert answer.exit_code == 1
    assert "没有编号为 7 的邮件" in answer.output


def test_a_test_mail_is_sent_at_once(session, runner, sent):
    make_mail()  # what waits is left to the scheduler
    answer = runner.invoke(args=["mail", "test", "admin@example.invalid"])
    assert (answer.exit_code, answer.output) == (0, "测试邮件已发往 admin@example.invalid\n")
    assert [message["To"] for message in sent.messages] == ["admin@example.invalid"]


class Broken:
    """A way out that is not one, or a server that says no."""

    def __init__(self, failure: Exception, *, connects: bool) -> None:
        self.failure, self.connects = failure, connects

    def connection(self):
        if not self.connects:
            raise self.failure
        return self

    def __enter__(self):
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def send(self, message: object) -> None:
        raise self.failure


@pytest.mark.parametrize(
    "sender",
    [
        Broken(TemporaryFailure("nobody there"), connects=False),
        Broken(TemporaryFailure("nobody there"), connects=True),
        Broken(FinalFailure("nobody there"), connects=True),
    ],
)
def test_a_test_mail_that_does_not_go_says_why_and_exits_with_1(app, session, runner, sender):
    app.config["SENDER"] = sender
    answer = runner.invoke(args=["mail", "test", "admin@example.invalid", "--json"])
    assert answer.exit_code == 1
    assert json.loads(answer.output) == {"id": 1, "sent": False, "error": "nobody there"}
