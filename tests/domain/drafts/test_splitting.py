"""Split, merged, made sub-tasks: whatever is done to a draft, nothing of the text is lost."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drafted import FOOD, LIFTS, NAMES, TEXT, Clause, doubtful, drafted, fresh
from tracker.domain.drafts import corrections
from tracker.domain.drafts.corrections import Correction
from tracker.domain.drafts.draft import Doubt
from tracker.domain.drafts.review import Review, ReviewItem, begin, find
from tracker.domain.drafts.splitting import (
    cuts,
    first_clause,
    make_sub_task,
    merge,
    split,
    split_by_measures,
    undo_sub_task,
)
from tracker.domain.errors import NotFound, RuleBroken

BY = "秦督办"
SECOND = TEXT.index("9月底前开展回头看")
THIRD = TEXT.index("总结经验")


def halves(at: int = SECOND, review: Review | None = None) -> tuple[ReviewItem, ReviewItem]:
    review = split(review or fresh(), 2, at, TEXT, by=BY)
    return find(review, 2), find(review, 6)


def words_of(item: ReviewItem) -> str:
    return TEXT[item.span.start : item.span.end]


def test_an_item_is_cut_where_it_was_said():
    first, second = halves()
    assert words_of(first) == "1.6月底前守好校园食堂检查120家。"
    assert words_of(second).startswith("9月底前开展回头看检查30家。总结经验。")
    assert (first.content, second.content) == (
        "6月底前守好校园食堂检查120家。",
        "9月底前开展回头看检查30家。总结经验。",
    )


def test_figures_and_dates_go_with_the_half_they_stand_in():
    first, second = halves()
    assert [[target.value for target in item.targets] for item in (first, second)] == [[120], [30]]
    assert (first.due_on, second.due_on) == (date(2026, 6, 28), date(2026, 9, 28))
    assert [len(item.measures) for item in (first, second)] == [1, 2]


def test_a_half_without_a_date_is_due_with_the_whole():
    assert halves(THIRD)[1].due_on == date(2026, 9, 28)


def test_both_halves_are_led_by_whoever_led_the_whole_and_want_a_look():
    review = corrections.set_lead(fresh(), [2], LIFTS, by=BY)
    for half in halves(review=review):
        assert (half.lead, half.is_checked) == (LIFTS, False)


def test_the_second_half_gets_a_key_of_its_own_and_stands_behind_the_first():
    review = split(fresh(), 2, SECOND, TEXT, by=BY)
    assert [item.key for item in review.items_of(1)] == [2, 6, 3]
    assert [find(review, key).revision for key in (2, 6)] == [2, 1]


def test_titles_say_what_is_in_each_half():
    first, second = halves()
    assert (first.title, second.title) == ("守好校园食堂", "9月底前开展回头看检查30家")


def test_a_title_of_the_whole_text_is_not_kept_for_its_first_half():
    long = corrections.correct(fresh(), 2, Correction(title=TEXT[2 : THIRD + 20]), by=BY)
    assert halves(review=long)[0].title == "6月底前守好校园食堂检查120家"


START, END = TEXT.index("1.6月"), TEXT.index("2.更新")


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (0, "draft.split-outside"),
        (START, "draft.split-outside"),
        (END, "draft.split-outside"),
        (10**6, "draft.split-outside"),
        (-5, "draft.split-outside"),
        (TEXT.index("120家") + 2, "draft.split-within"),
        (TEXT.index("9月底前") + 1, "draft.split-within"),
    ],
)
def test_an_item_is_cut_inside_and_through_no_figure_or_date(at, code):
    with pytest.raises(RuleBroken) as refused:
        split(fresh(), 2, at, TEXT, by=BY)
    assert refused.value.code == code


def test_the_words_that_were_nearly_cut_are_named():
    with pytest.raises(RuleBroken) as refused:
        split(fresh(), 2, TEXT.index("120家") + 1, TEXT, by=BY)
    assert refused.value.parameters == {"words": "120家"}


def test_an_item_falls_apart_by_its_measures():
    review = split_by_measures(fresh(), 2, TEXT, by=BY)
    assert [item.content for item in review.items_of(1)][:3] == [
        "6月底前守好校园食堂检查120家。",
        "9月底前开展回头看检查30家。",
        "总结经验。",
    ]


def test_an_item_of_one_measure_does_not_fall_apart():
    assert cuts(find(fresh(), 3)) == ()
    with pytest.raises(RuleBroken) as refused:
        split_by_measures(fresh(), 3, TEXT, by=BY)
    assert refused.value.code == "draft.nothing-to-split"


def test_a_doubt_about_the_cut_is_settled_by_it_and_others_stay():
    odd, long = Doubt("target.in-characters", "120家"), Doubt("task.very-long")
    review = doubtful(long, odd)
    target = replace(find(review, 2).targets[0], doubts=(odd,))
    item = replace(find(review, 2), targets=(target, *find(review, 2).targets[1:]))
    review = corrections.put(review, item, by=BY)
    first, second = halves(review=review)
    assert (first.doubts, second.doubts) == ((odd,), ())


def test_nobody_leads_either_half_of_what_nobody_leads():
    nobody = Doubt("task.no-unit")
    item = replace(find(fresh(), 2), lead="", doubts=(nobody,))
    for half in halves(review=corrections.put(fresh(), item, by=BY)):
        assert half.doubts == (nobody,)


@pytest.mark.parametrize("at", [SECOND, THIRD])
def test_split_and_merged_is_what_it_was(at):
    before = find(fresh(), 2)
    review = merge(split(fresh(), 2, at, TEXT, by=BY), [2, 6], by=BY)
    after = find(review, 2)
    for name in ("span", "targets", "deadlines", "measures", "due_on", "title", "lead"):
        assert getattr(after, name) == getattr(before, name), name
    assert after.content.replace("\n", "") == before.content
    assert len(review.items) == 3


def test_the_first_lead_that_is_known_leads_what_was_merged():
    nobody = replace(find(fresh(), 2), lead="", doubts=(Doubt("task.no-unit"),))
    review = merge(corrections.put(fresh(), nobody, by=BY), [3, 2], by=BY)
    assert (find(review, 2).lead, find(review, 2).doubts) == (FOOD, ())


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ([2], "draft.merge-one"),
        ([], "draft.merge-one"),
        ([3, 5], "draft.merge-apart"),  # of two strategies
        ([2, 5], "draft.merge-apart"),
    ],
)
def test_neighbours_of_one_strategy_are_merged(keys, code):
    with pytest.raises(RuleBroken) as refused:
        merge(fresh(), keys, by=BY)
    assert refused.value.code == code


def test_an_item_between_two_keeps_them_apart():
    review = corrections.move(fresh(), [5], 1, by=BY)
    with pytest.raises(RuleBroken) as refused:
        merge(review, [2, 5], by=BY)
    assert refused.value.code == "draft.merge-apart"
    dropped = corrections.drop(review, [3], by=BY)
    with pytest.raises(RuleBroken) as refused:
        merge(dropped, [2, 5], by=BY)
    assert (refused.value.code, refused.value.parameters) == (
        "draft.merge-over-dropped",
        {"title": "更新老旧电梯"},
    )


def test_a_measure_becomes_a_sub_task_and_a_measure_again():
    review = make_sub_task(fresh(), 2, 1, TEXT, by=BY)
    item = find(review, 2)
    assert [sub.title for sub in item.sub_tasks] == ["9月底前开展回头看检查30家"]
    assert len(item.measures) == 2
    back = find(undo_sub_task(review, 2, 0, by=BY), 2)
    assert replace(back, revision=1, by="") == find(fresh(), 2)


def test_sub_tasks_stand_in_the_order_of_the_text():
    review = make_sub_task(make_sub_task(fresh(), 2, 2, TEXT, by=BY), 2, 0, TEXT, by=BY)
    assert [sub.title for sub in find(review, 2).sub_tasks] == [
        "6月底前守好校园食堂检查120家",
        "总结经验",
    ]


@pytest.mark.parametrize("place", [-1, 3])
def test_a_measure_that_is_not_there_is_not_found(place):
    with pytest.raises(NotFound):
        make_sub_task(fresh(), 2, place, TEXT, by=BY)
    with pytest.raises(NotFound):
        undo_sub_task(fresh(), 2, place, by=BY)


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ("开展检查，做好登记。", "开展检查"),
        ("。；开展检查；登记", "开展检查"),
        ("开展检查", "开展检查"),
        ("", ""),
        ("长" * 300, "长" * 200),
    ],
)
def test_a_piece_of_text_is_titled_by_its_first_clause(content, title):
    assert first_clause(content) == title


clauses = st.builds(
    Clause,
    st.text("检查登记培训宣传，、 ", min_size=1, max_size=8).map(lambda words: f"做{words}好"),
    st.none() | st.integers(1, 500),
    st.none() | st.integers(1, 12),
)
tasks = st.lists(st.lists(clauses, min_size=1, max_size=4), min_size=1, max_size=4)
plans = st.lists(tasks, min_size=1, max_size=3).map(lambda parts: drafted(*parts))
# Each is done to one of the items, given by its key, with a number as its place.
ACTS = {
    "split": lambda r, key, n, text: split(r, key, find(r, key).span.start + n, text, by=BY),
    "fall": lambda r, key, n, text: split_by_measures(r, key, text, by=BY),
    "merge": lambda r, key, n, text: merge(r, [key, near(r, key)], by=BY),
    "sub-task": lambda r, key, n, text: make_sub_task(r, key, n % 4, text, by=BY),
    "no sub-task": lambda r, key, n, text: undo_sub_task(r, key, n % 4, by=BY),
    "drop": lambda r, key, n, text: corrections.drop(r, [key], by=BY),
    "restore": lambda r, key, n, text: corrections.restore(r, [key, near(r, key)], by=BY),
    "move": lambda r, key, n, text: corrections.move(r, [key], home(r, n), by=BY),
    "no target": lambda r, key, n, text: corrections.drop_target(r, key, n % 3, by=BY),
    "target": lambda r, key, n, text: corrections.restore_target(r, key, n % 3, by=BY),
    "due": lambda r, key, n, text: corrections.set_due(r, [key], date(2026, 6, 1 + n % 30), by=BY),
}
acts = st.lists(
    st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 40), st.integers(0, 90)), max_size=12
)


def near(review: Review, key: int) -> int:
    keys = [item.key for item in review.items]
    return keys[(keys.index(key) + 1) % len(keys)]


def home(review: Review, number: int) -> int:
    return review.strategies[number % len(review.strategies)].key


def after(review: Review, text: str, steps: list[tuple[str, int, int]]) -> Review:
    for act, one, place in steps:
        key = review.items[one % len(review.items)].key
        try:
            review = ACTS[act](review, key, place, text)
        except (RuleBroken, NotFound):  # refused, so nothing has changed
            continue
    return review


@given(plans, acts)
def test_whatever_is_done_items_stay_in_the_plan_and_apart(draft, steps):
    review = after(begin(draft, NAMES), draft.text, steps)
    spans = sorted((item.span for item in review.items), key=lambda span: span.start)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(
        review.plan_span.start <= span.start < span.end <= review.plan_span.end for span in spans
    )


@given(plans, acts)
def test_whatever_is_done_keys_are_unique_and_every_item_has_its_strategy(draft, steps):
    review = after(begin(draft, NAMES), draft.text, steps)
    keys = [each.key for each in (*review.strategies, *review.items)]
    assert len(keys) == len(set(keys))
    assert max(keys) < review.next_key
    homes = {strategy.key for strategy in review.strategies}
    assert {item.strategy for item in review.items} <= homes


@given(plans, acts)
def test_whatever_is_done_no_figure_date_measure_or_word_is_lost(draft, steps):
    review = after(begin(draft, NAMES), draft.text, steps)
    figures = [t.span for item in review.items for t in (*item.targets, *item.dropped_targets)]
    assert sorted(figures, key=by_start) == [t.span for task in draft.tasks for t in task.targets]
    dates = [deadline.span for item in review.items for deadline in item.deadlines]
    assert sorted(dates, key=by_start) == [d.span for task in draft.tasks for d in task.deadlines]
    covered = "".join(
        bare(item.content) for item in sorted(review.items, key=lambda i: i.span.start)
    )
    assert covered == "".join(bare(task.content) for task in draft.tasks)


@given(plans, acts)
def test_whatever_is_done_the_parts_of_an_item_stand_in_it(draft, steps):
    review = after(begin(draft, NAMES), draft.text, steps)
    for item in review.items:
        parts = (*item.targets, *item.dropped_targets, *item.deadlines)
        for part in (*parts, *item.measures, *item.sub_tasks):
            assert item.span.start <= part.span.start < part.span.end <= item.span.end


def by_start(span) -> int:
    return span.start


def bare(content: str) -> str:
    return "".join(content.split())
