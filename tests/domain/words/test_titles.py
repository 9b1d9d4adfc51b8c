"""Titles of plans and strategies inside the house."""

import pytest

from tracker.domain.drafts.issuing import task_number
from tracker.domain.words.titles import house_title, strategy_name


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("云江区水务局2026年工作要点", "2026年工作要点"),
        ("云江区水务局 2026年工作思路", "2026年工作思路"),
        ("云江区水务局\u3000下半年主要工作安排", "下半年主要工作安排"),
        ("云江区水务局", "云江区水务局"),
        ("关于印发云江区水务局2026年工作要点的通知", "关于印发云江区水务局2026年工作要点的通知"),
        ("云江区水务局河道科2026年计划", "河道科2026年计划"),
        ("2026年工作要点", "2026年工作要点"),
    ],
)
def test_the_name_of_the_bureau_is_left_out_where_it_stands_first(title, shown):
    assert house_title(title, "云江区水务局") == shown


def test_without_a_name_of_a_bureau_nothing_is_left_out():
    assert house_title("2026年工作要点", "") == "2026年工作要点"


@pytest.mark.parametrize("position", [1, 3, 10, 12, 21])
def test_a_strategy_goes_by_the_number_of_its_tasks(position):
    number, _, title = strategy_name(position, "守牢安全底线").partition("、")
    assert task_number(position, 4) == f"{number}-04"
    assert title == "守牢安全底线"
