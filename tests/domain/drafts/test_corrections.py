"""What a reviewer may change in a draft, what is refused, and what goes with it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drafted import FOOD, LIFTS, fresh
from tracker.domain.drafts.corrections import (
    Correction,
    Names,
    check,
    check_ready,
    check_rest,
    correct,
    drop,
    drop_target,
    is_done,
    keep_typed,
    move,
    rename,
    rename_strategy,
    restore,
    restore_target,
    set_due,
    set_lead,
)
from tracker.domain.drafts.review import Review, ReviewItem, ReviewTarget, find
from tracker.domain.errors import NotFound, RuleBroken, StaleWrite
from tracker.domain.terms.texts import MAX_SHORT, MAX_TITLE
from tracker.domain.values import Op, ReportEvery, TargetKind, TaskKind

JUNE, SEPTEMBER, DECEMBER = date(2026, 6, 28), date(2026, 9, 28), date(2026, 12, 31)
NEW = ReviewTarget(
    "培训", TargetKind.REACH, Op.AT_LEAST, Decimal(200), None, "人次", None, SEPTEMBER
)

AS_READ = Names("2026年工作要点", "测试区市场监督管理局")


def corrected(key: int = 2, **typed) -> ReviewItem:
    return find(correct(fresh(), key, Correction(**typed), by="秦督办"), key)


def refusals(review: Review, key: int, **typed) -> list[tuple[str, str | None]]:
    with pytest.raises(RuleBroken) as refused:
        correct(review, key, Correction(**typed), by="秦督办")
    return [(fault.code, fault.field) for fault in refused.value.all]


@pytest.mark.parametrize(
    "typed",
    [
        {"title": "检查校园食堂"},
        {"lead": LIFTS},
        {"supporting": (LIFTS, "区住建局")},
        {"due_on": date(2026, 11, 30)},
        {"due_on": date(2027, 12, 31)},  # a year beyond the plan
        {"due_on": date(2026, 1, 1)},
        {"strategy": 4},
        {"kind": TaskKind.ONGOING, "report_every": ReportEvery.QUARTER},
        {"targets": ()},
        {"targets": (NEW,)},
    ],
)
def test_what_is_typed_stands_in_the_item_and_the_item_is_checked(typed):
    item = corrected(**typed)
    assert {name: getattr(item, name) for name in typed} == typed
    assert (item.is_checked, item.revision, item.by) == (True, 2, "秦督办")


def test_what_is_not_typed_stays():
    before = find(fresh(), 2)
    assert corrected() == replace(before, is_checked=True, revision=2, by="秦督办")


def test_the_other_items_do_not_mind():
    review = correct(fresh(), 2, Correction(title="检查校园食堂"), by="秦督办")
    assert review.items[1:] == fresh().items[1:]


def test_a_title_is_kept_without_the_spaces_around_it():
    assert corrected(title="  检查校园食堂\u3000").title == "检查校园食堂"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"title": " "}, [("draft.title-missing", "title")]),
        ({"title": "题" * (MAX_TITLE + 1)}, [("text.too-long", "title")]),
        ({"due_on": date(2025, 12, 31)}, [("due.outside", "due_on")]),
        ({"due_on": date(2028, 1, 1)}, [("due.outside", "due_on")]),
        ({"strategy": 2}, [("draft.strategy-gone", "strategy")]),
        (
            {"title": "", "due_on": date(2020, 1, 1)},
            [("draft.title-missing", "title"), ("due.outside", "due_on")],
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_all_at_once(typed, expected):
    assert refusals(fresh(), 2, **typed) == expected


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"metric": " "}, "target.metric-missing"),
        ({"metric": "多" * (MAX_SHORT + 1)}, "text.too-long"),
        ({"unit": "多" * (MAX_SHORT + 1)}, "text.too-long"),
        ({"value": Decimal("1E+16")}, "reading.out-of-range"),
        ({"value": Decimal("0.0000001")}, "reading.too-fine"),
        ({"value_high": Decimal(199)}, "target.range-turned"),
    ],
)
def test_a_figure_that_cannot_be_is_refused(changes, code):
    assert refusals(fresh(), 2, targets=(replace(NEW, **changes),)) == [(code, "targets")]


def test_the_longest_title_is_taken():
    assert len(corrected(title="题" * MAX_TITLE).title) == MAX_TITLE


def test_what_the_text_itself_says_is_not_argued_with():
    """到2030年建成 is a date of the document; correcting the title must not ask about it."""
    far = tuple(replace(item, due_on=date(2030, 12, 31)) for item in fresh().items)
    review = replace(fresh(), items=far)
    item = find(correct(review, 2, Correction(title="检查校园食堂"), by="秦督办"), 2)
    assert item.due_on == date(2030, 12, 31)
    assert refusals(review, 2, due_on=date(2031, 1, 1)) == [("due.outside", "due_on")]


def test_figures_due_with_the_task_go_on_being_due_with_it():
    """The task is due with its last figure, in September; the figure of June keeps its day."""
    targets = corrected(due_on=date(2026, 11, 30)).targets
    assert [target.due_on for target in targets] == [JUNE, date(2026, 11, 30)]


def test_no_figure_is_due_after_its_task():
    assert {target.due_on for target in corrected(due_on=date(2026, 5, 1)).targets} == {
        date(2026, 5, 1)
    }


def test_a_figure_that_is_typed_with_a_later_day_is_due_with_the_task():
    assert corrected(targets=(replace(NEW, due_on=DECEMBER),)).targets == (NEW,)


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_whatever_the_day_no_figure_outlives_the_task(day):
    assert all(target.due_on <= day for target in corrected(due_on=day).targets)


def test_a_figure_that_is_left_out_is_remembered_as_no_target():
    first, second = find(fresh(), 2).targets
    item = corrected(targets=(second,))
    assert (item.targets, item.dropped_targets) == ((second,), (first,))


def test_a_figure_that_a_person_added_leaves_nothing_behind():
    with_new = correct(fresh(), 3, Correction(targets=(NEW,)), by="秦督办")
    before = find(with_new, 3).dropped_targets
    item = find(correct(with_new, 3, Correction(targets=()), by="秦督办"), 3)
    assert item.dropped_targets == before


@pytest.mark.parametrize("place", [0, 1])
def test_a_figure_that_is_dropped_and_comes_back_is_where_it_was(place):
    before = find(fresh(), 2)
    dropped = drop_target(fresh(), 2, place, by="秦督办")
    assert len(find(dropped, 2).targets) == 1
    after = find(restore_target(dropped, 2, 0, by="秦督办"), 2)
    assert (after.targets, after.dropped_targets) == (before.targets, ())


@pytest.mark.parametrize("place", [-1, 2])
def test_a_figure_that_is_not_there_is_not_found(place):
    with pytest.raises(NotFound):
        drop_target(fresh(), 2, place, by="秦督办")
    with pytest.raises(NotFound):
        restore_target(fresh(), 2, place, by="秦督办")


def test_what_was_typed_beside_another_button_is_kept_and_not_yet_checked():
    item = find(keep_typed(fresh(), 2, Correction(title="检查校园食堂"), by="秦督办"), 2)
    assert (item.title, item.is_checked, item.revision) == ("检查校园食堂", False, 2)


def test_a_form_that_nobody_typed_in_changes_nothing():
    review, item = fresh(), find(fresh(), 2)
    typed = Correction(title=item.title, lead=item.lead, targets=item.targets, due_on=item.due_on)
    assert keep_typed(review, 2, typed, by="秦督办") == review


def test_several_are_accepted_at_once():
    review = check(fresh(), [2, 5], by="秦督办")
    assert [item.is_checked for item in review.items] == [True, False, True]


def test_the_rest_is_what_nobody_has_looked_at():
    review = check_rest(drop(check(fresh(), [2], by="甲"), [3], by="甲"), by="乙")
    assert [(item.is_checked, item.by) for item in review.items] == [
        (True, "甲"),
        (False, "甲"),  # dropped: nobody need look
        (True, "乙"),
    ]


def test_several_get_a_lead_or_a_date_at_once():
    review = set_due(set_lead(fresh(), [2, 3], LIFTS, by="秦督办"), [3, 5], JUNE, by="秦督办")
    assert [(item.lead, item.due_on, item.is_checked) for item in review.items] == [
        (LIFTS, SEPTEMBER, True),
        (LIFTS, JUNE, True),
        (FOOD, JUNE, True),
    ]
    assert find(review, 3).targets[0].due_on == JUNE


def test_a_date_far_off_is_refused_for_several_too():
    with pytest.raises(RuleBroken) as refused:
        set_due(fresh(), [2, 3], date(2062, 6, 30), by="秦督办")
    assert (refused.value.code, refused.value.field) == ("due.outside", "due_on")


def test_an_item_that_is_dropped_and_comes_back_is_the_same():
    review = restore(drop(fresh(), [2, 5], by="秦督办"), [5, 2], by="秦督办")
    signed = [replace(item, revision=1, by="") for item in review.items]
    assert signed == list(fresh().items)


def test_a_dropped_item_counts_nowhere():
    review = drop(check(fresh(), [2], by="秦督办"), [2], by="秦督办")
    assert (len(review.kept), review.checked, review.items_of(1)) == (2, 0, (find(review, 3),))


def test_an_item_moves_to_the_end_of_another_strategy():
    review = move(fresh(), [2], 4, by="秦督办")
    assert [item.key for item in review.items_of(1)] == [3]
    assert [item.key for item in review.items_of(4)] == [5, 2]


@pytest.mark.parametrize("strategy", [2, 404])
def test_an_item_moves_to_strategies_only(strategy):
    with pytest.raises(NotFound):
        move(fresh(), [3], strategy, by="秦督办")


def test_a_strategy_gets_another_name():
    review = rename_strategy(fresh(), 4, " 优化环境 ", was="板块2")
    assert [each.title for each in review.strategies] == ["板块1", "优化环境"]


def test_a_strategy_that_somebody_else_renamed_is_not_overwritten():
    review = rename_strategy(fresh(), 4, "优化环境", was="板块2")
    with pytest.raises(StaleWrite) as told:
        rename_strategy(review, 4, "改善环境", was="板块2")
    assert told.value.parameters == {"name": "优化环境"}
    assert rename_strategy(review, 4, "优化环境", was="板块2") == review  # sent twice


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("", "draft.title-missing"),
        (" \u3000", "draft.title-missing"),
        ("长" * 201, "text.too-long"),
    ],
)
def test_a_name_is_there_and_not_too_long(title, code):
    with pytest.raises(RuleBroken) as refused:
        rename_strategy(fresh(), 4, title, was="板块2")
    assert refused.value.code == code
    with pytest.raises(RuleBroken) as refused:
        rename(fresh(), Names(title, title), was=AS_READ)
    assert [(f.code, f.field) for f in refused.value.all] == [
        (code, "plan"),
        (code, "organisation"),
    ]


def test_the_plan_and_its_body_get_other_names():
    review = rename(fresh(), Names(" 2026年重点工作 ", "测试区市监局"), was=AS_READ)
    assert (review.title, review.organisation) == ("2026年重点工作", "测试区市监局")


def test_a_name_that_somebody_else_gave_is_not_overwritten():
    typed = Names("2026年重点工作", "测试区市监局")
    review = rename(fresh(), typed, was=AS_READ)
    with pytest.raises(StaleWrite) as told:
        rename(review, Names("重点工作", "测试区市监局"), was=AS_READ)
    assert told.value.parameters == {"name": "2026年重点工作（测试区市监局）"}
    assert rename(review, typed, was=AS_READ) == review  # sent twice


def test_a_correction_that_came_twice_is_known_by_what_stands():
    typed = Correction(title="检查校园食堂", due_on=JUNE)
    review = correct(fresh(), 2, typed, by="秦督办")
    assert is_done(review, 2, typed)
    assert not is_done(review, 2, Correction(title="检查校园食堂", due_on=SEPTEMBER))
    assert not is_done(review, 2, Correction(title=""))
    assert not is_done(fresh(), 2, Correction())  # nobody has looked at it


def test_a_plan_is_ready_when_every_task_is_checked_and_has_its_lead():
    review = fresh()
    for made, code, parameters in [
        (review, "draft.unchecked", {"count": 3}),
        (check(review, [2, 3], by="甲"), "draft.unchecked", {"count": 1}),
        (
            correct(check_rest(review, by="甲"), 3, Correction(lead=""), by="甲"),
            "draft.lead-missing",
            {"count": 1, "title": "更新老旧电梯"},
        ),
        (drop(review, [2, 3, 5], by="甲"), "plan.no-tasks", {}),
    ]:
        with pytest.raises(RuleBroken) as refused:
            check_ready(made)
        assert (refused.value.code, refused.value.parameters) == (code, parameters)
    check_ready(check_rest(review, by="甲"))
    check_ready(drop(check(review, [3, 5], by="甲"), [2], by="甲"))


@given(st.integers(0, 400))
def test_dates_near_the_plan_are_taken_and_others_are_not(days):
    day = DECEMBER + timedelta(days=days)
    if day.year == 2027:
        assert corrected(due_on=day).due_on == day
    elif day.year > 2027:
        assert refusals(fresh(), 2, due_on=day) == [("due.outside", "due_on")]
