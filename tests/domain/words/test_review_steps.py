"""What a step is called."""

import pytest

from tracker.domain.words.acts import ENTRIES
from tracker.domain.words.review_steps import STEPS, step_words


@pytest.mark.parametrize(
    ("action", "title", "items", "expected"),
    [
        ("draft.split", "更新老旧电梯", 1, "拆分“更新老旧电梯”"),
        ("draft.dropped", "更新老旧电梯", 3, "删去“更新老旧电梯”等 3 项"),
        ("draft.terms-set", "更新电梯", 2, "设定“更新电梯”等 2 项的单位或时限"),
        ("draft.renamed", "2026年工作要点", 1, "更改计划名称“2026年工作要点”"),
        ("draft.checked", "长" * 30, 1, f"接受“{'长' * 24}…”"),
    ],
)
def test_a_step_is_told_by_the_first_of_its_items(action, title, items, expected):
    assert step_words(action, title, items) == expected


def test_every_step_is_an_entry_of_the_log_and_every_such_entry_a_step():
    drafts = {action for action in ENTRIES if action.startswith("draft.")}
    assert drafts - {"draft.undone"} == {f"draft.{step}" for step in STEPS}
