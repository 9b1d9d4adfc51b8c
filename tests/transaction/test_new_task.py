"""A new task is a draft in its place, whoever makes it."""

import ast
from datetime import date
from pathlib import Path

import pytest

import tracker
from tests.make import make_strategy, make_task, make_unit
from tracker.database import db
from tracker.domain.terms.tasks import NewTask
from tracker.domain.values import ProgressMode, TaskState
from tracker.transaction.new_task import in_strategy, new_task, part_of

TERMS = {"starts_on": date(2026, 1, 1), "due_on": date(2026, 6, 30)}


@pytest.fixture
def save(app):
    def save(row):
        db.session.add(row)
        db.session.commit()
        return row

    return save


def test_it_stands_in_its_strategy_with_a_number_as_a_draft(save):
    strategy, unit, helper = make_strategy(), make_unit(), make_unit()
    terms = NewTask(" 检查 ", "检查食堂。\n", unit.id, supporting_unit_ids={helper.id}, **TERMS)
    row = save(new_task(in_strategy(strategy, 3), terms))
    assert (row.plan_id, row.strategy_id, row.parent_id) == (strategy.plan_id, strategy.id, None)
    assert (row.position, row.number) == (3, "一-03")
    assert (row.title, row.content, row.state) == ("检查", "检查食堂。", TaskState.DRAFT)
    assert (row.due_on, row.original_due_on) == (TERMS["due_on"], TERMS["due_on"])
    assert [each.unit_id for each in row.supports] == [helper.id]
    assert (row.mode, row.percent, row.issued_at) == (ProgressMode.REPORTED, None, None)


def test_a_part_stands_below_its_task_and_a_unit_may_be_still_unknown(save):
    whole = make_task(state=TaskState.DRAFT)
    row = save(new_task(part_of(whole, 2), NewTask("第二步", "第二步", None, **TERMS)))
    assert (row.parent_id, row.number) == (whole.id, f"{whole.number}-2")
    assert row.lead_unit_id is None


def test_no_other_place_makes_the_row_of_a_task():
    folder = Path(tracker.__file__).parent
    makers = [
        path.relative_to(folder).as_posix()
        for path in sorted(folder.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Task"
    ]
    assert makers == ["transaction/new_task.py"]
