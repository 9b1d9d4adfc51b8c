"""Before and after of plain records, as the log holds them, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.values import ProgressMode, ReportEvery
from tracker.domain.words.labels import label

NOTHING = "无"

# What the log calls it: what people call it, in the order in which it is shown.
FIELD_WORDS: dict[str, str] = {
    "lead_unit": "牵头单位",
    "supporting": "配合单位",
    "title": "名称",
    "content": "内容",
    "source": "任务来源",
    "weight": "权重",
    "report_every": "汇报频次",
    "starts_on": "开始日期",
    "due_on": "时限",
    "mode": "进度算法",
    "targets": "指标",
    "milestones": "节点",
    "sub_tasks": "举措",
}

_KINDS: dict[str, type[StrEnum]] = {"report_every": ReportEvery, "mode": ProgressMode}


@dataclass(frozen=True, slots=True)
class Change:
    """名称: 抽检食材 → 抽检夏季食材."""

    field: str
    before: str
    after: str


def changes(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[Change, ...]:
    """Of the fields that have a word, those that differ; numbers of rows mean nothing to people."""
    return tuple(
        Change(word, _words(name, before.get(name)), _words(name, after.get(name)))
        for name, word in FIELD_WORDS.items()
        if (name in before or name in after) and before.get(name) != after.get(name)
    )


def _words(name: str, value: object) -> str:
    if isinstance(value, list):
        return "、".join(str(each) for each in value) or NOTHING
    if value is None or value == "":
        return NOTHING
    kind = _KINDS.get(name)
    return str(value) if kind is None else label(kind(str(value)))
