"""撤销上一步: whoever did it, the last step is taken back, and only the one that was seen."""

from dataclasses import replace
from functools import partial

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.drafted import FOOD, TEXT
from tests.make import make_user
from tests.people import UNIT_A, UNIT_B
from tests.reviewing import item_of, make_draft, review_of
from tests.services.test_reviews import ACTS, ALL, AS_READ, CUT
from tests.threads import at_once
from tracker.database import db
from tracker.domain.drafts.corrections import Correction, Names
from tracker.domain.drafts.steps import KEPT
from tracker.domain.errors import NotFound, RuleBroken, SentTwice, StaleWrite, TrackerError
from tracker.domain.values import Role
from tracker.domain.words.errors import error_sentence
from tracker.models import AuditEntry, ImportDraft, ReviewStep
from tracker.queries.plans import get_plan
from tracker.queries.review_steps import get_steps
from tracker.services import documents, plan_drafts, reviews
from tracker.services.reviews import Part, Picked


@pytest.fixture
def draft(people) -> int:
    return make_draft(people.office.user).id


@pytest.fixture
def office(people, clock):
    return people.office.doing(clock.now())


@pytest.fixture
def colleague(people, office):
    """Another of the plan office."""
    user = make_user(people.unit_a, roles=[Role.PLAN_OFFICE], name="李同")
    return replace(office, actor=replace(office.actor, user_id=user.id, name=user.name))


def stored(draft: int) -> str:
    """As it lies in the database, to the letter."""
    db.session.rollback()
    text = sa.cast(ImportDraft.draft, sa.Text)
    return db.session.scalars(sa.select(text).where(ImportDraft.id == draft)).one()


def last(draft: int) -> int:
    db.session.rollback()
    step = get_steps(draft).last
    return step.number if step else 0


def undo(doing, draft, number=None):
    reviews.undo(doing, draft_id=draft, number=last(draft) if number is None else number)


