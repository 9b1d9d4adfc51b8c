"""办理经过: whatever was done to a task stands in its time line, with who, when and the words."""

from datetime import date, timedelta
from io import BytesIO

import pytest

from tests.make import POLICY, make_doing, make_plan, make_strategy, make_task, make_user
from tests.parsing.readers import pdffile
from tracker.domain.breakdown import MilestoneTerms, SubTaskTerms
from tracker.domain.deadline_extensions import ExtensionRequest
from tracker.domain.evidence import Upload
from tracker.domain.progress import ProgressReport
from tracker.domain.task_events import EventKind
from tracker.domain.terms.tasks import TaskEdit
from tracker.domain.values import Actor, ReportEvery, Role, TaskState
from tracker.models import WorkPlan
from tracker.queries.task_history import get_history
from tracker.queries.tasks import get_task
from tracker.services import (
    breakdown,
    deadline_extensions,
    evidence,
    instructions,
    lifecycle,
    plans,
    progress,
    tasks,
    verification,
)

DUE = date(2026, 12, 20)


class Life:
    """A task and what is done to it, an hour apart."""

    def __init__(self, people, clock) -> None:
        self.people, self.clock = people, clock
        self.task = make_task(make_strategy(make_plan()), lead=people.unit_a, due_on=DUE)

    def on(self, act, person, **given):
        self.clock.forward(hours=1)
        actor = self.people[person].actor if isinstance(person, str) else person
        return act(make_doing(actor, self.clock.now()), **given)

    def to(self, act, person, **given):
        return self.on(act, person, task_id=self.task.id, **given)

    def row(self):
        return get_task(self.task.id, on=self.clock.today(), policy=POLICY)

    def history(self):
        return get_history(self.row())

    def newest(self):
        return self.history().events[0]


@pytest.fixture
def life(people, clock) -> Life:
    return Life(people, clock)


def ask_extension(life, to_on=date(2027, 1, 20)) -> None:
    request = ExtensionRequest(to_on, "设备未到", "已完成六成")
    life.to(deadline_extensions.ask, "chief_a", request=request)


def test_an_extension_is_two_steps_with_dates_reason_and_word(life):
    ask_extension(life)
    event = life.newest()
    assert (event.kind, event.who) == (EventKind.EXTENSION_ASKED, "周甲")
    assert (event.from_on, event.to_on) == (DUE, date(2027, 1, 20))
    assert (event.text, event.note) == ("设备未到", "已完成六成")
    assert life.history().open_extension == event
    life.to(deadline_extensions.grant, "leader_a", to_on=date(2027, 1, 10), word="从速")
    event = life.newest()
    assert (event.kind, event.who, event.text) == (EventKind.EXTENSION_GRANTED, "郑局", "从速")
    assert (event.from_on, event.to_on) == (DUE, date(2027, 1, 10))
    assert (life.history().open_extension, life.history().granted_extensions) == (None, 1)


def test_a_refusal_and_a_request_that_lapsed_stay_on_record(life):
    ask_extension(life)
    life.to(deadline_extensions.refuse, "office", word="按期办结")
    assert (life.newest().kind, life.newest().text) == (EventKind.EXTENSION_REFUSED, "按期办结")
    ask_extension(life)
    life.to(lifecycle.suspend, "office", reason="上级调整")
    kinds = [event.kind for event in life.history().events[:2]]
    assert set(kinds) == {EventKind.SUSPENDED, EventKind.EXTENSION_LAPSED}
    assert (life.history().open_extension, life.history().granted_extensions) == (None, 0)


def test_an_instruction_is_open_until_it_is_answered_and_is_a_detail(life):
    number = life.to(instructions.write, "leader_a", text="月底前进场。")
    assert [event.ref for event in life.history().open_instructions] == [number]
    life.on(instructions.acknowledge, "chief_a", instruction_id=number)
    assert life.history().unread_instructions == []
    assert len(life.history().open_instructions) == 1
    life.on(instructions.answer, "chief_a2", instruction_id=number, answer="已进场。")
    answered, read, written, *_ = life.history().events
    assert [(e.kind, e.who, e.text) for e in (written, read, answered)] == [
        (EventKind.INSTRUCTED, "郑局", "月底前进场。"),
        (EventKind.ACKNOWLEDGED, "周甲", ""),
        (EventKind.ANSWERED, "吴甲", "已进场。"),
    ]
    assert all(event.is_detail for event in (written, read, answered))
    assert life.history().open_instructions == []


