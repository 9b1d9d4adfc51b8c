"""What happened to a task, and the sentence it came from."""

from datetime import date, datetime, timedelta

import pytest

from tests.make import (
    make_document,
    make_doing,
    make_plan,
    make_reminder,
    make_strategy,
    make_target,
    make_task,
    make_update,
)
from tracker.domain.lights import LightPolicy
from tracker.domain.progress import ProgressReport
from tracker.domain.task_events import EventKind
from tracker.domain.terms.tasks import NewTask
from tracker.domain.values import Grade, TaskState
from tracker.queries.task_history import find_last_update, get_history
from tracker.queries.task_source import Piece
from tracker.queries.tasks import get_task
from tracker.services import lifecycle, progress, tasks, verification

TEXT = "一、做好工作。1.检查食堂120家，整改率95%以上。2.其他。"
START, END = TEXT.index("1."), TEXT.index("2.")


def history(task, clock):
    return get_history(get_task(task.id, on=clock.today(), policy=LightPolicy()))


def of_document(people, text=TEXT, **changes):
    plan = make_plan(document_id=make_document(people.office.user, text=text).id)
    return make_task(make_strategy(plan), lead=people.unit_a, **changes)


def target_at(task, words: str):
    start = TEXT.index(words)
    return make_target(task, source_start=start, source_end=start + len(words))


def test_all_that_happened_stands_newest_first(people, clock):
    chief = people.chief_a.user
    task = make_task(lead=people.unit_a, supports=[people.unit_b])
    for days, author, percent in ((30, chief, 50), (20, people.chief_b.user, None), (9, chief, 60)):
        make_update(task, author=author, percent=percent, at=clock.now() - timedelta(days=days))
    make_reminder(chief, task, times=2, written_at=clock.now() - timedelta(days=3))
    found = history(task, clock)
    assert [event.kind for event in found.events] == [
        EventKind.REMINDER,
        EventKind.UPDATE,
        EventKind.SUPPLEMENT,
        EventKind.UPDATE,
        EventKind.ISSUED,
    ]
    assert [update.percent for update in found.updates] == [60, None, 50]
    assert [event.who for event in found.events] == ["周甲", "周甲", "王乙", "周甲", ""]


def test_a_verification_is_two_steps_with_its_words(people, clock):
    task = make_task(lead=people.unit_a, state=TaskState.IN_PROGRESS)
    verification.ask(people.chief_a.doing(clock.now()), task_id=task.id, statement="已完成。")
    kinds = [event.kind for event in history(task, clock).events]
    assert kinds == [EventKind.ASKED, EventKind.ISSUED]
    verification.accept(
        people.office.doing(clock.now() + timedelta(hours=1)),
        task_id=task.id,
        grade=Grade.GOOD,
    )
    accepted, asked, _ = history(task, clock).events
    assert (accepted.kind, accepted.who) == (EventKind.ACCEPTED, "秦督办")
    assert (asked.kind, asked.who) == (EventKind.ASKED, "周甲")
    assert (asked.text, accepted.grade) == ("已完成。", Grade.GOOD)


def test_the_sentence_is_cut_where_figures_begin_and_end(people, clock):
    task = of_document(people, source_start=START, source_end=END)
    for words in ("95%以上", "120家"):
        target_at(task, words)
    row = get_task(task.id, on=clock.today(), policy=LightPolicy())
    source = get_history(row).source
    assert source is not None
    assert source.pieces(row.targets) == [
        Piece("1.检查食堂", is_marked=False),
        Piece("120家", is_marked=True),
        Piece("，整改率", is_marked=False),
        Piece("95%以上", is_marked=True),
        Piece("。", is_marked=False),
    ]


@pytest.mark.parametrize(
    "spans", [[(None, None)], [(0, 4)], [(START, END + 3)], [(START + 2, START + 2)]]
)
def test_a_figure_from_elsewhere_marks_nothing(people, clock, spans):
    task = of_document(people, source_start=START, source_end=END)
    for start, end in spans:
        make_target(task, source_start=start, source_end=end)
    row = get_task(task.id, on=clock.today(), policy=LightPolicy())
    source = get_history(row).source
    assert source is not None
    assert source.pieces(row.targets) == [Piece(TEXT[START:END], is_marked=False)]


