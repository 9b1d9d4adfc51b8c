"""What the log calls an action, what people call it: the sentence of an entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from tracker.domain.audit_chain import Verified
from tracker.domain.calendar_days import SHANGHAI
from tracker.domain.lights import Light
from tracker.domain.values import PlanState, ProgressMode, ReportEvery, Role, TaskState, UnitKind
from tracker.domain.words.acts import ENTRIES
from tracker.domain.words.changes import FIELD_WORDS, NOTHING, Change
from tracker.domain.words.labels import label

NOBODY = "系统"
_ORIGINS = {"cli": "命令行", "job": "系统"}

# In the order in which they are offered for a choice.
SUBJECTS: dict[str, str] = {
    "task": "任务",
    "plan": "计划",
    "draft": "导入草稿",
    "document": "文件",
    "upload": "上传",
    "template": "节点模板",
    "unit": "单位",
    "user": "人员",
    "screen": "大屏",
    "mail": "邮件",
}

_FIELDS: dict[str, str] = FIELD_WORDS | {
    "number": "编号",
    "state": "状态",
    "percent": "进度%",
    "light": "亮灯",
    "ends_on": "计划结束日期",
    "tasks": "任务数",
    "people": "人数",
    "name": "名称",
    "kind": "类别",
    "position": "排序",
    "aliases": "别名",
    "duties": "职责",
    "leader": "分管领导",
    "unit": "单位",
    "units": "单位",
    "login": "登录名",
    "roles": "角色",
    "mail": "邮箱",
    "is_active": "在用",
    "filename": "文件名",
    "address": "地址",
    "reason": "理由",
    "step": "撤销的一步",
}
# Where the same word of the log means another thing.
_FIELDS_OF: dict[str, dict[str, str]] = {
    "plan": {"organisation": "单位", "year": "年度", "moved": "日期随之改变的任务数"},
    "user": {"name": "姓名", "title": "职务", "units": "分管单位"},
}
_KINDS: dict[str, type[StrEnum]] = {
    "kind": UnitKind,
    "light": Light,
    "mode": ProgressMode,
    "report_every": ReportEvery,
    "roles": Role,
    "state": TaskState,
}
_KINDS_OF: dict[str, dict[str, type[StrEnum]]] = {"plan": {"state": PlanState}}


@dataclass(frozen=True, slots=True)
class AuditRow:
    """An entry as it is shown. `subject` is what its subject is called; empty when it is gone."""

    id: int
    at: datetime
    who: str | None
    unit: str | None
    origin: str
    action: str
    subject_kind: str
    subject_id: int
    subject: str
    before: Mapping[str, object]
    after: Mapping[str, object]
    hash: str

    @property
    def what(self) -> str:
        """An action of an older version, which has no word any more, stands as it is."""
        return ENTRIES.get(self.action, self.action)

    @property
    def came_from(self) -> str:
        """The address of the machine, or the door."""
        return _ORIGINS.get(self.origin, self.origin)

    @property
    def about(self) -> str:
        gone = f"{SUBJECTS.get(self.subject_kind, self.subject_kind)} {self.subject_id}"
        return self.subject or _kept_name(self.before) or _kept_name(self.after) or gone

    @property
    def changes(self) -> tuple[Change, ...]:
        """Of the fields that have a word, those that differ; numbers of rows mean nothing to people."""
        words = _FIELDS | _FIELDS_OF.get(self.subject_kind, {})
        told = (
            Change(word, self._words(name, self.before), self._words(name, self.after))
            for name, word in words.items()
            if name in self.before or name in self.after
        )
        return tuple(change for change in told if change.before != change.after)

    @property
    def sentence(self) -> str:
        """周甲（食品科）报进展：三-04 抽检食材。进度%：40 → 60。"""
        who = self.who or NOBODY
        unit = f"（{self.unit}）" if self.unit else ""
        told = "".join(f"{change_words(each)}。" for each in self.changes)
        return f"{who}{unit}{self.what}：{self.about}。{told}"

    def _words(self, name: str, values: Mapping[str, object]) -> str:
        kind = _KINDS_OF.get(self.subject_kind, {}).get(name) or _KINDS.get(name)
        value = values.get(name)
        if isinstance(value, list):
            return "、".join(_word(each, kind) for each in value) or NOTHING
        if name == "percent" and isinstance(value, str):
            return format(Decimal(value).normalize(), "f")  # 77.5 and 77.50 are one figure
        return _word(value, kind)


def change_words(change: Change) -> str:
    if change.before == NOTHING:
        return f"{change.field}：{change.after}"
    return f"{change.field}：{change.before} → {change.after}"


def _word(value: object, kind: type[StrEnum] | None) -> str:
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "是" if value else "否"
    if kind is not None and value in set(kind):
        return label(kind(str(value)))
    return str(value)


def _kept_name(values: Mapping[str, object]) -> str:
    """What the log itself kept of a thing that is gone."""
    named = (
        str(values[name]) for name in ("number", "title", "filename", "name") if name in values
    )
    return " ".join(named)


def verified_sentence(found: Verified) -> str:
    if found.first_break is not None:
        broken = found.first_break
        return (
            f"审计记录不完整：第 {broken.id} 号{label(broken.fault)}。"
            f"之前的 {found.entries} 条完整。"
        )
    if found.last_at is None:
        return "还没有审计记录。"
    until = found.last_at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")
    whole = f"审计记录完整：共 {found.entries} 条，截至 {until}，末条校验值 {found.head}。"
    if found.has_noted is None:
        return whole
    kept = "以前记下的校验值仍在其中。"
    lost = "但以前记下的校验值不在其中：末尾的记录被删去，或者整个记录被换过。"
    return whole + (kept if found.has_noted else lost)
