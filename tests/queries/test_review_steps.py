"""What was done to a draft lately, and what of it was undone."""

from datetime import datetime, timedelta

import pytest

from tests.make import make_user
from tests.reviewing import make_draft
from tracker.database import db
from tracker.models import ReviewStep
from tracker.queries.review_steps import get_steps

AT = datetime.fromisoformat("2026-11-23T10:00+08:00")


@pytest.fixture
def draft(people) -> int:
    return make_draft(people.office.user).id


@pytest.fixture
def step(people, draft):
    def make(number: int, minute: int, *, undone: int | None = None, title: str = "甲") -> None:
        db.session.add(
            ReviewStep(
                draft_id=draft,
                number=number,
                action="draft.split",
                title=title,
                items=1,
                by_id=people.office.id,
                at=AT + timedelta(minutes=minute),
                back={},
                undone_at=None if undone is None else AT + timedelta(minutes=undone),
                undone_by_id=None if undone is None else people.chief_a.id,
            )
        )
        db.session.commit()

    return make


def test_a_draft_that_nobody_touched_has_no_steps(draft):
    steps = get_steps(draft)
    assert (steps.rows, steps.last, steps.just_undone, steps.earlier) == ([], None, None, [])


def test_the_newest_comes_first_with_its_words_and_people(draft, step, people):
    step(2, 1)
    step(3, 2, undone=5, title="乙")
    first, second = get_steps(draft).rows
    assert (first.words, first.undone_by) == ("拆分“乙”", people.chief_a.user.name)
    assert (second.words, second.by_id, second.undone_at) == ("拆分“甲”", people.office.id, None)


def test_what_is_undone_is_not_the_last_step_any_more(draft, step):
    step(2, 1)
    step(3, 2, undone=5)
    steps = get_steps(draft)
    assert (steps.last.number, steps.just_undone.number, steps.earlier) == (2, 3, [])


def test_of_several_undone_the_one_undone_last_is_told(draft, step):
    step(2, 1, undone=6)
    step(3, 2, undone=5)
    steps = get_steps(draft)
    assert (steps.last, steps.just_undone.number) == (None, 2)
    assert [row.number for row in steps.earlier] == [3]


def test_of_two_undone_in_one_moment_the_older_was_undone_last(draft, step):
    step(2, 1, undone=5)
    step(3, 2, undone=5)
    assert get_steps(draft).just_undone.number == 2


def test_what_was_undone_before_the_last_step_is_no_news(draft, step):
    step(2, 1, undone=5)
    step(4, 7)
    steps = get_steps(draft)
    assert (steps.last.number, steps.just_undone) == (4, None)
    assert [row.number for row in steps.earlier] == [2]


def test_steps_of_another_draft_are_not_shown(draft, step):
    step(2, 1)
    assert get_steps(make_draft(make_user()).id).rows == []
