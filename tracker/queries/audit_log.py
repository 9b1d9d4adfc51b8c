"""The audit log, read as a chain."""

from collections.abc import Iterator

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.audit_chain import Link, Sealed, Verified
from tracker.domain.audit_chain import verify as verify_links
from tracker.models import AuditEntry

BATCH = 2000
CONTENT = tuple(getattr(AuditEntry, name) for name in Sealed.__slots__)


def verify(*, noted: str | None = None) -> Verified:
    """`noted`: the hash of an entry, as it was written down outside some time ago."""
    return verify_links(_links(), noted=noted)


def _links() -> Iterator[Link]:
    """In batches: the log grows for years, and memory does not."""
    after = 0
    while True:
        rows = db.session.execute(
            sa.select(AuditEntry.id, AuditEntry.previous_hash, AuditEntry.hash, *CONTENT)
            .where(AuditEntry.id > after)
            .order_by(AuditEntry.id)
            .limit(BATCH)
        ).all()
        for id_, previous_hash, hash_, *content in rows:
            yield Link(id_, Sealed(*content), previous_hash, hash_)
        if len(rows) < BATCH:
            return
        after = rows[-1][0]
