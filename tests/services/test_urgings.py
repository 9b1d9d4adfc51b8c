"""催办: a word on a task, counted, once a day, and one mail for each chief of its lead unit."""

import pytest
import sqlalchemy as sa

from tests.make import make_doing, make_task, make_update, make_user
from tracker.domain.errors import RuleBroken
from tracker.domain.letters import Letterhead
from tracker.domain.values import MailKind, MailState, TaskState
from tracker.models import AuditEntry, OutboxEmail, Task, Urging
from tracker.queries.mine import get_mine
from tracker.services import outbox, urgings

WORD = "请本周内报送进展。"


@pytest.fixture
def task(people):
    return make_task(lead=people.unit_a, state=TaskState.IN_PROGRESS)


def urge(people, clock, task, word=WORD, person="office") -> None:
    urgings.urge(people[person].doing(clock.now()), task_id=task.id, word=word)


def test_it_is_counted_and_written_down_and_makes_no_open_form_stale(people, clock, session, task):
    before = session.get_one(Task, task.id).version
    urge(people, clock, task)
    clock.forward(days=1)
    urge(people, clock, task, person="leader_a")
    rows = session.scalars(sa.select(Urging).order_by(Urging.id)).all()
    assert [(row.times, row.word, row.by_id) for row in rows] == [
        (1, WORD, people.office.id),
        (2, WORD, people.leader_a.id),
    ]
    actions = session.scalars(sa.select(AuditEntry.action)).all()
    assert actions.count("task.urged") == 2
    assert session.get_one(Task, task.id).version == before


def test_once_a_day_is_enough_whoever_it_was(people, clock, session, task):
    urge(people, clock, task)
    with pytest.raises(RuleBroken, match=r"urging\.today"):
        urge(people, clock, task, word="再催一次。", person="leader_a")
    assert session.scalar(sa.select(sa.func.count(Urging.id))) == 1


@pytest.mark.parametrize("word", ["", "  ", "长" * 501])
def test_it_needs_a_word_that_fits_a_mail(people, clock, session, task, word):
    with pytest.raises(RuleBroken) as refused:
        urge(people, clock, task, word=word)
    assert refused.value.field == "word"
    assert session.scalar(sa.select(sa.func.count(OutboxEmail.id))) == 0


def test_each_chief_with_an_address_gets_one_mail(people, clock, session, task):
    make_user(people.unit_a, mail=None)
    urge(people, clock, task)
    mails = session.scalars(sa.select(OutboxEmail)).all()
    assert {mail.recipient_id for mail in mails} == {people.chief_a.id, people.chief_a2.id}
    assert {mail.kind for mail in mails} == {MailKind.URGING}


@pytest.mark.parametrize("is_closed", [False, True])
def test_the_mail_says_the_word_unless_the_task_was_closed_meanwhile(
    people, clock, session, task, sent, is_closed
):
    urge(people, clock, task)
    if is_closed:
        session.execute(sa.update(Task).values(state=TaskState.DONE))
        session.commit()
    letterhead = Letterhead("测试局", "http://plan.example", "tracker@plan.example")
    outbox.deliver(make_doing(letterhead=letterhead), sent, limit=10)
    states = set(session.scalars(sa.select(OutboxEmail.state)))
    assert states == {MailState.DROPPED if is_closed else MailState.SENT}
    if not is_closed:
        (first, *_) = sent.messages
        assert "催办：1 项" in first["Subject"]
        text = first.get_body(("plain",)).get_content()
        assert WORD in text
        assert f"{task.number} {task.title}" in text
        assert "第 1 次催办" in text


def test_it_stands_in_the_list_of_the_unit_until_it_reports(people, clock, task):
    def waiting() -> list[int]:
        rows = get_mine(people.chief_a.doing(clock.now())).rows
        return [row.urging.times for row in rows if row.urging]

    urge(people, clock, task)
    assert waiting() == [1]
    clock.forward(days=1)
    make_update(task, author=people.chief_a.user, percent=60)
    assert waiting() == []
    clock.forward(days=1)
    urge(people, clock, task)
    assert waiting() == [2]
