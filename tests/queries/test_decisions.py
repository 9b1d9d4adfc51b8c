"""办理结果: who asked learns what was decided, once, and nobody else does."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.make import make_task, make_update
from tests.people import EVERYBODY
from tracker.domain.deadline_extensions import ExtensionRequest
from tracker.domain.task_events import EventKind
from tracker.queries.decisions import list_decisions
from tracker.queries.inbox import count_inbox, get_inbox
from tracker.services import deadline_extensions, decisions, instructions, lifecycle, verification

LATER = date(2027, 1, 31)


@pytest.fixture
def task(people):
    """Of unit A, at 100 percent."""
    task = make_task(lead=people.unit_a, number="1-01", title="检查食堂")
    make_update(task, author=people.chief_a.user, percent=100)
    return task


class Office:
    """Each request and each answer, by the people of unit A and those above them."""

    def __init__(self, people, clock, task) -> None:
        self.people, self.clock, self.task_id = people, clock, task.id

    def by(self, name):
        self.clock.forward(minutes=1)
        return self.people[name].doing(self.clock.now())

    def ask_extension(self, name="chief_a"):
        wish = ExtensionRequest(LATER, "设备未到", "六成")
        deadline_extensions.ask(self.by(name), task_id=self.task_id, request=wish)

    def ask(self, name="chief_a"):
        verification.ask(self.by(name), task_id=self.task_id, statement="已完成")

    def propose(self):
        lifecycle.propose_withdrawal(self.by("office"), task_id=self.task_id, reason="上级取消")

    def instruct(self):
        return instructions.write(self.by("leader_b"), task_id=self.task_id, text="请抓紧。")

    def deal(self, use_case, name="leader_a", **words):
        use_case(self.by(name), task_id=self.task_id, **words)


@pytest.fixture
def office(people, clock, task):
    return Office(people, clock, task)


def seen_by(people, name) -> list[tuple[EventKind, str, str]]:
    found = list_decisions(people[name].actor, limit=99)
    assert count_inbox(people[name].actor) == get_inbox(people[name].actor).count
    return [(row.step, row.word, row.who) for row in found]


def granted(office):
    office.ask_extension()
    office.deal(deadline_extensions.grant, word="抓紧", to_on=LATER - timedelta(days=1))


def refused(office):
    office.ask_extension()
    office.deal(deadline_extensions.refuse, word="按期办结")


def lapsed(office):
    office.ask_extension()
    office.deal(lifecycle.suspend, "office", reason="等政策")


def accepted(office):
    office.ask()
    office.deal(verification.accept, grade=None)


def confirmed(office):
    office.propose()
    office.deal(lifecycle.confirm_withdrawal, word="同意")


def declined(office):
    office.propose()
    office.deal(lifecycle.decline_withdrawal, word="要办")


def answered(office):
    instruction_id = office.instruct()
    instructions.answer(office.by("chief_a"), instruction_id=instruction_id, answer="已办。")


DECIDED = [
    (granted, "chief_a", (EventKind.EXTENSION_GRANTED, "抓紧", "郑局")),
    (refused, "chief_a", (EventKind.EXTENSION_REFUSED, "按期办结", "郑局")),
    (lapsed, "chief_a", (EventKind.EXTENSION_LAPSED, "", "")),
    (accepted, "chief_a", (EventKind.ACCEPTED, "", "郑局")),
    (confirmed, "office", (EventKind.WITHDRAWAL_CONFIRMED, "同意", "郑局")),
    (declined, "office", (EventKind.WITHDRAWAL_DECLINED, "要办", "郑局")),
    (answered, "leader_b", (EventKind.ANSWERED, "已办。", "周甲")),
]


@pytest.mark.parametrize(("decide", "asker", "expected"), DECIDED)
def test_who_asked_learns_it_until_it_was_seen_and_nobody_else(
    people, clock, office, decide, asker, expected
):
    decide(office)
    assert {name: seen_by(people, name) for name in EVERYBODY} == {
        name: [expected] if name == asker else [] for name in EVERYBODY
    }
    (row,) = list_decisions(people[asker].actor, limit=9)
    assert (row.number, row.title, row.unit) == ("1-01", "检查食堂", people.unit_a.name)
    decisions.mark_seen(people[asker].doing(clock.now()), decisions=[row.decision])
    assert seen_by(people, asker) == []


def test_dates_are_those_that_were_given_or_that_were_asked_for(people, task, office):
    due_on = task.due_on
    refused(office)
    (row,) = list_decisions(people.chief_a.actor, limit=9)
    assert (row.from_on, row.to_on, row.is_wish) == (due_on, LATER, True)
    granted(office)
    (row,) = list_decisions(people.chief_a.actor, limit=9)
    assert (row.from_on, row.to_on, row.is_wish) == (due_on, LATER - timedelta(days=1), False)


def test_what_was_sent_back_stands_with_what_is_to_be_done_again_alone(people, office):
    office.ask()
    office.deal(verification.send_back, reason="缺照片")
    page = get_inbox(people.chief_a.actor)
    assert ([row.reason for row in page.sent_back], page.decisions) == (["缺照片"], [])
    office.ask()
    assert get_inbox(people.chief_a.actor).count == 0


def test_who_was_moved_meanwhile_still_learns_that_it_was_sent_back(people, office, session):
    office.ask()
    people.chief_a.user.unit_id = people.unit_b.id
    session.commit()
    office.deal(verification.send_back, reason="缺照片")
    assert list_decisions(people.chief_a.actor, limit=9) == []  # as long as the unit is theirs
    moved = replace(people.chief_a.actor, unit_id=people.unit_b.id)
    assert [row.step for row in list_decisions(moved, limit=9)] == [EventKind.SENT_BACK]


def test_what_was_taken_back_is_no_decision_and_ends_the_one_before(people, office):
    refused(office)
    office.ask_extension()
    assert seen_by(people, "chief_a") == []
    office.deal(deadline_extensions.take_back, "chief_a")
    assert seen_by(people, "chief_a") == []


def test_the_newest_stands_first(people, clock, office):
    refused(office)
    accepted(office)
    steps = [step for step, *_ in seen_by(people, "chief_a")]
    assert steps == [EventKind.ACCEPTED, EventKind.EXTENSION_REFUSED]
