"""重读: what people worked on is kept, what they have not seen is as it is read now."""

from dataclasses import replace
from datetime import date

import pytest

from tests.drafted import LIFTS, NAMES, PLAN, TEXT, fresh
from tracker.domain.drafts import corrections, splitting
from tracker.domain.drafts.corrections import Correction, Names
from tracker.domain.drafts.draft import Doubt, PlanDraft, StrategyDraft
from tracker.domain.drafts.hints import Hints
from tracker.domain.drafts.rereading import OVERLAPS, Rereading, reread
from tracker.domain.drafts.review import Review, begin
from tracker.domain.values import Period, SourceSpan

BY = "经办人"
LUNCH, ELEVATORS, LAWS = "守好校园食堂", "更新老旧电梯", "宣传新法规"


def new_reading(draft: PlanDraft = PLAN, **changes) -> Review:
    return replace(begin(draft, NAMES), **changes)


def part(first: str, last: str = "") -> SourceSpan:
    """From the line with the first words to the line with the last."""
    begins = TEXT.rindex("\n", 0, TEXT.index(first)) + 1
    return SourceSpan(begins, TEXT.index("\n", TEXT.index(last or first)))


def within(span: SourceSpan) -> PlanDraft:
    """The plan read again, with those of its tasks that stand in the span."""
    strategies = [
        replace(
            each,
            tasks=tuple(t for t in each.tasks if span.start <= t.span.start < span.end),
        )
        for each in PLAN.strategies
    ]
    return replace(
        PLAN, plan_span=span, strategies=tuple(each for each in strategies if each.tasks)
    )


def joined_up() -> PlanDraft:
    """Read more coarsely: the first two tasks are one."""
    first, second = PLAN.strategies[0].tasks
    whole = replace(
        first,
        span=SourceSpan(first.span.start, second.span.end),
        content=first.content + second.content,
        targets=(*first.targets, *second.targets),
    )
    return replace(
        PLAN,
        strategies=(replace(PLAN.strategies[0], tasks=(whole,)), *PLAN.strategies[1:]),
    )


def titles(review: Review) -> list[str]:
    return [item.title for item in review.kept]


def checked(review: Review, *keys: int) -> Review:
    return corrections.check(review, keys, by=BY)


def figures(done: Rereading) -> tuple[int, int, int, int]:
    return len(done.before.kept), len(done.after.kept), len(done.kept), len(done.outside)


def test_a_draft_that_nobody_touched_is_as_it_is_read_now():
    done = reread(fresh(), new_reading(within(part(ELEVATORS, LAWS))))
    assert titles(done.after) == [ELEVATORS, LAWS]
    assert figures(done) == (3, 2, 0, 0)


def test_the_same_reading_changes_nothing_and_keeps_every_key():
    before = checked(fresh(), 3)
    after = reread(before, new_reading()).after
    assert after.items == before.items
    assert after.strategies == before.strategies


def renamed(review: Review, key: int) -> Review:
    return corrections.correct(review, key, Correction(title="检查食堂"), by=BY)


WORK = [
    (renamed, 2, ["检查食堂", ELEVATORS, LAWS]),
    (checked, 3, [LUNCH, ELEVATORS, LAWS]),
    (lambda r, key: corrections.set_lead(r, [key], LIFTS, by=BY), 2, [LUNCH, ELEVATORS, LAWS]),
    (lambda r, key: corrections.drop(r, [key], by=BY), 3, [LUNCH, LAWS]),
    (lambda r, key: corrections.drop_target(r, key, 0, by=BY), 2, [LUNCH, ELEVATORS, LAWS]),
    (
        lambda r, key: splitting.split_by_measures(r, key, TEXT, by=BY),
        2,
        [LUNCH, "9月底前开展回头看检查30家", "总结经验", ELEVATORS, LAWS],
    ),
    (lambda r, key: splitting.merge(r, [key, 3], by=BY), 2, [LUNCH, LAWS]),
    (lambda r, key: splitting.make_sub_task(r, key, 1, TEXT, by=BY), 2, [LUNCH, ELEVATORS, LAWS]),
]


@pytest.mark.parametrize(("work", "key", "wanted"), WORK)
def test_whatever_was_done_to_a_task_is_kept(work, key: int, wanted: list[str]):
    before = work(fresh(), key)
    done = reread(before, new_reading())
    assert titles(done.after) == wanted
    worked_on = [item for item in before.items if item.by]
    assert worked_on
    assert [item for item in done.after.items if item.by] == worked_on


def test_a_task_moved_to_another_strategy_stays_there_at_its_end():
    before = corrections.move(fresh(), [2], 4, by=BY)
    after = reread(before, new_reading()).after
    assert [item.title for item in after.items_of(4)] == [LAWS, LUNCH]


def test_a_task_goes_to_the_strategy_that_now_holds_its_words():
    before = checked(fresh(), 3)
    first, second = PLAN.strategies[0].tasks
    own = StrategyDraft(second.span, "2", "电梯", (second,))
    head = replace(PLAN.strategies[0], tasks=(first,))
    done = reread(before, new_reading(replace(PLAN, strategies=(head, own, PLAN.strategies[1]))))
    assert [
        (each.title, [item.title for item in done.after.items_of(each.key)])
        for each in done.after.strategies
    ] == [("板块1", [LUNCH]), ("电梯", [ELEVATORS]), ("板块2", [LAWS])]


