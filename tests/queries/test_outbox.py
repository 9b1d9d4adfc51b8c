"""The outbox as its list shows it."""

from tests.clocks import MONDAY_MORNING
from tests.make import make_mail, make_user
from tracker.domain.values import MailState
from tracker.queries.outbox import count_by_state, find_mail, list_mails


def test_the_newest_mails_come_first_page_by_page(session):
    chief = make_user(name="周明")
    mails = [make_mail(chief).id, make_mail().id, make_mail().id]
    first = list_mails(limit=2)
    assert [row.id for row in first] == mails[:0:-1]
    (last,) = list_mails(limit=2, before_id=first[-1].id)
    assert (last.id, last.recipient, last.created_at) == (mails[0], "周明", MONDAY_MORNING)


def test_a_list_can_be_cut_down_to_one_state(session):
    make_mail()
    failed = make_mail(state=MailState.FAILED, error="550 no such user")
    (row,) = list_mails(state=MailState.FAILED)
    assert (row.id, row.error) == (failed.id, "550 no such user")


def test_every_state_is_counted_even_when_there_is_none(session):
    make_mail()
    make_mail(state=MailState.SENT)
    make_mail(state=MailState.SENT)
    assert count_by_state() == {
        MailState.QUEUED: 1,
        MailState.SENDING: 0,
        MailState.SENT: 2,
        MailState.FAILED: 0,
        MailState.DROPPED: 0,
    }


def test_a_mail_is_found_by_its_number_or_not_at_all(session):
    mail = make_mail()
    assert find_mail(mail.id).address == "someone@example.invalid"
    assert find_mail(mail.id + 1) is None
