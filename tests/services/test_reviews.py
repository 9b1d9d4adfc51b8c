"""核对: each correction is one transaction, written down, and overwrites nobody's."""

from datetime import date

import pytest
import sqlalchemy as sa

from tests.drafted import TEXT
from tests.people import EVERYBODY, UNIT_A, UNIT_B
from tests.reviewing import item_of, make_draft, review_of, version_of
from tracker.domain.drafts.corrections import Correction, Names
from tracker.domain.drafts.review import ReviewItem
from tracker.domain.errors import Forbidden, NotFound, RuleBroken, StaleWrite
from tracker.domain.values import TaskState
from tracker.models import AuditEntry, PlanDocument, Target, Task, WorkPlan
from tracker.services import documents, reviews
from tracker.services.reviews import Part, Picked

JUNE = date(2026, 6, 30)
ALL = [Picked(2, 1), Picked(3, 1), Picked(5, 1)]
AS_READ = Names("2026年工作要点", "测试区市场监督管理局")


@pytest.fixture
def draft(people) -> int:
    """Three tasks, keys 2, 3 and 5, the first of them with two figures and three measures."""
    return make_draft(people.office.user).id


@pytest.fixture
def act(people, clock, draft):
    """Does a use case to the draft as the plan office, or as another person."""

    def act(use_case, *, person: str = "office", **given):
        return use_case(people[person].doing(clock.now()), draft_id=draft, **given)

    return act


def part(key: int, kind: Part, place: int = 0) -> dict[str, object]:
    return {"item": Picked(key, 1), "part": kind, "place": place}


CUT = TEXT.index("9月底前")
TYPED = Correction(title="检查校园食堂")
# What a reviewer can do, what it is called in the log, and what shows that it was done.
ACTS = [
    (reviews.correct, {"item": Picked(2, 1), "correction": TYPED}, "draft.corrected"),
    (reviews.check, {"picked": ALL}, "draft.checked"),
    (reviews.set_terms, {"picked": ALL, "lead": UNIT_B}, "draft.terms-set"),
    (reviews.set_terms, {"picked": ALL, "due_on": JUNE}, "draft.terms-set"),
    (reviews.drop, {"picked": ALL[:1]}, "draft.dropped"),
    (reviews.restore, {"picked": ALL[:1]}, "draft.restored"),
    (reviews.move, {"picked": ALL[:1], "strategy": 4}, "draft.moved"),
    (reviews.merge, {"picked": ALL[:2]}, "draft.merged"),
    (reviews.split_by_measures, {"picked": ALL[:1]}, "draft.split"),
    (reviews.change_part, part(2, Part.SPLIT, CUT), "draft.split"),
    (reviews.change_part, part(2, Part.FALL_APART), "draft.split"),
    (reviews.change_part, part(2, Part.MAKE_SUB_TASK), "draft.sub-task-made"),
    (reviews.change_part, part(2, Part.DROP_TARGET), "draft.target-dropped"),
    (
        reviews.rename_strategy,
        {"strategy": 4, "title": "优化环境", "was": "板块2"},
        "draft.strategy-renamed",
    ),
    (reviews.rename, {"names": Names("要点", "区局"), "was": AS_READ}, "draft.renamed"),
]
WITH_ITEMS = [case for case in ACTS if {"item", "picked"} & set(case[1])]


def entries(session) -> list[tuple[str, int | None, int]]:
    session.rollback()
    rows = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id))
    return [(row.action, row.actor_id, row.subject_id) for row in rows]


@pytest.mark.parametrize(("use_case", "given", "action"), ACTS)
def test_every_correction_is_saved_and_written_down(
    act, draft, people, session, use_case, given, action
):
    before = review_of(draft)
    act(use_case, **given)
    assert review_of(draft) != before
    assert entries(session) == [(action, people.office.id, draft)]


@pytest.mark.parametrize("person", [person for person in EVERYBODY if person != "office"])
def test_only_the_plan_office_corrects(act, draft, session, person):
    before = review_of(draft)
    for use_case, given, _ in ACTS:
        with pytest.raises(Forbidden):
            act(use_case, person=person, **given)
    assert review_of(draft) == before
    assert entries(session) == []


@pytest.mark.parametrize(("use_case", "given", "action"), WITH_ITEMS)
def test_the_second_of_two_reviewers_is_told_and_overwrites_nothing(
    act, draft, session, use_case, given, action
):
    act(reviews.check, picked=ALL)
    before = review_of(draft)
    with pytest.raises(StaleWrite) as told:
        act(use_case, **given)
    assert (told.value.code, told.value.parameters["by"]) == ("draft.item-changed", "秦督办")
    assert review_of(draft) == before
    assert len(entries(session)) == 1


