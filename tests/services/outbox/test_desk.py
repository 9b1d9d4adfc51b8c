"""What an administrator does with the outbox."""

import pytest
import sqlalchemy as sa

from tests.clocks import MONDAY_MORNING
from tests.make import make_doing, make_mail
from tests.services.outbox.server import Server, deliver, mails, queue
from tracker.domain.errors import Forbidden, NotFound
from tracker.domain.values import MailState
from tracker.models import AuditEntry
from tracker.services import outbox
from tracker.services.outbox import Delivered


def test_given_up_mails_can_be_queued_once_more_all_or_one(session):
    make_mail(state=MailState.FAILED, tries=10, address="first@example.invalid")
    second = make_mail(state=MailState.FAILED, tries=1, address="second@example.invalid")
    make_mail(state=MailState.SENT, address="third@example.invalid")

    assert outbox.retry(make_doing(now=MONDAY_MORNING), mail_id=second.id) == 1
    assert outbox.retry(make_doing(now=MONDAY_MORNING)) == 1
    assert outbox.retry(make_doing(now=MONDAY_MORNING)) == 0

    assert (mails()["first"].state, mails()["first"].tries) == (MailState.QUEUED, 0)
    assert deliver(Server()) == Delivered(sent=2)
    actions = session.scalars(sa.select(AuditEntry.action)).all()
    assert actions == ["mail.retried", "mail.retried"]
    with pytest.raises(NotFound) as raised:
        outbox.retry(make_doing(now=MONDAY_MORNING), mail_id=999)
    assert raised.value.code == "mail.no-such"


def test_a_test_mail_goes_alone_before_what_waits(session):
    queue("first")
    mail_id = outbox.queue_test(make_doing(now=MONDAY_MORNING), address="admin@example.invalid")
    server = Server()
    assert deliver(server, limit=1, mail_id=mail_id) == Delivered(sent=1)
    assert server.told == ["admin"]
    assert server.messages[0]["Subject"] == "【工作计划督办】测试邮件"


def test_only_who_manages_people_sends_again(people, session):
    make_mail(state=MailState.FAILED)
    for person in (people.office, people.chief_a, people.leader_a):
        with pytest.raises(Forbidden):
            outbox.retry(person.doing(MONDAY_MORNING))
    assert outbox.retry(people.admin.doing(MONDAY_MORNING)) == 1
