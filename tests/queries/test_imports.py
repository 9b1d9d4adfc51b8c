"""The list of drafts, and one with its document."""

from dataclasses import replace

import pytest

from tests.drafted import PLAN, TEXT
from tests.make import make_plan
from tests.reviewing import OURS, make_draft
from tracker import clock
from tracker.domain.drafts.corrections import Names, check, drop, rename
from tracker.domain.drafts.review import begin
from tracker.domain.errors import NotFound, StaleWrite
from tracker.queries.imports import RECENT, get_import, get_source, list_imports


@pytest.fixture
def office(people):
    return people.office.user


def test_there_may_be_nothing_to_review(app):
    assert list_imports() == []


def test_a_draft_says_how_far_its_review_is(office):
    review = drop(check(begin(PLAN, OURS), [2, 3], by="秦督办"), [3], by="秦督办")
    named = rename(review, Names("要点", "区局"), was=Names(review.title, review.organisation))
    make_draft(office, review=named)
    (row,) = list_imports()
    assert (row.tasks, row.checked) == (2, 1)
    assert (row.title, row.year, row.filename) == ("要点", 2026, "2026年工作要点.docx")
    assert (row.uploaded_by, row.plan_id) == ("秦督办", None)


def test_those_that_wait_come_first_and_the_new_before_the_old(office):
    plan = make_plan()
    ids = [
        make_draft(office).id,
        make_draft(office, accepted_at=clock.now(), plan_id=plan.id).id,
        make_draft(office).id,
    ]
    assert [row.id for row in list_imports()] == [ids[2], ids[0], ids[1]]
    assert list_imports()[-1].plan_id == plan.id


def test_the_list_ends_somewhere(office):
    for _ in range(RECENT + 1):
        make_draft(office)
    assert len(list_imports()) == RECENT


def test_the_list_asks_once_however_many_there_are(office, count_queries):
    for _ in range(3):
        make_draft(office)
    with count_queries() as queries:
        list_imports()
    assert queries.count == 1


def test_a_draft_comes_with_its_text(office):
    page = get_import(make_draft(office).id)
    assert (page.text, page.review) == (TEXT, begin(PLAN, OURS))
    assert (page.version, page.plan_id) == (1, None)


def test_a_draft_that_became_a_plan_says_which(office):
    plan = make_plan()
    page = get_import(make_draft(office, accepted_at=clock.now(), plan_id=plan.id).id)
    assert page.plan_id == plan.id
    assert replace(page.review, items=()) == replace(begin(PLAN, OURS), items=())


def test_a_draft_that_is_nowhere_is_not_found(app):
    with pytest.raises(NotFound) as told:
        get_import(404)
    assert told.value.code == "draft.not-found"


def test_the_file_is_given_out_to_be_read_once_more_until_it_is_a_plan(office):
    draft = make_draft(office)
    source = get_source(draft.id)
    assert (source.version, source.text, source.content) == (1, TEXT, TEXT.encode())
    assert source.review == begin(PLAN, OURS)
    accepted = make_draft(office, accepted_at=clock.now(), plan_id=make_plan().id)
    with pytest.raises(StaleWrite):
        get_source(accepted.id)
    with pytest.raises(NotFound):
        get_source(accepted.id + 9)
