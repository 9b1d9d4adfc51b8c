"""管理 审计: the administrator searches the log, takes it along and proves it; nobody else does."""

import csv
import io

import pytest

from tests.make import make_plan, make_strategy, make_task
from tests.people import EVERYBODY
from tests.transaction.tampering import tamper
from tracker.queries import audit_log
from tracker.services import lifecycle
from tracker.services import people as people_services


def page(answer) -> str:
    return answer.text


@pytest.fixture
def signed(people, clock):
    """A task that was signed off, and a person who was stopped."""
    task = make_task(make_strategy(make_plan()), title="抽检<食材>", lead=people.unit_a)
    lifecycle.sign_off(people.chief_a.doing(clock.now()), task_id=task.id)
    people_services.disable(people.admin.doing(clock.now()), login="chief_b")
    return task


@pytest.mark.parametrize("path", ["", "/export", "/verify"])
def test_only_the_administrator_opens_the_log(client_for, path):
    opened = [
        name for name in EVERYBODY if client_for(name).get(f"/admin/audit{path}").status_code == 200
    ]
    assert opened == ["admin"]


def test_the_log_says_who_did_what_and_what_changed(client_for, signed, count_queries):
    with count_queries() as queries:
        found = page(client_for("admin").get("/admin/audit"))
    assert queries.count <= 12
    assert found.index("停用人员") < found.index("签收</th>")  # the newest first
    assert '周甲 <span class="quiet">食品安全监管科</span>' in found
    assert f'href="/tasks/{signed.id}">{signed.number} 抽检&lt;食材&gt;</a>' in found
    assert "状态：已交办 → 办理中" in found


def test_a_search_stays_in_the_form_and_in_every_link(client_for, signed, monkeypatch):
    monkeypatch.setattr(audit_log, "PAGE", 1)
    query = "since=2026-11-23&who=a&action=&kind=&q="
    found = page(client_for("admin").get(f"/admin/audit?{query}"))
    assert 'value="2026-11-23"' in found
    assert "/admin/audit/export?since=2026-11-23&amp;who=a" in found
    missed = page(client_for("admin").get("/admin/audit?until=2026-11-22"))
    assert "没有符合条件的记录" in missed


def test_pages_lead_back_and_forth(client_for, signed, monkeypatch):
    monkeypatch.setattr(audit_log, "PAGE", 1)
    admin = client_for("admin")
    assert 'href="/admin/audit?before=2">较早的' in page(admin.get("/admin/audit"))
    older = page(admin.get("/admin/audit?before=2"))
    assert "签收" in older
    assert 'href="/admin/audit?after=1">较新的' in older


def test_the_search_is_handed_out_as_a_table(client_for, signed):
    answer = client_for("admin").get("/admin/audit/export?who=周甲")
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == "attachment; filename=audit-2026-11-23.csv"
    heading, *rows = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))
    assert [dict(zip(heading, row, strict=True))["办理"] for row in rows] == ["签收"]


def test_the_whole_log_is_proved_on_a_page(client_for, signed):
    admin = client_for("admin")
    head = audit_log.verify().head
    assert f"共 2 条，截至 2026-11-23 09:00:00，末条校验值 {head}" in page(
        admin.get("/admin/audit/verify")
    )
    assert "仍在其中" in page(admin.get(f"/admin/audit/verify?head={head}"))
    tamper("UPDATE audit_entries SET action = 'task.issued' WHERE id = 1")
    broken = page(admin.get("/admin/audit/verify"))
    assert "审计记录不完整：第 1 号内容与校验值不符" in broken
