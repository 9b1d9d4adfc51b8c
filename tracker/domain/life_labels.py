"""Knows the Chinese words for what may happen in the life of a task."""

from enum import StrEnum

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
}
