"""The Chinese word for each value of an enum, sorted by the enum, in the order of its values."""

from enum import StrEnum

from tracker.domain.acts import Act
from tracker.domain.audit_chain import Fault
from tracker.domain.bulk_acts import BulkAct
from tracker.domain.decisions import DecisionKind
from tracker.domain.health import Health
from tracker.domain.lights import Colour, Light
from tracker.domain.mine import Group
from tracker.domain.pace import Pace
from tracker.domain.period_boxes import BoxState
from tracker.domain.permissions import Permission
from tracker.domain.plan_acts import PlanAct
from tracker.domain.recent import News
from tracker.domain.reporting import Standing
from tracker.domain.task_events import EventKind
from tracker.domain.unit_series import Series, UnitOrder
from tracker.domain.values import (
    Confidence,
    EvidenceKind,
    ExtensionVerdict,
    Grade,
    HelpVerdict,
    JobOutcome,
    MailKind,
    MailState,
    Op,
    PlanState,
    ProgressMode,
    Recurrence,
    ReminderKind,
    ReportEvery,
    Role,
    Scope,
    Taken,
    TargetKind,
    TaskKind,
    TaskState,
    UnitKind,
    Verdict,
    WithdrawalVerdict,
)
from tracker.domain.words.acts import BULK, BUTTONS, PERMISSIONS, PLAN_BUTTONS, STEPS
from tracker.domain.words.board import NEWS, TAKEN, UNIT_ORDERS

