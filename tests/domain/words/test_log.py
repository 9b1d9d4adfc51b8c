"""An entry of the log as a sentence: who did what to which thing, and what changed by it."""

from datetime import UTC, datetime

import pytest

from tracker.domain.words.log import AuditRow


def row(action: str, *, subject: str = "", before=None, after=None, who="周甲") -> AuditRow:
    return AuditRow(
        id=7,
        at=datetime(2026, 11, 23, tzinfo=UTC),
        who=who,
        unit="食品科" if who else None,
        origin="192.0.2.1",
        action=action,
        subject_kind=action.partition(".")[0],
        subject_id=17,
        subject=subject,
        before=before or {},
        after=after or {},
        hash="",
    )


@pytest.mark.parametrize(
    ("shown", "sentence"),
    [
        (
            row(
                "task.progress.reported",
                subject="三-04 抽检食材",
                before={"state": "issued", "percent": "40.00", "light": "normal"},
                after={"state": "in_progress", "percent": "60.5", "light": "normal", "update": 9},
            ),
            "周甲（食品科）报进展：三-04 抽检食材。状态：已交办 → 办理中。进度%：40 → 60.5。",
        ),
        (
            row("plan.published", subject="要点", before={"state": "draft"}, who=None),
            "系统下达计划：要点。状态：草稿 → 无。",
        ),
        (
            row(
                "user.edited",
                subject="王乙",
                before={"title": "", "is_active": True, "unit": "甲科"},
                after={"title": "科长", "is_active": False, "unit": "乙科"},
            ),
            "周甲（食品科）修改人员：王乙。职务：科长。单位：甲科 → 乙科。在用：是 → 否。",
        ),
        (
            row("task.discarded", before={"number": "三-04", "title": "抽检"}),
            "周甲（食品科）删去拟交办任务：三-04 抽检。名称：抽检 → 无。编号：三-04 → 无。",
        ),
        (
            row("task.progress.reported", before={"percent": "100"}, after={"percent": "100.00"}),
            "周甲（食品科）报进展：任务 17。",
        ),
        (row("task.signed-off"), "周甲（食品科）签收：任务 17。"),
        (row("task.of-older-days", subject="抽检"), "周甲（食品科）task.of-older-days：抽检。"),
        (
            row("task.suspended", subject="抽检", after={"state": "frozen", "reason": "等批复"}),
            "周甲（食品科）中止：抽检。状态：frozen。理由：等批复。",
        ),
    ],
    ids=lambda value: value.action if isinstance(value, AuditRow) else "",
)
def test_an_entry_is_told_in_a_sentence(shown, sentence):
    assert shown.sentence == sentence
