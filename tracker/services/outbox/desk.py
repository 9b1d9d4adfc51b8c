"""What an administrator does with the outbox: once more, and a test."""

import sqlalchemy as sa

from tracker.domain.doing import Doing
from tracker.domain.errors import NotFound
from tracker.domain.permissions import Permission
from tracker.domain.values import MailKind, MailState
from tracker.models import OutboxEmail, ParkedAddress
from tracker.transaction import access, audit, post
from tracker.transaction.audit import Subject
from tracker.transaction.post import Letter
from tracker.transaction.unit_of_work import unit_of_work


def retry(doing: Doing, *, mail_id: int | None = None) -> int:
    """Queues mails that were given up once more, with all their tries; all of them without an id.
    Their addresses are free again. Returns how many."""
    with unit_of_work() as session:
        access.require(doing.actor, Permission.USER_MANAGE)
        given_up = sa.select(OutboxEmail).where(OutboxEmail.state == MailState.FAILED)
        if mail_id is not None:
            if session.get(OutboxEmail, mail_id) is None:
                raise NotFound("mail.no-such", number=mail_id)
            given_up = given_up.where(OutboxEmail.id == mail_id)
        mails = session.scalars(given_up.order_by(OutboxEmail.id).with_for_update()).all()
        for mail in mails:
            mail.state, mail.tries, mail.next_try_at = MailState.QUEUED, 0, doing.now
            audit.record(session, doing, "mail.retried", Subject("mail", mail.id))
        addresses = {mail.address.lower() for mail in mails}
        session.execute(sa.delete(ParkedAddress).where(ParkedAddress.address.in_(addresses)))
        return len(mails)


def queue_test(doing: Doing, *, address: str) -> int:
    """A mail that only says that mail works. Returns its id."""
    key = f"{MailKind.TEST}:{doing.now.isoformat()}:{address}"
    with unit_of_work() as session:
        mail_id = post.queue(session, doing, Letter(MailKind.TEST, address, key))
        if mail_id is None:
            raise RuntimeError("two test mails to one address in the same microsecond")
        audit.record(session, doing, "mail.tested", Subject("mail", mail_id))
    return mail_id
