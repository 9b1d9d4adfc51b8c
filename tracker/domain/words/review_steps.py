"""What a step in the review of a draft is called: 拆分“推进登记改革”, 删去“…”等 3 项."""

_LONGEST = 24  # characters of a title that are shown

# By the action that the log knows it by.
STEPS: dict[str, str] = {
    "draft.checked": "接受{items}",
    "draft.corrected": "更正{items}",
    "draft.terms-set": "设定{items}的单位或时限",
    "draft.dropped": "删去{items}",
    "draft.restored": "恢复{items}",
    "draft.moved": "移动{items}",
    "draft.merged": "合并{items}",
    "draft.split": "拆分{items}",
    "draft.sub-task-made": "单列{items}的举措",
    "draft.sub-task-undone": "取消单列{items}的举措",
    "draft.target-dropped": "删去{items}的指标",
    "draft.target-restored": "恢复{items}的指标",
    "draft.strategy-renamed": "更改板块名称{items}",
    "draft.renamed": "更改计划名称{items}",
    "draft.reread": "重读{items}",
}


def step_words(action: str, title: str, items: int) -> str:
    """`title`: of the first of so many items, as it was called before."""
    short = title if len(title) <= _LONGEST else f"{title[:_LONGEST]}…"
    more = f"等 {items} 项" if items > 1 else ""
    return STEPS[action].format(items=f"“{short}”{more}")