def test_stopping_and_going_on_name_both_reasons_and_the_new_date(life):
    life.to(lifecycle.suspend, "office", reason="上级调整")
    life.to(lifecycle.resume, "office", reason="已明确", due_on=date(2027, 1, 31))
    resumed, suspended, *_ = life.history().events
    assert (suspended.kind, suspended.text) == (EventKind.SUSPENDED, "上级调整")
    assert (resumed.kind, resumed.text, resumed.from_on, resumed.to_on) == (
        EventKind.RESUMED,
        "已明确",
        DUE,
        date(2027, 1, 31),
    )


def test_a_withdrawal_names_both_people(life):
    life.to(lifecycle.propose_withdrawal, "office", reason="上级取消")
    assert life.history().open_withdrawal == life.newest()
    life.to(lifecycle.decline_withdrawal, "leader_a", word="还要办")
    assert life.history().open_withdrawal is None
    life.to(lifecycle.propose_withdrawal, "office", reason="上级已发文")
    life.to(lifecycle.confirm_withdrawal, "leader_a", word="同意")
    assert [(e.kind, e.who, e.text) for e in life.history().events[:4]] == [
        (EventKind.WITHDRAWAL_CONFIRMED, "郑局", "同意"),
        (EventKind.WITHDRAWAL_PROPOSED, "秦督办", "上级已发文"),
        (EventKind.WITHDRAWAL_DECLINED, "郑局", "还要办"),
        (EventKind.WITHDRAWAL_PROPOSED, "秦督办", "上级取消"),
    ]


def report(life, percent=100, files=()) -> None:
    life.to(
        progress.report,
        "chief_a",
        version=life.row().version,
        report=ProgressReport(narrative="已办。", percent=percent, problem="人手不足。"),
        files=files,
    )


def test_a_closed_task_that_is_looked_at_again_shows_all_of_it(life):
    life.to(lifecycle.sign_off, "chief_a")
    report(life)
    life.to(verification.ask, "chief_a", statement="")
    life.to(verification.accept, "office", grade=None)
    life.to(lifecycle.reopen, "leader_a", reason="抽查两处未改", due_on=date(2027, 1, 31))
    events = life.history().events
    assert [event.kind for event in events] == [
        EventKind.REOPENED,
        EventKind.ACCEPTED,
        EventKind.ASKED,
        EventKind.UPDATE,
        EventKind.SIGNED_OFF,
        EventKind.ISSUED,
    ]
    assert (events[0].text, events[0].to_on) == ("抽查两处未改", date(2027, 1, 31))
    assert events[4].who == "周甲"


def test_a_postponed_plan_shows_in_each_task(life, session):
    plan = session.get_one(WorkPlan, life.task.plan_id)
    life.on(
        plans.postpone,
        "office",
        plan_id=plan.id,
        ends_on=plan.ends_on + timedelta(days=31),
        reason="上级统一顺延",
    )
    event = life.newest()
    assert (event.kind, event.text) == (EventKind.POSTPONED, "上级统一顺延")
    assert (event.from_on, event.to_on) == (DUE, DUE + timedelta(days=31))


def test_an_edit_says_what_was_and_what_is(life):
    row = life.row()
    edit = TaskEdit(
        title="抽检夏季食材",
        content=row.content,
        weight=3,
        report_every=ReportEvery.QUARTER,
        starts_on=row.starts_on,
        supporting_unit_ids=frozenset({life.people.unit_b.id}),
    )
    life.to(tasks.edit, "office", version=row.version, edit=edit)
    event = life.newest()
    assert (event.kind, event.who) == (EventKind.EDITED, "秦督办")
    assert [(c.field, c.before, c.after) for c in event.changes] == [
        ("配合单位", "无", "特种设备监察科"),
        ("名称", "任务1", "抽检夏季食材"),
        ("权重", "1", "3"),
        ("汇报频次", "每月", "每季度"),
    ]


