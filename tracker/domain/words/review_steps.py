"""What a step in the review of a draft is called: 拆分“推进登记改革”, 删去“…”等 3 项."""

_LONGEST = 24  # characters of a title that are shown

_OF_A_DRAFT = "draft."

# By the action that the log knows it by, which begins with `draft.`.
STEPS: dict[str, str] = {
    "checked": "接受{items}",
    "corrected": "更正{items}",
    "terms-set": "设定{items}的单位或时限",
    "dropped": "删去{items}",
    "restored": "恢复{items}",
    "moved": "移动{items}",
    "merged": "合并{items}",
    "split": "拆分{items}",
    "sub-task-made": "单列{items}的举措",
    "sub-task-undone": "取消单列{items}的举措",
    "target-dropped": "删去{items}的指标",
    "target-restored": "恢复{items}的指标",
    "strategy-renamed": "更改板块名称{items}",
    "renamed": "更改计划名称{items}",
    "reread": "重读{items}",
}


def step_words(action: str, title: str, items: int) -> str:
    """`action` as the log calls it; `title` of the first of so many items, before the step."""
    short = title if len(title) <= _LONGEST else f"{title[:_LONGEST]}…"
    more = f"等 {items} 项" if items > 1 else ""
    return STEPS[action.removeprefix(_OF_A_DRAFT)].format(items=f"“{short}”{more}")
