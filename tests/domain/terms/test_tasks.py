"""Terms of a task: every fault at once, each on its field."""

from dataclasses import replace
from datetime import date

import pytest

from tracker.domain.terms.tasks import NewTask, TaskEdit, TermsFacts, check_edit, check_new
from tracker.domain.values import Period, ReportEvery, TaskState

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
DUE = date(2026, 9, 30)
MILESTONES = (date(2026, 6, 30), date(2026, 9, 20))
EDIT = TaskEdit("抽检食材", "全年抽检食材。", 1, ReportEvery.MONTH, date(2026, 3, 1))
NEW = NewTask("抽检食材", "", 1, date(2026, 3, 1), DUE)


def edit_faults(
    edit: TaskEdit, state: TaskState = TaskState.ISSUED
) -> list[tuple[str, str | None]]:
    found = check_edit(TermsFacts(state, 1, DUE, MILESTONES), edit, period=YEAR)
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
        (
            {"starts_on": date(2026, 10, 1)},
            [("due.before-start", "due_on"), ("milestone.in-the-way", "starts_on")],
        ),
        ({"starts_on": date(2026, 6, 29)}, []),
        ({"starts_on": date(2026, 6, 30)}, [("milestone.in-the-way", "starts_on")]),
        ({"due_on": DUE}, []),
        ({"due_on": date(2026, 10, 31)}, [("due.fixed", "due_on")]),
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


@pytest.mark.parametrize(
    ("due_on", "expected"),
    [
        (date(2026, 9, 20), []),
        (date(2027, 1, 31), []),
        (date(2026, 9, 19), [("milestone.in-the-way", "due_on")]),
        (date(2028, 1, 1), [("due.outside", "due_on")]),
    ],
)
def test_the_date_of_a_draft_moves_freely_around_its_milestones(due_on, expected) -> None:
    assert edit_faults(replace(EDIT, due_on=due_on), TaskState.DRAFT) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"due_on": date(2027, 12, 31)}, []),
        ({"due_on": date(2028, 1, 1)}, [("due.outside", "due_on")]),
        ({"due_on": date(2026, 2, 1)}, [("due.before-start", "due_on")]),
        ({"title": "\n"}, [("text.missing", "title")]),
        ({"supporting_unit_ids": frozenset({1})}, [("task.lead-supports", "supporting")]),
        ({"lead_unit_id": None}, [("lead.missing", "lead")]),
    ],
)
def test_what_a_new_task_may_be(changes, expected) -> None:
    found = check_new(replace(NEW, **changes), period=YEAR)
    assert [(fault.code, fault.field) for fault in found] == expected