def test_two_reviewers_correct_different_items_side_by_side(act, draft):
    act(reviews.correct, item=Picked(2, 1), correction=TYPED)
    act(reviews.correct, item=Picked(3, 1), correction=Correction(lead=UNIT_A))
    assert (item_of(draft, 2).title, item_of(draft, 3).lead) == ("检查校园食堂", UNIT_A)


def test_an_item_that_was_merged_away_is_gone(act):
    act(reviews.merge, picked=ALL[:2])
    with pytest.raises(NotFound) as told:
        act(reviews.correct, item=Picked(3, 1), correction=TYPED)
    assert told.value.code == "draft.item-gone"


@pytest.mark.parametrize("use_case", [reviews.check, reviews.drop, reviews.merge])
def test_nothing_picked_is_nothing_done(act, session, use_case):
    with pytest.raises(RuleBroken) as refused:
        act(use_case, picked=[])
    assert refused.value.code == "draft.nothing-picked"
    assert entries(session) == []


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"lead": "区住建局"}, "draft.unit-unknown"),
        ({"due_on": date(2062, 6, 30)}, "due.outside"),
        ({}, "draft.nothing-set"),
        ({"lead": UNIT_B, "due_on": date(2062, 6, 30)}, "due.outside"),
    ],
)
def test_of_terms_that_cannot_be_none_is_set(act, draft, given, code):
    before = review_of(draft)
    with pytest.raises(RuleBroken) as refused:
        act(reviews.set_terms, picked=ALL, **given)
    assert refused.value.code == code
    assert review_of(draft) == before


def test_a_unit_that_is_not_ours_leads_nothing(act):
    with pytest.raises(RuleBroken) as refused:
        act(reviews.correct, item=Picked(2, 1), correction=Correction(lead="区住建局"))
    assert (refused.value.code, refused.value.field) == ("draft.unit-unknown", "lead")


def test_one_of_several_that_changed_meanwhile_stops_all(act, draft):
    act(reviews.correct, item=Picked(3, 1), correction=TYPED)
    with pytest.raises(StaleWrite):
        act(reviews.check, picked=ALL)
    assert [item_of(draft, key).is_checked for key in (2, 3, 5)] == [False, True, False]


def test_what_was_typed_is_kept_when_another_button_is_pressed(act, draft):
    act(reviews.change_part, **part(2, Part.MAKE_SUB_TASK, 1), typed=TYPED)
    item = item_of(draft, 2)
    assert (item.title, len(item.sub_tasks), item.is_checked) == ("检查校园食堂", 1, False)


def test_what_cannot_be_kept_stops_the_button_too(act, draft):
    before = review_of(draft)
    with pytest.raises(RuleBroken):
        act(reviews.change_part, **part(2, Part.MAKE_SUB_TASK), typed=Correction(title=""))
    with pytest.raises(RuleBroken):
        act(reviews.change_part, **part(2, Part.FALL_APART), typed=Correction(lead="区住建局"))
    assert review_of(draft) == before


@pytest.mark.parametrize(
    ("there", "back"),
    [
        (Part.MAKE_SUB_TASK, Part.UNDO_SUB_TASK),
        (Part.DROP_TARGET, Part.RESTORE_TARGET),
    ],
)
def test_what_was_done_to_a_part_can_be_undone(act, draft, there, back):
    def parts(item: ReviewItem) -> list[object]:
        return [item.targets, item.measures, item.sub_tasks, item.dropped_targets]

    before = parts(item_of(draft, 2))
    act(reviews.change_part, **part(2, there))
    assert parts(item_of(draft, 2)) != before
    act(reviews.change_part, item=Picked(2, 2), part=back, place=0)
    assert parts(item_of(draft, 2)) == before


def test_a_name_that_another_gave_is_not_overwritten(act, draft):
    act(reviews.rename, names=Names("要点", "区局"), was=AS_READ)
    with pytest.raises(StaleWrite):
        act(reviews.rename, names=Names("工作要点", "区局"), was=AS_READ)
    assert review_of(draft).title == "要点"


def test_a_draft_that_became_a_plan_is_corrected_no_more(act, draft):
    act(documents.accept_unseen)
    for use_case, given, _ in ACTS:
        with pytest.raises(StaleWrite) as told:
            act(use_case, **given)
        assert told.value.code == "draft.accepted"


def test_a_draft_that_is_gone_is_not_found(people, clock):
    with pytest.raises(NotFound):
        reviews.check(people.office.doing(clock.now()), draft_id=404, picked=ALL)