def test_two_figures_in_one_place_keep_every_letter_once(people, clock):
    task = of_document(people, source_start=START, source_end=END)
    for words in ("检查食堂120家", "120家", "食堂120家，整改"):
        target_at(task, words)
    row = get_task(task.id, on=clock.today(), policy=LightPolicy())
    source = get_history(row).source
    assert source is not None
    assert "".join(piece.text for piece in source.pieces(row.targets)) == TEXT[START:END]


@pytest.mark.parametrize("before", [0, 1, 59, 60, 61, 5000])
def test_only_a_little_of_the_plan_is_read_around_the_sentence(people, clock, before):
    text = "前" * before + "本句。" + "后" * 5000
    task = of_document(people, text, source_start=before, source_end=before + 3)
    source = history(task, clock).source
    assert source is not None
    near = min(before, 60)
    assert source.text == "前" * near + "本句。" + "后" * 60
    assert source.start == before - near
    assert source.pieces([]) == [Piece("本句。", is_marked=False)]


def test_a_task_without_a_span_has_no_source(people, clock):
    assert history(of_document(people), clock).source is None


def test_the_last_words_are_the_lead_units(people, clock):
    task = make_task(lead=people.unit_a, supports=[people.unit_b])
    assert find_last_update(task.id) is None
    make_update(task, author=people.chief_a.user, percent=50, narrative="牵头的话。")
    make_update(task, author=people.chief_b.user, narrative="配合的话。")
    last = find_last_update(task.id)
    assert last is not None
    assert (last.narrative, last.author, last.unit) == ("牵头的话。", "周甲", people.unit_a.name)


def test_a_report_on_a_task_whose_parts_are_silent_is_one_of_the_lead_unit(people, clock):
    """It has no percent, as little as what a supporting unit adds."""
    whole = make_task(lead=people.unit_a, supports=[people.unit_b])
    make_task(lead=people.unit_b, parent=whole)
    said, now = ProgressReport(narrative="已部署。"), clock.now()
    seen = {"task_id": whole.id, "version": whole.version}
    actor = people.chief_a.actor
    progress.report(make_doing(actor, now), **seen, report=said)
    clock.forward(minutes=1)
    progress.supplement(people.chief_b.doing(clock.now()), task_id=whole.id, report=said)
    kinds = [event.kind for event in history(whole, clock).events]
    assert kinds[:2] == [EventKind.SUPPLEMENT, EventKind.UPDATE]


def test_a_part_tells_that_it_was_withdrawn_with_its_whole(people, clock):
    whole = make_task(lead=people.unit_a)
    part = make_task(lead=people.unit_b, parent=whole)
    office, leader, now = people.office.actor, people.leader_a.actor, clock.now()
    lifecycle.propose_withdrawal(make_doing(office, now), task_id=whole.id, reason="上级取消。")
    lifecycle.confirm_withdrawal(make_doing(leader, now), task_id=whole.id)
    gone = history(part, clock).events[0]
    assert (gone.kind, gone.who) == (EventKind.WITHDRAWAL_CONFIRMED, people.leader_a.name)
    assert gone.text == "上级取消。"


def test_a_task_that_got_the_number_of_a_discarded_draft_does_not_tell_its_life(people, clock):
    strategy, office = make_strategy(), people.office.actor
    dates = {"starts_on": date(2026, 1, 1), "due_on": date(2026, 12, 31)}
    new = NewTask("新任务", "办理。", people.unit_a.id, **dates)
    for _ in range(2):
        task_id = tasks.add(make_doing(office, clock.now()), strategy_id=strategy.id, task=new)
        task = get_task(task_id, on=clock.today(), policy=LightPolicy())
        assert [event.kind for event in get_history(task).events] == [EventKind.ADDED]
        tasks.discard(make_doing(office, clock.forward(minutes=1)), task_id=task_id)


def test_a_day_on_which_several_things_happened_is_told_by_the_hour(people, clock):
    """Of Shanghai: 23:30 and 00:30 there are two days, although one in UTC."""
    chief, task = people.chief_a.user, make_task(lead=people.unit_a)
    for at in ("2026-11-03T09:00", "2026-11-03T23:30", "2026-11-04T00:30"):
        make_update(task, author=chief, at=datetime.fromisoformat(f"{at}+08:00"))
    found = history(task, clock)
    assert found.busy_days == {date(2026, 11, 3)}
    assert [event.day for event in found.events[:2]] == [date(2026, 11, 4), date(2026, 11, 3)]
