"""The Chinese words for every enum value and every code; the only place they are written."""

from enum import StrEnum

from tracker.domain.drafts.draft import Doubt
from tracker.domain.errors import TrackerError
from tracker.domain.lights import Colour, Light
from tracker.domain.mine import Group
from tracker.domain.pace import Pace
from tracker.domain.permissions import Permission
from tracker.domain.values import (
    Confidence,
    Grade,
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
    TargetKind,
    TaskKind,
    TaskState,
    UnitKind,
    Verdict,
)
from tracker.domain.words.document_errors import DOCUMENT_DOUBTS, DOCUMENT_ERRORS
from tracker.domain.words.doubts import TARGET_DOUBTS
from tracker.domain.words.life_errors import LIFE_ERRORS
from tracker.domain.words.life_labels import LIFE_LABELS
from tracker.domain.words.people_errors import PEOPLE_ERRORS
from tracker.domain.words.permissions import PERMISSION_WORDS
from tracker.domain.words.review_errors import DRAFT_ERRORS

# By kind: members of two kinds can be the same word, and then they are equal as dictionary keys.
LABELS: dict[type[StrEnum], dict[StrEnum, str]] = LIFE_LABELS | {
    Role: {
        Role.ADMIN: "系统管理员",
        Role.PLAN_OFFICE: "督查室",
        Role.CHIEF: "科室负责人",
        Role.LEADER: "局领导",
    },
    Op: {
        Op.AT_LEAST: "不少于",
        Op.AT_MOST: "不超过",
        Op.EQUAL: "等于",
        Op.RANGE: "区间",
        Op.INCREASE: "增长",
    },
    TargetKind: {
        TargetKind.REACH: "累计达到",
        TargetKind.KEEP_AT_LEAST: "保持不低于",
        TargetKind.KEEP_AT_MOST: "控制不超过",
        TargetKind.RANK: "位次",
        TargetKind.INCREASE: "增长",
        TargetKind.YES_NO: "是否完成",
    },
    Recurrence: {
        Recurrence.WEEKLY: "每周",
        Recurrence.MONTHLY: "每月",
        Recurrence.QUARTERLY: "每季度",
        Recurrence.HALFYEARLY: "每半年",
        Recurrence.YEARLY: "每年",
    },
    PlanState: {
        PlanState.DRAFT: "草稿",
        PlanState.ACTIVE: "执行中",
        PlanState.CLOSED: "已结束",
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
    TaskKind: {
        TaskKind.ONCE: "一次性",
        TaskKind.ONGOING: "常态化",
    },
    ProgressMode: {
        ProgressMode.REPORTED: "按填报",
        ProgressMode.TARGETS: "按指标",
    },
    ReportEvery: {
        ReportEvery.MONTH: "每月",
        ReportEvery.QUARTER: "每季度",
    },
    Confidence: {
        Confidence.SURE: "有把握",
        Confidence.AT_RISK: "有风险",
        Confidence.UNLIKELY: "难完成",
    },
    Verdict: {
        Verdict.ACCEPTED: "核查通过",
        Verdict.SENT_BACK: "退回重办",
    },
    Grade: {
        Grade.EXCELLENT: "优秀",
        Grade.GOOD: "良好",
        Grade.PASSED: "合格",
        Grade.FAILED: "不合格",
    },
    UnitKind: {
        UnitKind.OFFICE: "科室",
        UnitKind.BRANCH: "分局、大队",
        UnitKind.STATION: "监管所",
        UnitKind.BODY: "直属单位",
    },
    Scope: {
        Scope.PLAN: "计划",
        Scope.STRATEGY: "工作板块",
        Scope.UNIT: "牵头单位",
    },
    ReminderKind: {
        ReminderKind.OVERDUE: "逾期",
        ReminderKind.DUE_SOON: "临期",
        ReminderKind.UNREPORTED: "未报进展",
    },
    MailKind: {
        MailKind.REMINDER_DIGEST: "提醒",
        MailKind.TEST: "测试",
    },
    MailState: {
        MailState.QUEUED: "待发",
        MailState.SENDING: "发送中",
        MailState.SENT: "已发",
        MailState.FAILED: "未送达",
        MailState.DROPPED: "无须发送",
    },
    JobOutcome: {
        JobOutcome.OK: "完成",
        JobOutcome.FAILED: "失败",
    },
    Colour: {
        Colour.RED: "红灯",
        Colour.YELLOW: "黄灯",
        Colour.GREEN: "绿灯",
        Colour.DONE: "已办结",
        Colour.GREY: "未亮灯",
    },
    Group: {
        Group.OVERDUE: "逾期",
        Group.DUE_SOON: "临期",
        Group.UNREPORTED: "本月未报",
        Group.RUNNING: "办理中",
        Group.SUBMITTED: "待核查",
        Group.DONE: "已办结",
    },
    Pace: {
        Pace.FASTER: "快",
        Pace.EVEN: "平",
        Pace.SLOWER: "慢",
    },
    Light: {
        Light.OVERDUE: "逾期",
        Light.SEVERE: "严重滞后",
        Light.MISSED: "缺报",
        Light.LAGGING: "滞后",
        Light.DUE_SOON: "临期",
        Light.UNREPORTED: "未报",
        Light.NORMAL: "正常",
        Light.DONE: "已办结",
        Light.NOT_STARTED: "未开始",
        Light.SUSPENDED: "中止",
        Light.WITHDRAWN: "撤销",
    },
    Permission: PERMISSION_WORDS,
}

# A shape stands beside each colour, so that a black-and-white printer keeps the meaning.
SHAPES: dict[Colour, str] = {
    Colour.RED: "■",
    Colour.YELLOW: "▲",
    Colour.GREEN: "●",
    Colour.DONE: "✓",
    Colour.GREY: "○",
}

ERRORS: dict[str, str] = (
    DOCUMENT_ERRORS
    | DRAFT_ERRORS
    | LIFE_ERRORS
    | PEOPLE_ERRORS
    | {
        "access.denied": "您不能办理“{permission}”：不在您的单位或职责范围内。",
        "task.not-found": "没有找到这项任务。",
        "plan.not-found": "没有找到这份计划。",
        "write.stale": "这项内容刚被别人改过，您填的内容还在，请核对后再次提交。",
        "login.refused": "登录名或密码不正确。",
        "login.locked": "连续 5 次登录失败，已锁定，请 {minutes} 分钟后再试，或联系系统管理员。",
        "plan.no-tasks": "计划里没有任务，不能下达。",
        "plan.not-draft": "计划已经下达或结束，不能再次下达。",
        "plan.not-active": "计划不在执行中，不能办理。",
        "plan.already-imported": "同一份文件已导入为《{title}》（计划 {plan_id}），未重复导入。",
        "plan.lead-missing": "以下任务还没有牵头单位，不能下达：{numbers}。",
        "task.cannot-issue": "任务现在是“{state}”，不能交办。",
        "task.cannot-sign-off": "任务现在是“{state}”，不用再签收。",
        "task.cannot-report": "任务现在是“{state}”，不能报进展。",
        "progress.already-sent": "刚才已经收到同样的内容，没有重复记录。",
        "task.cannot-ask-verification": "任务现在是“{state}”，不能报请核查，请先报进展。",
        "task.cannot-accept": "任务现在是“{state}”，没有待核查的事项。",
        "task.cannot-send-back": "任务现在是“{state}”，没有可退回的核查。",
        "verification.none-picked": "请先选中至少一项。",
        "verification.decided": "{number}“{title}”已核查或已退回，其余没有办理，请看过再提交。",
        "verification.statement-missing": "进度还没有到 100%，请写明为什么可以办结。",
        "verification.reason-missing": "退回要写明理由。",
        "narrative.missing": "请填写进展情况。",
        "percent.missing": "请填写进度，0 到 100 之间。",
        "percent.not-a-number": "进度请填数字，0 到 100 之间。",
        "percent.out-of-range": "进度应在 0 到 100 之间。",
        "percent.went-back": "进度比上次（{before}%）低，请说明理由。",
        "percent.not-yours": "配合单位只补充情况，进度由牵头单位报。",
        "reading.unknown-target": "填报的指标不属于这项任务，请刷新后重填。",
        "reading.not-a-number": "请填数字。",
        "reading.out-of-range": "数字过大，请核对单位。",
        "reading.falls": "这是累计指标，比上次所报 {before} 少，请核对。",
        "reading.leaps": "是上次所报 {before} 的 {times} 倍以上，请核对数字和单位。",
        "reading.far-beyond": "是目标值 {aim} 的十倍以上，请核对数字和单位。",
        "reading.other-unit": "这里按“{unit}”填，请换算后只填数字。",
        "reading.other-scale": "这里按“{unit}”填：{typed}就是 {value} {unit}，请填 {value}。",
        "reading.too-fine": "小数最多 {limit} 位。",
        "year.not-a-year": "年份请填四位数字，如 2027。",
        "day.not-a-day": "请填日期，如 2026-06-30。",
        "choice.not-listed": "请从所列各项中选一项。",
        "text.too-long": "最多 {limit} 字，现有 {length} 字。",
        "text.control-characters": "含有看不见的控制字符，请删去后重填。",
        "synthetic.already-there": "库里已有测算数据，请换一个空库。",
        "synthetic.too-small": "至少要 1 项任务、1 个板块、1 个单位，且人数不少于单位数。",
        "mail.no-such": "没有编号为 {number} 的邮件。",
        "job.unknown": "没有名为“{name}”的定时任务。",
    }
)

DOUBTS: dict[str, str] = DOCUMENT_DOUBTS | TARGET_DOUBTS

_DOUBT_KINDS = {
    "plan": "全文",
    "task": "拆分",
    "target": "是否指标",
    "deadline": "时限",
    "task.no-unit": "牵头单位",
    "task.lead-unknown": "牵头单位",
    "task.number-jumps": "编号",
}


def label(value: StrEnum) -> str:
    return LABELS[type(value)][value]


def error_sentence(error: TrackerError) -> str:
    """The sentence for the person, with its parameters; enum values become their words."""
    parameters = {
        name: label(value) if isinstance(value, StrEnum) else value
        for name, value in error.parameters.items()
    }
    return ERRORS[error.code].format(**parameters)


def doubt_sentence(doubt: Doubt) -> str:
    return DOUBTS[doubt.code].format(words=doubt.words)


def doubt_kind(code: str) -> str:
    """What a doubt is about, in a word: its head in a list of doubts."""
    return _DOUBT_KINDS.get(code) or _DOUBT_KINDS[code.partition(".")[0]]
