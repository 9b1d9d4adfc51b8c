"""Knows the Chinese words for what may happen in the life of a task."""

from enum import StrEnum

from tracker.domain.task_events import EventKind
from tracker.domain.values import EvidenceKind, ExtensionVerdict, WithdrawalVerdict

LIFE_LABELS: dict[type[StrEnum], dict[StrEnum, str]] = {
    ExtensionVerdict: {
        ExtensionVerdict.GRANTED: "同意延期",
        ExtensionVerdict.REFUSED: "不同意延期",
        ExtensionVerdict.LAPSED: "未审批，已失效",
    },
    WithdrawalVerdict: {
        WithdrawalVerdict.CONFIRMED: "确认撤销",
        WithdrawalVerdict.DECLINED: "不同意撤销",
    },
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
    EventKind: {
        EventKind.ISSUED: "交办",
        EventKind.SIGNED_OFF: "签收",
        EventKind.UPDATE: "进展",
        EventKind.SUPPLEMENT: "补充情况",
        EventKind.REMINDER: "提醒",
        EventKind.ASKED: "报请核查",
        EventKind.ACCEPTED: "核查通过，办结",
        EventKind.SENT_BACK: "退回重办",
        EventKind.REOPENED: "回头看，重新办理",
        EventKind.EXTENSION_ASKED: "申请延期",
        EventKind.EXTENSION_GRANTED: "延期同意",
        EventKind.EXTENSION_REFUSED: "延期未同意",
        EventKind.EXTENSION_LAPSED: "延期申请失效",
        EventKind.POSTPONED: "计划整体顺延",
        EventKind.INSTRUCTED: "批示",
        EventKind.ACKNOWLEDGED: "签阅批示",
        EventKind.ANSWERED: "回复批示",
        EventKind.SUSPENDED: "中止",
        EventKind.RESUMED: "恢复办理",
        EventKind.WITHDRAWAL_PROPOSED: "提出撤销",
        EventKind.WITHDRAWAL_CONFIRMED: "确认撤销",
        EventKind.WITHDRAWAL_DECLINED: "不同意撤销",
        EventKind.ADDED: "增加任务",
        EventKind.EDITED: "修改",
        EventKind.REASSIGNED: "改派",
        EventKind.SPLIT: "分解",
        EventKind.MILESTONES_SET: "调整节点",
        EventKind.TARGETS_SET: "调整指标",
    },
}

# What the log calls it: what people call it, in the order in which it is shown.
FIELD_WORDS: dict[str, str] = {
    "lead_unit": "牵头单位",
    "supporting": "配合单位",
    "title": "名称",
    "content": "内容",
    "weight": "权重",
    "report_every": "汇报频次",
    "starts_on": "开始日期",
    "due_on": "时限",
    "mode": "进度算法",
    "targets": "指标",
    "milestones": "节点",
    "sub_tasks": "举措",
}
