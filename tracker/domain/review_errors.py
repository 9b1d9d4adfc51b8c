"""Knows the Chinese sentence for each reason why a correction of a draft is refused."""

DRAFT_ERRORS: dict[str, str] = {
    "draft.not-found": "没有找到这份导入，可能已被放弃。",
    "draft.already-open": "同一份文件已由{by}上传，正在核对，请接着核对。",
    "draft.accepted": "这份导入已经生成计划（计划 {plan_id}），不能再改。",
    "draft.changed": "这份草稿刚被改过，请看过后再生成计划。",
    "draft.item-gone": "这一项已被合并或拆开，请看最新的草稿。",
    "draft.item-changed": "“{title}”刚由{by}改过，您的改动还没有保存，请对照后再提交。",
    "draft.nothing-picked": "请先选中至少一项任务。",
    "draft.split-outside": "这个位置不能拆开，请选在这项任务的文字中间。",
    "draft.nothing-to-split": "“{title}”只有一个举措，不能按举措拆分，可在原文中选位置拆开。",
    "draft.merge-one": "请选中两项以上再合并。",
    "draft.merge-apart": "只能合并同一板块里相邻的任务。",
    "draft.unchecked": "还有 {count} 项没有核对，请先核对或接受。",
    "draft.lead-missing": "有 {count} 项还没有牵头单位，第一项是“{title}”。",
    "draft.unit-unknown": "没有名为“{name}”的单位，请从列表中选。",
    "draft.title-missing": "请填写名称。",
    "draft.metric-missing": "请填写指标名称，或删去这个指标。",
    "target.value-missing": "请填目标值。",
    "draft.due-outside": "时限应在 {start} 以后，且不晚于计划结束后一年，请核对年份。",
    "draft.strategy-gone": "请从所列板块中选一个。",
}
