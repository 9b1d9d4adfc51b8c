"""Knows the Chinese word for each permission, as it stands in a refusal and in a table."""

from enum import StrEnum

from tracker.domain.permissions import Permission

PERMISSION_WORDS: dict[StrEnum, str] = {
    Permission.PLAN_VIEW: "查看计划",
    Permission.PLAN_IMPORT: "导入计划",
    Permission.PLAN_PUBLISH: "下达计划",
    Permission.PLAN_CLOSE: "结束计划",
    Permission.PLAN_MOVE: "整体顺延",
    Permission.DETAIL_VIEW: "查看存在问题",
    Permission.TASK_ADD: "增加任务",
    Permission.TASK_EDIT: "修改任务",
    Permission.TASK_ISSUE: "交办",
    Permission.TASK_REASSIGN: "改派",
    Permission.TASK_SPLIT: "分解任务",
    Permission.TASK_SUSPEND: "中止",
    Permission.TASK_WITHDRAW: "撤销",
    Permission.TASK_REOPEN: "回头看",
    Permission.WITHDRAWAL_DECIDE: "确认撤销",
    Permission.TASK_SIGN_OFF: "签收",
    Permission.PROGRESS_REPORT: "报进展",
    Permission.PROGRESS_SUPPLEMENT: "补充情况",
    Permission.EVIDENCE_ATTACH: "上传佐证材料",
    Permission.EXTENSION_ASK: "申请延期",
    Permission.EXTENSION_DECIDE: "审批延期",
    Permission.INSTRUCTION_WRITE: "批示",
    Permission.INSTRUCTION_ANSWER: "回复批示",
    Permission.VERIFICATION_ASK: "报请核查",
    Permission.VERIFICATION_DECIDE: "核查",
    Permission.UNIT_MANAGE: "管理单位",
    Permission.USER_MANAGE: "管理人员",
    Permission.SYSTEM_VIEW: "查看系统状态",
}
