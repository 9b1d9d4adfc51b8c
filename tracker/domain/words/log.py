"""What the log calls an action, what people call it: the sentence of an entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from tracker.domain.audit_chain import Fault, Verified
from tracker.domain.calendar_days import SHANGHAI
from tracker.domain.lights import Light
from tracker.domain.values import PlanState, ProgressMode, ReportEvery, Role, TaskState, UnitKind
from tracker.domain.words.changes import NOTHING, Change
from tracker.domain.words.labels import label
from tracker.domain.words.life_labels import FIELD_WORDS

NOBODY = "系统"
_ORIGINS = {"cli": "命令行", "job": "系统"}

# In the order in which they are offered for a choice.
SUBJECTS: dict[str, str] = {
    "task": "任务",
    "plan": "计划",
    "draft": "导入草稿",
    "document": "文件",
    "unit": "单位",
    "user": "人员",
    "mail": "邮件",
}

ACTIONS: dict[str, str] = {
    "task.added": "增加任务",
    "task.discarded": "删去拟交办任务",
    "task.issued": "交办",
    "task.signed-off": "签收",
    "task.edited": "修改任务",
    "task.reassigned": "改派",
    "task.split": "分解任务",
    "task.milestones-set": "调整节点",
    "task.targets-set": "调整指标",
    "task.progress.reported": "报进展",
    "task.progress.supplemented": "补充情况",
    "task.evidence.attached": "补传佐证材料",
    "task.verification.asked": "报请核查",
    "task.verification.accepted": "核查通过",
    "task.verification.sent-back": "退回重办",
    "task.reopened": "回头看，重新办理",
    "task.deadline-extension.asked": "申请延期",
    "task.deadline-extension.granted": "同意延期",
    "task.deadline-extension.refused": "不同意延期",
    "task.instruction.written": "批示",
    "task.instruction.acknowledged": "签阅批示",
    "task.instruction.answered": "回复批示",
    "task.suspended": "中止",
    "task.resumed": "恢复办理",
    "task.withdrawal.proposed": "提出撤销",
    "task.withdrawal.confirmed": "确认撤销",
    "task.withdrawal.declined": "不同意撤销",
    "plan.created": "生成计划",
    "plan.published": "下达计划",
    "plan.postponed": "整体顺延",
    "plan.closed": "结束计划",
    "document.uploaded": "上传文件",
    "document.discarded": "放弃导入",
    "draft.checked": "核对草稿条目",
    "draft.corrected": "更正草稿条目",
    "draft.terms-set": "批量设置单位、时限",
    "draft.dropped": "删去草稿条目",
    "draft.restored": "恢复草稿条目",
    "draft.moved": "移动草稿条目",
    "draft.merged": "合并草稿条目",
    "draft.split": "拆分草稿条目",
    "draft.sub-task-made": "列为举措",
    "draft.sub-task-undone": "取消举措",
    "draft.target-dropped": "删去指标",
    "draft.target-restored": "恢复指标",
    "draft.strategy-renamed": "更改板块名称",
    "draft.renamed": "更改计划名称",
    "unit.imported": "导入单位名册",
    "unit.added": "新增单位",
    "unit.edited": "修改单位",
    "unit.merged": "合并单位",
    "user.added": "新增人员",
    "user.edited": "修改人员",
    "user.roles-set": "设置角色",
    "user.disabled": "停用人员",
    "user.password-set": "重设密码",
    "user.password-changed": "更改自己的密码",
    "user.logged-in": "登录",
    "user.locked": "登录被锁定",
    "mail.retried": "重发邮件",
    "mail.tested": "试发邮件",
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
}
# Where the same word of the log means another thing.
_FIELDS_OF: dict[str, dict[str, str]] = {"user": {"name": "姓名", "title": "职务"}}
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
        """An action of an older version, which nobody words any more, stands as it is."""
        return ACTIONS.get(self.action, self.action)

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
        """Of the fields that have a word, those that differ; numbers of rows are no news."""
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


FAULTS: dict[Fault, str] = {
    Fault.CHANGED: "内容与校验值不符，这一条被改过",
    Fault.TORN: "与上一条接不上，中间有记录被删去、插入或调换",
}


def verified_sentence(found: Verified) -> str:
    if found.first_break is not None:
        broken = found.first_break
        return (
            f"审计记录不完整：第 {broken.id} 号{FAULTS[broken.fault]}。"
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