@pytest.mark.parametrize(
    ("picked", "code"), [([], "draft.unchecked"), (ALL[:2], "draft.unchecked")]
)
def test_a_draft_is_accepted_whole_or_not_at_all(act, draft, session, picked, code):
    if picked:
        act(reviews.check, picked=picked)
    with pytest.raises(RuleBroken) as refused:
        act(documents.accept, version=version_of(draft))
    assert refused.value.code == code
    assert session.scalar(sa.select(WorkPlan.id)) is None


def test_a_draft_without_a_lead_is_not_accepted(act, draft, session):
    act(reviews.check, picked=ALL)
    act(reviews.correct, item=Picked(3, 2), correction=Correction(lead=""))
    with pytest.raises(RuleBroken) as refused:
        act(documents.accept, version=version_of(draft))
    assert refused.value.code == "draft.lead-missing"
    assert session.scalar(sa.select(Task.id)) is None


def test_a_draft_that_changed_since_the_page_is_looked_at_again(act, draft, session):
    act(reviews.check, picked=ALL)
    seen = version_of(draft)
    act(reviews.rename, names=Names("要点", "区局"), was=AS_READ)
    with pytest.raises(StaleWrite) as told:
        act(documents.accept, version=seen)
    assert told.value.code == "draft.changed"
    assert session.scalar(sa.select(WorkPlan.id)) is None


def test_what_was_corrected_is_what_the_plan_says(act, draft, people, session):
    act(reviews.rename, names=Names("重点工作", "区局"), was=AS_READ)
    act(reviews.drop, picked=ALL[2:])
    act(
        reviews.correct,
        item=Picked(3, 1),
        correction=Correction(title="换新电梯", lead=UNIT_B, supporting=(UNIT_A, "区住建局")),
    )
    act(reviews.check, picked=ALL[:1])
    made = act(documents.accept, version=version_of(draft))
    assert (made.title, made.strategies, made.tasks, made.targets) == ("重点工作", 1, 2, 3)
    session.rollback()
    plan = session.scalars(sa.select(WorkPlan)).one()
    assert (plan.title, plan.organisation) == ("重点工作", "区局")
    task = session.scalars(sa.select(Task).where(Task.title == "换新电梯")).one()
    assert task.lead_unit_id == people.unit_b.id
    assert [support.unit_id for support in task.supports] == [people.unit_a.id]


def test_sub_tasks_become_tasks_below_theirs_with_the_figures_they_hold(act, draft, session):
    act(reviews.change_part, **part(2, Part.MAKE_SUB_TASK, 0))
    act(reviews.change_part, item=Picked(2, 2), part=Part.MAKE_SUB_TASK, place=1)
    act(reviews.check, picked=[Picked(2, 3), *ALL[1:]])
    act(documents.accept, version=version_of(draft))
    session.rollback()
    first = session.scalars(sa.select(Task).order_by(Task.id)).first()
    parts = session.scalars(
        sa.select(Task).where(Task.parent_id.isnot(None)).order_by(Task.position)
    ).all()
    assert [(each.parent_id, each.number, each.due_on) for each in parts] == [
        (first.id, "一-01-1", date(2026, 6, 28)),
        (first.id, "一-01-2", date(2026, 9, 28)),  # its words name no date: due with the task
    ]
    assert {each.lead_unit_id for each in parts} == {first.lead_unit_id}
    held = dict(session.execute(sa.select(Target.task_id, Target.value)).all())
    assert held[parts[0].id] == 120
    assert held[first.id] == 30
    text = session.scalar(sa.select(PlanDocument.text))
    assert text[parts[1].source_start : parts[1].source_end] == "总结经验。"
    assert {each.state for each in parts} == {TaskState.DRAFT}


def test_a_draft_that_is_put_away_leaves_only_a_word_in_the_log(act, draft, session):
    act(documents.discard)
    assert session.scalar(sa.select(PlanDocument.id)) is None
    assert [action for action, _, _ in entries(session)] == ["document.discarded"]


@pytest.mark.parametrize("person", [person for person in EVERYBODY if person != "office"])
def test_only_the_plan_office_accepts_or_puts_away(act, draft, session, person):
    act(reviews.check, picked=ALL)
    with pytest.raises(Forbidden):
        act(documents.accept, person=person, version=version_of(draft))
    with pytest.raises(Forbidden):
        act(documents.discard, person=person)
    assert session.scalar(sa.select(WorkPlan.id)) is None
    assert len(review_of(draft).kept) == 3
