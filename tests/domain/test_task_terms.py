"""Terms of a task: every fault at once, each on its field."""

from dataclasses import replace
from datetime import date

import pytest

from tracker.domain.task_terms import NewTask, TaskEdit, check_edit, check_new
from tracker.domain.values import Period, ReportEvery, TaskState

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
DUE = date(2026, 9, 30)
EDIT = TaskEdit("抽检食材", "全年抽检食材。", 1, ReportEvery.MONTH, date(2026, 3, 1))
NEW = NewTask("抽检食材", "", 1, date(2026, 3, 1), DUE)


def edit_faults(
    edit: TaskEdit, state: TaskState = TaskState.ISSUED
) -> list[tuple[str, str | None]]:
    found = check_edit(state, edit, lead_unit_id=1, due_on=DUE, period=YEAR)
    return [(fault.code, fault.field) for fault in found]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"title": " "}, [("text.missing", "title")]),
        ({"title": "长" * 201}, [("text.too-long", "title")]),
        ({"title": "长" * 200}, []),
        ({"title": "长" * 4001}, [("text.too-long", "title")]),
        ({"content": "字\x00"}, [("text.control-characters", "content")]),
        ({"weight": 0}, [("weight.out-of-range", "weight")]),
        ({"weight": 101}, [("weight.out-of-range", "weight")]),
        ({"starts_on": date(2026, 10, 1)}, [("due.before-start", "due_on")]),
        ({"starts_on": DUE}, []),
        ({"starts_on": date(2025, 12, 31)}, [("due.outside", "starts_on")]),
        ({"supporting_unit_ids": frozenset({1, 2})}, [("task.lead-supports", "supporting")]),
        (
            {"title": "", "weight": -1},
            [("text.missing", "title"), ("weight.out-of-range", "weight")],
        ),
    ],
)
def test_what_may_be_written_into_a_task(changes, expected) -> None:
    assert edit_faults(replace(EDIT, **changes)) == expected


@pytest.mark.parametrize("state", TaskState)
def test_what_is_closed_or_being_verified_is_not_edited(state) -> None:
    closed = state in {TaskState.SUBMITTED, TaskState.DONE, TaskState.WITHDRAWN}
    assert edit_faults(EDIT, state) == ([("task.cannot-edit", None)] if closed else [])


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"due_on": date(2027, 12, 31)}, []),
        ({"due_on": date(2028, 1, 1)}, [("due.outside", "due_on")]),
        ({"due_on": date(2026, 2, 1)}, [("due.before-start", "due_on")]),
        ({"title": "\n"}, [("text.missing", "title")]),
        ({"supporting_unit_ids": frozenset({1})}, [("task.lead-supports", "supporting")]),
    ],
)
def test_what_a_new_task_may_be(changes, expected) -> None:
    found = check_new(replace(NEW, **changes), period=YEAR)
    assert [(fault.code, fault.field) for fault in found] == expected