def test_another_unit_and_its_signature_show_and_the_first_signature_stays(life):
    life.to(lifecycle.sign_off, "chief_a")
    life.to(
        tasks.reassign,
        "office",
        version=life.row().version,
        lead_unit_id=life.people.unit_b.id,
        reason="职责调整",
    )
    life.to(lifecycle.sign_off, "chief_b")
    second, moved, first, _ = life.history().events
    assert (first.kind, first.who, second.kind, second.who) == (
        EventKind.SIGNED_OFF,
        "周甲",
        EventKind.SIGNED_OFF,
        "王乙",
    )
    (change,) = moved.changes
    assert (change.field, change.before, change.after) == (
        "牵头单位",
        "食品安全监管科",
        "特种设备监察科",
    )
    assert moved.text == "职责调整"


def test_parts_and_milestones_show_with_their_words_and_on_the_row(life):
    part = SubTaskTerms("摸清底数", life.people.unit_b.id, date(2026, 3, 1), date(2026, 12, 31))
    life.to(breakdown.split, "office", version=life.row().version, parts=[part])
    assert life.newest().changes[0].after == f"{life.task.number}-1 摸清底数"
    terms = [MilestoneTerms(date(2026, 6, 30), "初验", 50)]
    life.to(breakdown.set_milestones, "office", version=life.row().version, milestones=terms)
    assert life.newest().changes[0].after == "2026-06-30 应达 50% 初验"
    row = life.row()
    assert [(m.on, m.text, m.percent) for m in row.milestones] == [(date(2026, 6, 30), "初验", 50)]
    (sub,) = row.sub_tasks
    assert (sub.title, sub.lead_unit, sub.state, sub.is_late, sub.percent) == (
        "摸清底数",
        "特种设备监察科",
        TaskState.ISSUED,
        True,
        None,
    )
    whole = get_task(sub.id, on=life.clock.today(), policy=POLICY).whole
    assert whole is not None
    assert (whole.id, whole.number) == (life.task.id, life.task.number)
    assert row.whole is None


def test_evidence_hangs_on_its_update_in_the_order_in_which_it_came(life):
    files = evidence.store(
        make_doing(now=life.clock.now()),
        uploads=[
            Upload("一.txt", BytesIO(b"1")),
            Upload("二.pdf", BytesIO(pdffile.pdf(pdffile.lines("验收")))),
        ],
    )
    report(life, percent=50)
    report(life, percent=60, files=files)
    newest, first = life.history().updates
    assert [file.name for file in newest.evidence] == ["一.txt", "二.pdf"]
    assert first.evidence == ()
    assert [file.name for _, file in life.history().evidence] == ["一.txt", "二.pdf"]


def test_a_task_issued_by_itself_names_who_issued_it(life, clock):
    life.task = make_task(lead=life.people.unit_a, state=TaskState.DRAFT)
    life.to(lifecycle.issue, "office")
    assert [(e.kind, e.who) for e in life.history().events] == [(EventKind.ISSUED, "秦督办")]


def test_who_asked_is_known_so_that_the_page_offers_them_no_decision(life):
    user = make_user(life.people.unit_a, roles=[Role.CHIEF, Role.PLAN_OFFICE])
    roles = frozenset({Role.CHIEF, Role.PLAN_OFFICE})
    both = Actor(user.id, user.name, roles, life.people.unit_a.id)
    request = ExtensionRequest(date(2027, 1, 20), "设备未到", "六成")
    life.to(deadline_extensions.ask, both, request=request)
    life.to(lifecycle.propose_withdrawal, both, reason="上级取消")
    facts = life.row().facts
    assert (facts.extension_asked_by_id, facts.withdrawal_proposed_by_id) == (user.id, user.id)
