"""Mail is a row first, once per key, and is gone when its cause is taken back."""

import pytest
import sqlalchemy as sa

from tests.clocks import MONDAY_MORNING
from tests.make import make_doing
from tracker.domain.values import MailKind, MailState
from tracker.models import OutboxEmail
from tracker.transaction import post
from tracker.transaction.post import Letter
from tracker.transaction.unit_of_work import unit_of_work


def queue(key="digest:7:2026-11-23"):
    with unit_of_work() as session:
        parameters = {"on": "2026-11-23"}
        letter = Letter(MailKind.TEST, "someone@example.invalid", key, parameters=parameters)
        return post.queue(session, make_doing(now=MONDAY_MORNING), letter)


def test_a_queued_mail_is_due_at_once_and_carries_what_its_text_is_built_from(session):
    mail = session.get_one(OutboxEmail, queue())
    assert (mail.state, mail.tries, mail.next_try_at) == (MailState.QUEUED, 0, MONDAY_MORNING)
    assert mail.parameters == {"on": "2026-11-23"}


def test_a_key_is_queued_once(session):
    assert queue() is not None
    assert queue() is None
    assert queue("digest:8:2026-11-23") is not None


def test_every_mail_has_a_message_id_of_its_own_fit_for_a_header(session):
    for number in range(3):
        queue(f"digest:{number}:科")
    ids = session.scalars(sa.select(OutboxEmail.message_id)).all()
    assert len(set(ids)) == 3
    assert all(part.isascii() and part.replace(".", "").isalnum() for part in ids)


def test_a_use_case_that_fails_leaves_no_mail(session):
    def fail():
        with unit_of_work() as inside:
            letter = Letter(MailKind.TEST, "someone@example.invalid", "key")
            post.queue(inside, make_doing(now=MONDAY_MORNING), letter)
            raise ValueError("the rule said no")

    with pytest.raises(ValueError, match="said no"):
        fail()
    assert session.scalars(sa.select(OutboxEmail)).all() == []