def test_a_coarser_reading_does_not_join_what_somebody_worked_on():
    done = reread(checked(fresh(), 3), new_reading(joined_up()))
    assert titles(done.after) == [LUNCH, ELEVATORS, LAWS]
    assert [item.is_checked for item in done.after.kept] == [False, True, False]


def test_a_coarser_reading_joins_what_nobody_has_seen():
    done = reread(checked(fresh(), 5), new_reading(joined_up()))
    assert done.after.kept[0].span == joined_up().tasks[0].span
    assert figures(done) == (3, 2, 1, 0)


def test_a_finer_reading_does_not_cut_what_somebody_worked_on():
    before = begin(joined_up(), NAMES)
    done = reread(checked(before, 2), new_reading())
    assert [item.span for item in done.after.kept] == [item.span for item in before.kept]


def test_words_that_were_in_no_task_before_come_in_with_a_doubt():
    """The new task is wider than the one that was corrected: neither may be lost."""
    second = PLAN.strategies[0].tasks[1]
    old = replace(PLAN, strategies=(replace(PLAN.strategies[0], tasks=(second,)),))
    done = reread(checked(begin(old, NAMES), 2), new_reading(joined_up()))
    assert titles(done.after)[:2] == [LUNCH, ELEVATORS]
    assert done.after.items[0].doubts == (Doubt(OVERLAPS, ELEVATORS),)


def test_what_is_outside_now_is_named_and_goes_unless_it_is_to_stay():
    before = checked(fresh(), 2, 5)
    narrow = new_reading(within(part(ELEVATORS)))
    gone = reread(before, narrow)
    assert [item.title for item in gone.outside] == [LUNCH, LAWS]
    assert titles(gone.after) == [ELEVATORS]
    assert gone.kept == ()
    done = reread(before, narrow, stay=[5])
    assert [item.title for item in done.outside] == [LUNCH, LAWS]
    assert titles(done.after) == [ELEVATORS, LAWS]
    assert figures(done) == (3, 2, 1, 2)


def test_a_task_that_reaches_out_of_the_part_is_outside():
    before = splitting.merge(fresh(), [2, 3], by=BY)
    done = reread(before, new_reading(within(part(LUNCH))))
    assert [item.title for item in done.outside] == [LUNCH]
    assert titles(done.after) == [LUNCH]
    assert done.after.kept[0].by == ""


def test_what_was_dropped_does_not_come_back_and_is_not_named_when_it_is_outside():
    before = corrections.drop(fresh(), [3], by=BY)
    assert titles(reread(before, new_reading()).after) == [LUNCH, LAWS]
    assert reread(before, new_reading(within(part(LUNCH)))).outside == ()


def test_keys_are_never_used_again():
    before = fresh()
    after = reread(before, new_reading(joined_up())).after
    keys = [each.key for each in (*after.items, *after.strategies)]
    assert len(set(keys)) == len(keys)
    unlike = [item.key for item in after.items if item not in before.items]
    assert min(unlike) >= before.next_key
    assert after.next_key > max(keys)


def test_names_that_people_gave_stay():
    before = corrections.rename_strategy(fresh(), 4, "法治宣传", was="板块2")
    other = new_reading(replace(PLAN, title="另一个题目"))
    assert [each.title for each in reread(before, other).after.strategies] == [
        "板块1",
        "法治宣传",
    ]
    assert reread(before, other).after.title == "另一个题目"
    read_names = Names(before.title, before.organisation)
    named = corrections.rename(before, Names("我们的要点", "本局"), was=read_names)
    after = reread(named, other).after
    assert (after.title, after.organisation) == ("我们的要点", "本局")
    assert reread(after, other).after.title == "我们的要点"


NEXT_YEAR = Period(date(2027, 1, 1), date(2027, 12, 31))


def test_another_year_moves_the_dates_of_what_was_kept():
    before = corrections.set_due(checked(fresh(), 2, 3), [5], date(2026, 11, 15), by=BY)
    done = reread(before, new_reading(replace(PLAN, year=2027, period=NEXT_YEAR)))
    assert [item.due_on for item in done.after.kept] == [
        date(2027, 9, 28),
        date(2027, 12, 31),
        date(2027, 11, 15),
    ]
    assert {item.starts_on for item in done.after.kept} == {date(2027, 1, 1)}
    assert all(item.is_checked for item in done.after.kept)
    assert [target.due_on.year for item in done.after.kept for target in item.targets] == [2027] * 3
    assert all(
        new.revision > old.revision for old, new in zip(before.kept, done.after.kept, strict=True)
    )


def test_hints_add_up_and_a_part_is_told_as_a_whole():
    told = Hints(year=2026, begins=3, ends=9).joined(Hints(level="han"))
    assert told == Hints(2026, 3, 9, "han")
    assert told.joined(Hints(begins=5)) == Hints(2026, 5, None, "han")
    assert told.joined(Hints(year=2027)) == Hints(2027, 3, 9, "han")
