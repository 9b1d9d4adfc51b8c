"""A plan's text around a place: bounded, contiguous, with the tasks that came from there."""

import pytest

from tests.make import make_document, make_plan, make_strategy, make_target, make_task
from tracker.domain.errors import NotFound
from tracker.domain.values import SourceSpan
from tracker.queries.document_text import LEAD, WINDOW, get_document_page

LINE = "做好日常监管工作，按月报送进展情况。\n"


def plan_of(people, text: str):
    return make_plan(document_id=make_document(people.office.user, text=text).id)


def task_at(people, plan, start: int, end: int, **changes):
    return make_task(
        make_strategy(plan), lead=people.unit_a, source_start=start, source_end=end, **changes
    )


def test_a_plan_of_usual_length_is_shown_whole_wherever_one_begins(people):
    text = LINE * 100
    plan = plan_of(people, text)
    task = task_at(people, plan, 900, 910)
    for asked in ({}, {"task_id": task.id}, {"start": 500}):
        window = get_document_page(plan.id, **asked).window
        assert (window.start, window.text) == (0, text)
        assert (window.before, window.after) == (None, None)


@pytest.mark.parametrize("at", [0, 5_000, 60_000, 1_000_000, 2_000_000 - 4])
@pytest.mark.parametrize("line", [LINE, "字"])
def test_of_a_long_document_a_part_around_the_sentence_is_read(people, at, line):
    text = (line * 2_000_000)[:2_000_000]
    plan = plan_of(people, text)
    window = get_document_page(plan.id, task_id=task_at(people, plan, at, at + 4).id).window
    assert len(window.text) <= WINDOW
    assert window.text == text[window.start : window.end]
    assert window.start <= at
    assert window.end >= at + 4
    assert at - window.start <= LEAD
    if line == LINE:
        assert window.start == 0 or text[window.start - 1] == "\n"
        assert window.end == len(text) or text[window.end - 1] == "\n"


@pytest.mark.parametrize("line", [LINE, "字", "字" * 5_000 + "\n"])
def test_leafing_through_a_long_document_shows_all_of_it_once(people, line):
    text = (line * 130_000)[:130_000]
    plan = plan_of(people, text)
    parts, start = [], 0
    while start is not None:
        window = get_document_page(plan.id, start=start).window
        assert window.start == start
        parts.append(window.text)
        start = window.after
    assert "".join(parts) == text
    parts, end = [], len(text)
    while end is not None:
        window = get_document_page(plan.id, end=end).window
        assert window.end == end
        parts.insert(0, window.text)
        end = window.before
    assert "".join(parts) == text


@pytest.mark.parametrize("asked", [{"start": 10**9}, {"end": 0}, {"end": 10**9}, {"start": 0}])
def test_a_place_that_nobody_made_is_no_fault(people, asked):
    text = LINE * 10_000
    window = get_document_page(plan_of(people, text).id, **asked).window
    assert window.text == text[window.start : window.end]


def test_the_sentence_of_a_task_and_its_figures_are_known(people):
    plan = plan_of(people, LINE * 10)
    task = task_at(people, plan, 20, 30, title="改了的标题", content="改了的内容。")
    make_target(task, source_start=100, source_end=104)
    make_target(task)
    page = get_document_page(plan.id, task_id=task.id)
    assert page.task is not None
    assert page.task.spans == [SourceSpan(20, 30), SourceSpan(100, 104)]


def test_the_tasks_of_a_part_stand_where_they_begin(people):
    plan = plan_of(people, LINE * 10_000)
    near = task_at(people, plan, 20, 30)
    same = task_at(people, plan, 20, 40)
    task_at(people, plan, 150_000, 150_010)
    task_at(people, plan, 25, 28, parent=near)
    task_at(people, make_plan(year=2027), 50, 60)
    places = get_document_page(plan.id).places
    assert {at: [p.task_id for p in found] for at, found in places.items()} == {
        20: [near.id, same.id]
    }


@pytest.mark.parametrize("kind", ["no document", "other plan", "made by hand", "nowhere"])
def test_what_has_no_place_in_a_document_is_not_found(people, kind):
    plan = plan_of(people, LINE)
    bare = make_plan(year=2025)
    other = task_at(people, plan_of(people, LINE), 0, 4)
    by_hand = make_task(make_strategy(plan), lead=people.unit_a)
    asked, code = {
        "no document": ((bare.id, None), "document.not-found"),
        "other plan": ((plan.id, other.id), "task.not-found"),
        "made by hand": ((plan.id, by_hand.id), "task.without-source"),
        "nowhere": ((plan.id, 999), "task.not-found"),
    }[kind]
    with pytest.raises(NotFound) as error:
        get_document_page(asked[0], task_id=asked[1])
    assert error.value.code == code
