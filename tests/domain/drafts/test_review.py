"""核对: how a fresh review looks, and who is told of whom."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.drafted import FOOD, LIFTS, NAMES, PLAN, TEXT, YEAR, Clause, doubtful, drafted, fresh
from tracker.domain.drafts.draft import Doubt, TaskDraft, UnitSuggestion
from tracker.domain.drafts.review import Review, begin, check_revision, find, op_of
from tracker.domain.errors import NotFound, StaleWrite
from tracker.domain.values import Op, TargetKind


def begun(**changes) -> Review:
    """A plan of one task that is changed so."""
    draft = drafted([[Clause("守好校园食堂")]])
    task = replace(draft.tasks[0], **changes)
    strategy = replace(draft.strategies[0], tasks=(task,))
    return begin(replace(draft, strategies=(strategy,)), NAMES)


def suggestion(name: str, *, named: bool = False) -> UnitSuggestion:
    return UnitSuggestion(name, named=named, score=0.6)


def test_every_item_and_strategy_has_a_key_of_its_own():
    review = fresh()
    assert [each.key for each in review.strategies] == [1, 4]
    assert [(item.key, item.strategy) for item in review.items] == [(2, 1), (3, 1), (5, 4)]
    assert review.next_key == 6


def test_nothing_is_checked_and_everything_is_kept():
    review = fresh()
    assert (review.checked, len(review.kept)) == (0, 3)


def test_every_item_points_into_the_text():
    for item, task in zip(fresh().items, PLAN.tasks, strict=True):
        assert item.span == task.span
        assert item.title in TEXT[item.span.start : item.span.end]


def test_a_figure_is_due_by_the_date_before_it():
    assert [target.due_on for target in find(fresh(), 2).targets] == [
        date(2026, 6, 28),
        date(2026, 9, 28),
    ]


STRANGER = Doubt("task.lead-unknown", "区住建局")


@pytest.mark.parametrize(
    ("suggested", "lead", "doubts"),
    [
        ([suggestion(FOOD), suggestion(LIFTS)], FOOD, []),
        ([suggestion("食品安全科", named=True)], FOOD, []),  # another name of it
        ([suggestion("区住建局", named=True), suggestion(FOOD, named=True)], FOOD, []),
        ([suggestion("区住建局", named=True), suggestion(LIFTS)], "", [STRANGER]),
        ([suggestion("区住建局", named=True)], "", [STRANGER]),
        ([], "", [Doubt("task.no-unit")]),
        ([suggestion("区住建局")], "", [Doubt("task.no-unit")]),
    ],
)
def test_the_lead_is_the_first_unit_of_ours_and_never_put_in_the_place_of_a_named_one(
    suggested, lead, doubts
):
    item = begun(lead_units=tuple(suggested)).items[0]
    assert (item.lead, list(item.doubts)) == (lead, doubts)


def test_a_missing_lead_is_doubted_once():
    item = begun(lead_units=(), doubts=(Doubt("task.no-unit"),)).items[0]
    assert item.doubts == (Doubt("task.no-unit"),)


def test_the_doubts_of_figures_and_dates_are_the_items():
    draft = drafted([[Clause("开展检查", figure=9, month=6)]])
    task = draft.tasks[0]
    odd, late = Doubt("target.no-unit", "9"), Doubt("deadline.before-month", "6月底前")
    target = task.targets[0]._replace(doubts=(odd,))
    deadline = task.deadlines[0]._replace(doubts=(late, odd))
    item = begun(targets=(target,), deadlines=(deadline,)).items[0]
    assert item.doubts == (odd, late)
    assert item.is_doubtful


def test_a_checked_item_is_no_longer_doubtful():
    item = doubtful(Doubt("task.very-long")).items[0]
    assert item.is_doubtful
    assert not replace(item, is_checked=True).is_doubtful


def by_head(tasks: int, of: int) -> Review:
    draft = drafted([[Clause(f"做好第{n}件事")] for n in range(of)])
    odd = (Doubt("task.by-head"), Doubt("task.very-short"))
    changed: list[TaskDraft] = [
        replace(task, doubts=odd if place < tasks else ()) for place, task in enumerate(draft.tasks)
    ]
    strategy = replace(draft.strategies[0], tasks=tuple(changed))
    return begin(replace(draft, strategies=(strategy,)), NAMES)


@pytest.mark.parametrize(
    ("tasks", "of", "is_shared"),
    [(5, 5, True), (3, 5, True), (2, 5, False), (2, 2, False), (3, 6, False)],
)
def test_what_is_true_of_most_items_is_said_once(tasks, of, is_shared):
    review = by_head(tasks, of)
    assert (Doubt("task.by-head") in review.doubts) is is_shared
    said = [item for item in review.items if Doubt("task.by-head") in item.doubts]
    assert len(said) == (0 if is_shared else tasks)


def test_a_doubt_about_one_item_stays_with_it_however_many_have_it():
    review = by_head(5, 5)
    assert all(item.doubts == (Doubt("task.very-short"),) for item in review.items)


def test_a_supporting_unit_that_is_not_ours_keeps_its_name():
    item = begun(supporting_units=("食品安全科", "区住建局")).items[0]
    assert item.supporting == (FOOD, "区住建局")


def test_an_item_that_somebody_else_changed_says_who():
    items = tuple(replace(item, revision=2, by="秦督办") for item in fresh().items)
    review = replace(fresh(), items=items)
    check_revision(review, 2, 2)
    with pytest.raises(StaleWrite) as told:
        check_revision(review, 2, 1)
    assert told.value.parameters == {"by": "秦督办", "title": "守好校园食堂"}


def test_an_item_that_is_gone_is_not_found():
    with pytest.raises(NotFound):
        find(fresh(), 404)


@pytest.mark.parametrize("kind", TargetKind)
def test_a_typed_figure_is_compared_as_its_kind_says(kind):
    assert op_of(kind, is_range=True) is Op.RANGE
    assert op_of(kind, is_range=False) is not Op.RANGE


def test_items_of_a_strategy_are_those_that_are_kept():
    review = fresh()
    dropped = replace(review.items[0], is_dropped=True)
    review = replace(review, items=(dropped, *review.items[1:]))
    assert [item.key for item in review.items_of(1)] == [3]
    assert review.period == YEAR


@pytest.mark.parametrize(
    ("metric", "value", "unit", "words"),
    [
        ("抽检合格率", "120", "%", "抽检合格率 120%"),
        ("设备利用率", "120", "%", "设备利用率 120%"),
        ("示范店", "0", "家", "示范店 0家"),
        ("示范店", "12", "家", None),
        ("任务完成率", "120", "%", None),
    ],
)
def test_a_figure_of_the_text_that_can_hardly_be_is_asked_back(metric, value, unit, words):
    draft = drafted([[Clause("守好校园食堂", figure=120)]])
    task = draft.tasks[0]
    target = task.targets[0]._replace(metric=metric, value=Decimal(value), unit=unit)
    item = begun(targets=(target,)).items[0]
    expected = () if words is None else (Doubt("target.odd-figure", words),)
    assert item.targets[0].doubts == item.doubts == expected


def test_a_figure_that_is_doubted_already_is_not_doubted_twice():
    draft = drafted([[Clause("守好校园食堂", figure=120)]])
    spoken = Doubt("target.in-characters", "零家")
    target = draft.tasks[0].targets[0]._replace(value=Decimal(0), doubts=(spoken,))
    assert begun(targets=(target,)).items[0].doubts == (spoken,)