@pytest.mark.parametrize(("use_case", "given_", "action"), ACTS)
def test_every_step_can_be_taken_back(office, draft, session, use_case, given_, action):
    before = stored(draft)
    use_case(office, draft_id=draft, **given_)
    assert stored(draft) != before
    undo(office, draft)
    assert stored(draft) == before
    actions = session.scalars(sa.select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert actions == [action, "draft.undone"]


def test_steps_are_named_with_who_did_them_and_who_took_them_back(office, colleague, draft):
    reviews.drop(office, draft_id=draft, picked=ALL[:2])
    reviews.rename(colleague, draft_id=draft, names=Names("要点", "区局"), was=AS_READ)
    steps = get_steps(draft)
    assert [(row.words, row.by) for row in steps.rows] == [
        ("更改计划名称“2026年工作要点”", "李同"),
        ("删去“守好校园食堂”等 2 项", "秦督办"),
    ]
    assert steps.just_undone is None
    undo(office, draft)
    steps = get_steps(draft)
    assert steps.just_undone.by == "李同"
    assert steps.just_undone.undone_by == "秦督办"
    assert steps.last.words == "删去“守好校园食堂”等 2 项"
    assert steps.earlier == []
    undo(office, draft)
    assert get_steps(draft).last is None
    assert [row.words for row in get_steps(draft).earlier] == ["更改计划名称“2026年工作要点”"]


def test_what_a_step_was_is_written_down(office, draft, session):
    reviews.merge(office, draft_id=draft, picked=ALL[:2])
    undo(office, draft)
    entry = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry.after == {"step": "合并“守好校园食堂”等 2 项"}


def test_of_two_reviewers_none_takes_back_what_they_did_not_see(office, colleague, draft):
    reviews.check(office, draft_id=draft, picked=ALL[:1])
    seen = last(draft)
    reviews.drop(colleague, draft_id=draft, picked=ALL[1:2])
    before = stored(draft)
    with pytest.raises(StaleWrite) as told:
        undo(office, draft, seen)
    assert "现在的上一步是李同的：删去“更新老旧电梯”" in error_sentence(told.value)
    assert stored(draft) == before
    undo(office, draft)
    undo(office, draft, seen)
    assert not item_of(draft, 2).is_checked


def test_a_step_is_taken_back_once(office, draft):
    reviews.check(office, draft_id=draft, picked=ALL[:1])
    reviews.drop(office, draft_id=draft, picked=ALL[1:2])
    seen = last(draft)
    undo(office, draft, seen)
    with pytest.raises(SentTwice):
        undo(office, draft, seen)
    assert item_of(draft, 2).is_checked
    undo(office, draft)
    with pytest.raises(RuleBroken, match="nothing-to-undo"):
        undo(office, draft, 0)


def test_a_page_of_an_undone_state_is_not_taken_for_the_state_of_now(office, colleague, draft):
    """The split of another item gives the same key again, and a correction the same count."""
    cut = {"part": Part.SPLIT, "place": CUT}
    reviews.change_part(office, draft_id=draft, item=ALL[0], **cut)
    new = review_of(draft).items[1]
    seen = Picked(new.key, new.revision)
    undo(office, draft)
    cut["place"] = TEXT.index("总结经验")
    reviews.change_part(office, draft_id=draft, item=ALL[0], **cut)
    assert review_of(draft).items[1].key == seen.key
    with pytest.raises(StaleWrite, match=r"draft\.item-changed"):
        reviews.drop(colleague, draft_id=draft, picked=[seen])


def test_after_a_step_is_taken_back_a_page_from_before_it_still_holds(office, draft):
    reviews.drop(office, draft_id=draft, picked=ALL[:1])
    undo(office, draft)
    reviews.check(office, draft_id=draft, picked=ALL)
    assert review_of(draft).checked == 3


def test_the_last_steps_are_kept_and_no_more(office, draft, session):
    for place in range(KEPT + 5):
        revision = item_of(draft, 2).revision
        correction = Correction(title=f"第{place}个名称")
        reviews.correct(office, draft_id=draft, item=Picked(2, revision), correction=correction)
    assert len(session.scalars(sa.select(ReviewStep.id)).all()) == KEPT
    for _ in range(KEPT):
        undo(office, draft)
    assert item_of(draft, 2).title == "第4个名称"
    assert last(draft) == 0


def test_when_the_plan_is_put_away_the_steps_of_its_import_can_be_taken_back(office, draft):
    before = stored(draft)
    reviews.set_terms(office, draft_id=draft, picked=ALL[:1], lead=UNIT_B)
    made = documents.accept_unseen(office, draft_id=draft)
    with pytest.raises(StaleWrite, match=r"draft\.accepted"):
        undo(office, draft)
    version = get_plan(made.plan_id).version
    plan_drafts.discard(office, plan_id=made.plan_id, version=version)
    assert get_steps(draft).last.words == "接受“更新老旧电梯”等 2 项"
    undo(office, draft)
    undo(office, draft)
    assert stored(draft) == before


def test_steps_go_with_their_draft(office, draft, session):
    reviews.check(office, draft_id=draft, picked=ALL)
    documents.discard(office, draft_id=draft)
    assert session.scalars(sa.select(ReviewStep.id)).all() == []
    with pytest.raises(NotFound):
        undo(office, draft, 1)


def test_two_who_press_at_once_take_back_one_step(app, office, colleague, draft):
    reviews.check(office, draft_id=draft, picked=ALL[:1])
    reviews.drop(office, draft_id=draft, picked=ALL[1:2])
    seen = last(draft)

    presses = [
        partial(reviews.undo, doing, draft_id=draft, number=seen) for doing in (office, colleague)
    ]
    (no,) = (answer for answer in at_once(app, *presses) if answer is not None)
    assert (type(no), no.code) == (SentTwice, "draft.undone-already")
    assert item_of(draft, 2).is_checked


def some_item(review, number):
    item = review.items[number % len(review.items)]
    return Picked(item.key, item.revision)


# What people do, by a number that says to which item and where.
WALK = {
    "correct": lambda do, r, n: do(
        reviews.correct,
        item=some_item(r, n),
        correction=Correction(title=f"名称{n}", lead=(UNIT_A, UNIT_B)[n % 2]),
    ),
    "check": lambda do, r, n: do(reviews.check, picked=[some_item(r, n), some_item(r, n + 1)]),
    "lead": lambda do, r, n: do(reviews.set_terms, picked=[some_item(r, n)], lead=UNIT_B),
    "drop": lambda do, r, n: do(reviews.drop, picked=[some_item(r, n)]),
    "restore": lambda do, r, n: do(reviews.restore, picked=[some_item(r, n)]),
    "move": lambda do, r, n: do(
        reviews.move, picked=[some_item(r, n)], strategy=r.strategies[n % 2].key
    ),
    "merge": lambda do, r, n: do(reviews.merge, picked=[some_item(r, n), some_item(r, n + 1)]),
    "split": lambda do, r, n: do(reviews.split_by_measures, picked=[some_item(r, n)]),
    "part": lambda do, r, n: do(
        reviews.change_part, item=some_item(r, n), part=list(Part)[n % len(Part)], place=n % 3
    ),
    "strategy": lambda do, r, n: do(
        reviews.rename_strategy,
        strategy=r.strategies[n % 2].key,
        title=f"板块名{n}",
        was=r.strategies[n % 2].title,
    ),
    "name": lambda do, r, n: do(
        reviews.rename, names=Names(f"要点{n}", FOOD), was=Names(r.title, r.organisation)
    ),
}
steps = st.lists(st.tuples(st.sampled_from(sorted(WALK)), st.integers(0, 40)), max_size=KEPT)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_any_steps_taken_back_one_by_one_give_each_draft_of_before(people, office, steps):
    draft = make_draft(people.office.user).id

    def do(use_case, **given_):
        use_case(office, draft_id=draft, **given_)

    drafts = [stored(draft)]
    for act, number in steps:
        try:
            WALK[act](do, review_of(draft), number)
        except TrackerError:  # refused, so nothing has changed
            assert stored(draft) == drafts[-1]
        if stored(draft) != drafts[-1]:
            drafts.append(stored(draft))
    while len(drafts) > 1:
        drafts.pop()
        undo(office, draft)
        assert stored(draft) == drafts[-1]
    assert last(draft) == 0
