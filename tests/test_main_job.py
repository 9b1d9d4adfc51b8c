"""The main job, from an empty database to the mail in the hands of a real SMTP server."""

import json
import re
from pathlib import Path

import pytest

from tests.client import new_client
from tests.outbound.smtp_server import Mailbox, smtp_server

PLAN = """东湖区市场监督管理局2026年工作要点

一、守住安全底线
1.加强农贸市场快检。11月25日前改造12家农贸市场快检室。（牵头单位：食品流通监管科）
2.开展电梯安全检查。10月31日前检查电梯使用单位60家。（牵头单位：特种设备安全监察科）
二、提升服务效能
1.压缩开办时间。年底前新增3个“一件事”事项。（牵头单位：登记注册科）
"""
PEOPLE = [
    ("office", "李晓", "办公室", "plan_office"),
    ("chief1", "周敏", "食品流通监管科", "chief"),
    ("chief2", "程建平", "特种设备安全监察科", "chief"),
    ("leader1", "王志远", "办公室", "leader"),
]


@pytest.fixture
def command(runner):
    def command(*arguments: str | Path):
        answer = runner.invoke(args=[*map(str, arguments)])
        assert answer.exit_code == 0, answer.output
        return answer.output

    return command


@pytest.fixture
def log_in(app):
    def log_in(login: str):
        client = new_client(app)
        answer = client.post("/login", data={"login": login, "password": "a long password"})
        assert answer.status_code == 303
        return client

    return log_in


def set_up(command, app, tmp_path) -> None:
    command("units", "import", app.config["SAMPLES"] / "units.toml", "--yes")
    for login, name, unit, role in PEOPLE:
        person = ["--name", name, "--unit", unit, "--role", role]
        mail = ["--mail", f"{login}@example.invalid", "--password", "a long password"]
        command("users", "add", login, *person, *mail)
    document = tmp_path / "要点.txt"
    document.write_text(PLAN, encoding="utf-8")
    plan = json.loads(command("plans", "import", document, "--publish", "--as", "office", "--json"))
    assert (plan["strategies"], plan["tasks"], plan["targets"]) == (2, 3, 3)
    assert plan["state"] == "active"


def verdict(client) -> str:
    return re.search(r'class="verdict">([^<]+)', client.get("/").get_data(as_text=True))[1]


def test_from_the_document_to_the_mail_in_the_servers_hands(
    app, command, log_in, tmp_path, smtp_allowed
):
    set_up(command, app, tmp_path)
    leader, chief = log_in("leader1"), log_in("chief1")
    assert verdict(leader) == "3 项任务已交办，还没有报送进展；1 项红灯，均为逾期"

    mine = chief.get("/mine?open=1").get_data(as_text=True)
    assert "加强农贸市场快检" in mine
    assert "开展电梯安全检查" not in mine
    reading = re.search(r'name="(reading-\d+)"', mine)[1]
    form = {
        "version": re.search(r'name="version"[^>]*value="(\d+)"', mine)[1],
        reading: "9",
        "narrative": "已改造9家，3家正在安装设备。",
        "confidence": "sure",
        "back": "mine",
    }
    assert chief.post("/tasks/1/progress", data=form).status_code == 303

    assert verdict(leader).startswith("总进度落后序时")
    assert "75.0" in leader.get("/").get_data(as_text=True)
    assert json.loads(command("rollups", "check", "--json")) == []

    mailbox = Mailbox()
    with smtp_server(mailbox) as sender:
        app.config["SENDER"] = sender
        at = ["--at", "2026-11-24T08:30", "--json"]
        written = json.loads(command("jobs", "run", "write-reminders", *at))
        assert written["figures"] == {"people": 2, "tasks": 2, "mails": 2}
        command("jobs", "run", "send-mail")
        told = {str(mail["To"]): str(mail["Subject"]) for mail in mailbox.messages}
        again = json.loads(command("jobs", "run", "write-reminders", *at))
        command("jobs", "run", "send-mail", "--at", "2026-11-24T08:31")

    assert again["ran"] is False
    assert len(mailbox.messages) == 2
    assert sorted(told) == ["chief1@example.invalid", "chief2@example.invalid"]
    body = mailbox.messages[0].get_body(("plain",)).get_content()
    assert "加强农贸市场快检" in body
