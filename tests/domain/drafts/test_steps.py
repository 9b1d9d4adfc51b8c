"""撤销上一步: a draft comes back to the letter, and little is kept for it."""

import json

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.drafts.test_review_records import reviews
from tests.domain.drafts.test_splitting import acts as some_acts
from tests.domain.drafts.test_splitting import after, plans
from tests.drafted import NAMES, fresh
from tracker.domain.drafts import corrections
from tracker.domain.drafts.review import begin
from tracker.domain.drafts.review_records import as_record
from tracker.domain.drafts.steps import stamped, taken_back, way_back


def stored(record) -> str:
    """As the database keeps it."""
    return json.dumps(record, ensure_ascii=False)


def loaded(text: str):
    return json.loads(text)


@given(plans, st.lists(some_acts, max_size=6))
def test_any_steps_undone_one_by_one_give_each_draft_of_before_to_the_letter(draft, walk):
    review = begin(draft, NAMES)
    drafts, backs = [stored(as_record(review))], []
    for version, steps in enumerate(walk, start=2):
        review = stamped(review, after(review, draft.text, steps), version)
        record = as_record(review)
        backs.append(stored(way_back(loaded(drafts[-1]), record)))
        drafts.append(stored(record))
    record = loaded(drafts.pop())
    for back in reversed(backs):
        record = taken_back(record, loaded(back))
        assert stored(record) == drafts.pop()


@given(reviews, reviews)
def test_whatever_became_of_it_the_draft_comes_back_to_the_letter(one, other):
    """Another reading may leave nothing of it."""
    before, now = stored(as_record(one)), as_record(other)
    back = stored(way_back(loaded(before), now))
    assert stored(taken_back(loaded(stored(now)), loaded(back))) == before


def test_a_draft_of_an_older_version_comes_back_with_the_fields_it_had():
    now = as_record(fresh())
    was = loaded(stored(now))
    del was["levels"], was["items"][0]["dropped_targets"]
    was["items"][1]["title"] = "原来的"
    back = loaded(stored(way_back(was, now)))
    assert stored(taken_back(loaded(stored(now)), back)) == stored(was)


def test_of_an_accepted_item_only_what_changed_is_kept():
    before = fresh()
    now = corrections.check(before, [2, 3, 5], by="周甲")
    back = way_back(as_record(before), as_record(now))
    assert back["items"] == [
        [key, False, {"is_checked": False, "revision": 1, "by": ""}] for key in (2, 3, 5)
    ]
    assert back["fields"] == {}


def test_what_was_changed_gets_the_revision_of_the_step_and_nothing_else_does():
    before = fresh()
    now = stamped(before, corrections.check(before, [3], by="周甲"), 17)
    assert [item.revision for item in now.items] == [1, 17, 1]
