"""`flask audit`: the chain is proved, and the whole log handed out."""

import csv
import io
import json
from datetime import datetime

from tests.make import make_doing
from tests.transaction.tampering import tamper
from tracker.domain.audit_chain import Link, Sealed
from tracker.domain.audit_chain import verify as verify_links
from tracker.domain.drafts.draft import UnitProfile
from tracker.domain.values import UnitKind
from tracker.queries import audit_log
from tracker.services import units
from tracker.services.units import UnitEntry


def fill(clock, *names: str) -> None:
    for name in names:
        entry = UnitEntry(UnitProfile(name=name), UnitKind.OFFICE)
        units.import_units(make_doing(now=clock.now()), entries=[entry])


def test_a_whole_chain_is_a_success(runner, session, clock):
    assert runner.invoke(args=["audit", "verify"]).output == "还没有审计记录。\n"
    fill(clock, "甲科", "乙科")
    head = audit_log.verify().head
    answer = runner.invoke(args=["audit", "verify", "--head", head])
    until = "2026-11-23 09:00:00"
    told = f"审计记录完整：共 2 条，截至 {until}，末条校验值 {head}。以前记下的校验值仍在其中。\n"
    assert (answer.exit_code, answer.output) == (0, told)


def test_the_first_broken_entry_is_named_and_is_a_failure(runner, session, clock):
    fill(clock, "甲科", "乙科", "丙科")
    tamper("UPDATE audit_entries SET subject_id = 9 WHERE id = 2")
    answer = runner.invoke(args=["audit", "verify"])
    assert answer.exit_code == 1
    assert answer.output == (
        "审计记录不完整：第 2 号内容与校验值不符，这一条被改过。之前的 1 条完整。\n"
    )
    told = json.loads(runner.invoke(args=["audit", "verify", "--json"]).output)
    assert (told["holds"], told["entries"], told["first_break"]["id"]) == (False, 1, 2)
    assert told["first_break"]["fault"] == "changed"


def test_a_noted_head_that_is_gone_is_a_failure(runner, session, clock):
    fill(clock, "甲科", "乙科")
    head = audit_log.verify().head
    tamper("DELETE FROM audit_entries WHERE id = 2")
    assert runner.invoke(args=["audit", "verify"]).exit_code == 0
    answer = runner.invoke(args=["audit", "verify", "--head", head])
    assert answer.exit_code == 1
    assert "以前记下的校验值不在其中" in answer.output


def test_the_table_opens_in_excel_and_holds_no_formula(runner, session, clock, tmp_path):
    fill(clock, "=cmd()")
    path = tmp_path / "log.csv"
    answer = runner.invoke(args=["audit", "export", str(path)])
    assert answer.output == f"已导出 1 条到 {path}\n"
    content = path.read_bytes().decode("utf-8-sig")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    heading, row = csv.reader(io.StringIO(content))
    named = dict(zip(heading, row, strict=True))
    assert (named["时间"], named["人员"], named["办理"]) == (
        "2026-11-23 09:00:00",
        "系统",
        "导入单位名册",
    )
    assert named["变化"] == "单位：=cmd()"
    assert not any(cell.startswith("=") for cell in row)


def test_the_chain_can_be_checked_from_the_exported_lines_alone(runner, people, clock, tmp_path):
    fill(clock, "甲科", "乙科")
    path = tmp_path / "log.jsonl"
    answer = runner.invoke(args=["audit", "export", str(path), "--json"])
    assert json.loads(answer.output)["entries"] == 2
    links = []
    for line in path.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        told["at"] = datetime.fromisoformat(told["at"])
        content = Sealed(**{name: told[name] for name in Sealed.__slots__})
        links.append(Link(told["id"], content, told["previous_hash"], told["hash"]))
    assert verify_links(links) == audit_log.verify()


def test_another_ending_is_refused_and_no_file_is_made(runner, session, tmp_path):
    path = tmp_path / "log.xlsx"
    answer = runner.invoke(args=["audit", "export", str(path)])
    assert answer.exit_code == 2
    assert ".jsonl" in answer.output
    assert not path.exists()