# By kind: members of two kinds can be the same word, and then they are equal as dictionary keys.
LABELS: dict[type[StrEnum], dict[StrEnum, str]] = {
    Act: BUTTONS,
    BoxState: {
        BoxState.REPORTED: "已报",
        BoxState.MISSED: "漏报",
        BoxState.CURRENT: "本期",
        BoxState.AHEAD: "未到",
    },
    BulkAct: BULK,
    Colour: {
        Colour.RED: "红灯",
        Colour.YELLOW: "黄灯",
        Colour.GREEN: "绿灯",
        Colour.DONE: "已办结",
        Colour.GREY: "未亮灯",
    },
    Confidence: {
        Confidence.SURE: "有把握",
        Confidence.AT_RISK: "有风险",
        Confidence.UNLIKELY: "难完成",
    },
    DecisionKind: {
        DecisionKind.EXTENSION: "申请延期",
        DecisionKind.HELP: "需协调事项",
        DecisionKind.INSTRUCTION: "批示",
        DecisionKind.VERIFICATION: "报请核查",
        DecisionKind.WITHDRAWAL: "提出撤销",
    },
    EventKind: STEPS,
    EvidenceKind: {
        EvidenceKind.PDF: "PDF 文件",
        EvidenceKind.DOCX: "Word 文档",
        EvidenceKind.XLSX: "Excel 表格",
        EvidenceKind.PPTX: "演示文稿",
        EvidenceKind.DOC: "Word 97 文档",
        EvidenceKind.XLS: "Excel 97 表格",
        EvidenceKind.WPS: "WPS 文档",
        EvidenceKind.PNG: "图片",
        EvidenceKind.JPEG: "图片",
        EvidenceKind.WEBP: "图片",
        EvidenceKind.TXT: "文本文件",
    },
    ExtensionVerdict: {
        ExtensionVerdict.GRANTED: "同意延期",
        ExtensionVerdict.REFUSED: "不同意延期",
        ExtensionVerdict.LAPSED: "未审批，已失效",
        ExtensionVerdict.TAKEN_BACK: "已撤回",
    },
    Fault: {
        Fault.CHANGED: "内容与校验值不符，这一条被改过",
        Fault.TORN: "与上一条接不上，中间有记录被删去、插入或调换",
    },
    Grade: {
        Grade.EXCELLENT: "优秀",
        Grade.GOOD: "良好",
        Grade.PASSED: "合格",
        Grade.FAILED: "不合格",
    },
    Group: {
        Group.SENT_BACK: "退回待重办",
        Group.INSTRUCTED: "批示待回复",
        Group.UNSIGNED: "待签收",
        Group.READY: "待报请核查",
        Group.OVERDUE: "逾期",
        Group.DUE_SOON: "临期",
        Group.UNREPORTED: "本期未报",
        Group.RUNNING: "办理中",
        Group.SUPPORTED: "配合",
        Group.SUBMITTED: "待核查",
        Group.SUSPENDED: "已中止",
        Group.DONE: "已办结",
    },
    Health: {
        Health.FINE: "正常",
        Health.NOTE: "提示",
        Health.WRONG: "有问题",
    },
    HelpVerdict: {
        HelpVerdict.ANSWERED: "已答复",
        HelpVerdict.REPLACED: "已改提",
        HelpVerdict.TAKEN_BACK: "不再需要",
    },
    JobOutcome: {
        JobOutcome.OK: "完成",
        JobOutcome.FAILED: "失败",
    },
    Light: {
        Light.OVERDUE: "逾期",
        Light.SUBMITTED_LATE: "逾期报请核查",
        Light.SEVERE: "严重滞后",
        Light.MISSED: "缺报",
        Light.LAGGING: "滞后",
        Light.TARGET_OVERDUE: "指标逾期",
        Light.DUE_SOON: "临期",
        Light.UNREPORTED: "未报",
        Light.NORMAL: "正常",
        Light.AWAITING: "待核查",
        Light.DONE: "已办结",
        Light.NOT_STARTED: "未开始",
        Light.SUSPENDED: "中止",
        Light.WITHDRAWN: "撤销",
    },
    MailKind: {
        MailKind.REMINDER_DIGEST: "提醒",
        MailKind.TEST: "测试",
        MailKind.URGING: "催办",
    },
    MailState: {
        MailState.QUEUED: "待发",
        MailState.SENDING: "发送中",
        MailState.SENT: "已发",
        MailState.FAILED: "未送达",
        MailState.DROPPED: "无须发送",
    },
    News: NEWS,
    Op: {
        Op.AT_LEAST: "不少于",
        Op.AT_MOST: "不超过",
        Op.EQUAL: "等于",
        Op.RANGE: "区间",
        Op.INCREASE: "增长",
    },
    Pace: {
        Pace.FASTER: "快",
        Pace.EVEN: "平",
        Pace.SLOWER: "慢",
    },
    Permission: PERMISSIONS,
    PlanAct: PLAN_BUTTONS,
    PlanState: {
        PlanState.DRAFT: "草稿",
        PlanState.ACTIVE: "执行中",
        PlanState.CLOSED: "已结束",
    },
    ProgressMode: {
        ProgressMode.REPORTED: "按填报",
        ProgressMode.TARGETS: "按指标",
    },
    Recurrence: {
        Recurrence.WEEKLY: "每周",
        Recurrence.MONTHLY: "每月",
        Recurrence.QUARTERLY: "每季度",
        Recurrence.HALFYEARLY: "每半年",
        Recurrence.YEARLY: "每年",
    },
    ReminderKind: {
        ReminderKind.OVERDUE: "逾期",
        ReminderKind.TARGET_OVERDUE: "指标逾期",
        ReminderKind.DUE_SOON: "临期",
        ReminderKind.UNREPORTED: "未报进展",
    },
    ReportEvery: {
        ReportEvery.MONTH: "每月",
        ReportEvery.QUARTER: "每季度",
    },
    Role: {
        Role.ADMIN: "系统管理员",
        Role.PLAN_OFFICE: "督查室",
        Role.CHIEF: "科室负责人",
        Role.LEADER: "局领导",
    },
    Scope: {
        Scope.PLAN: "计划",
        Scope.STRATEGY: "工作板块",
        Scope.UNIT: "牵头单位",
    },
    Series: {
        Series.OFFICES: "科室",
        Series.BRANCHES: "分局、大队和直属单位",
        Series.STATIONS: "监管所",
    },
    Standing: {
        Standing.NOT_ASKED: "本期不用报",
        Standing.GIVEN: "本期已报",
        Standing.OWED: "本期未报",
    },
    Taken: TAKEN,
    TargetKind: {
        TargetKind.REACH: "累计达到",
        TargetKind.KEEP_AT_LEAST: "保持不低于",
        TargetKind.KEEP_AT_MOST: "控制不超过",
        TargetKind.RANK: "位次",
        TargetKind.INCREASE: "增长",
        TargetKind.YES_NO: "是否完成",
    },
    TaskKind: {
        TaskKind.ONCE: "一次性",
        TaskKind.ONGOING: "常态化",
    },
    TaskState: {
        TaskState.DRAFT: "拟交办",
        TaskState.ISSUED: "已交办",
        TaskState.IN_PROGRESS: "办理中",
        TaskState.SUBMITTED: "待核查",
        TaskState.DONE: "已办结",
        TaskState.SUSPENDED: "中止",
        TaskState.WITHDRAWN: "撤销",
    },
    UnitKind: {
        UnitKind.OFFICE: "科室",
        UnitKind.BRANCH: "分局、大队",
        UnitKind.STATION: "监管所",
        UnitKind.BODY: "直属单位",
    },
    UnitOrder: UNIT_ORDERS,
    Verdict: {
        Verdict.ACCEPTED: "核查通过",
        Verdict.SENT_BACK: "退回重办",
        Verdict.TAKEN_BACK: "已撤回",
    },
    WithdrawalVerdict: {
        WithdrawalVerdict.CONFIRMED: "确认撤销",
        WithdrawalVerdict.DECLINED: "不同意撤销",
        WithdrawalVerdict.TAKEN_BACK: "已撤回",
    },
}

# What a unit has to know of a group of its tasks.
NOTES: dict[Group, str] = {
    Group.SENT_BACK: "按退回理由重办，写明整改情况后再报请核查",
    Group.INSTRUCTED: "请签阅并回复",
    Group.UNSIGNED: "新交办的，请签收；第一次报进展也视为签收",
    Group.READY: "已达 100%，请报请核查；经核查才算办结",
    Group.OVERDUE: "到期未办结",
    Group.DUE_SOON: "临近时限",
    Group.UNREPORTED: "本期还没有报送",
    Group.RUNNING: "本期已报，或本期不用报",
    Group.SUPPORTED: "本单位配合，可补充情况，进度由牵头单位报",
    Group.SUBMITTED: "已报请核查，等督查室或分管领导办理",
    Group.SUSPENDED: "中止期间不用报，不催办",
    Group.DONE: "经核查办结",
}


def label(value: StrEnum) -> str:
    return LABELS[type(value)][value]


def light_words(light: Light, days_late: int = 0) -> str:
    """逾期 3 天; 逾期 3 天报请核查. Without days, or of another light, its plain word."""
    if days_late and light in _LATE:
        return _LATE[light].format(days_late)
    return label(light)


_LATE = {Light.OVERDUE: "逾期 {} 天", Light.SUBMITTED_LATE: "逾期 {} 天报请核查"}
