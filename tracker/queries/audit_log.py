"""The audit log: searched and paged, read from end to end, and read as a chain."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.audit_chain import Link, Sealed, Verified
from tracker.domain.audit_chain import verify as verify_links
from tracker.domain.calendar_days import SHANGHAI
from tracker.domain.words.log import AuditRow
from tracker.models import AuditEntry as Entry
from tracker.models import User
from tracker.queries.audit_subjects import meant_by, names_of

Condition = sa.ColumnElement[bool]

PAGE = 50
BATCH = 2000
CONTENT = tuple(getattr(Entry, name) for name in Sealed.__slots__)


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Days are those of Shanghai, both included. `action` is a whole dotted name, `kind` and
    `subject_id` one thing, `words` a part of what it is called."""

    since: date | None = None
    until: date | None = None
    who: str = ""
    action: str = ""
    kind: str = ""
    subject_id: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class AuditPage:
    """The newest first. `older` and `newer` are the numbers to go on from, if there is more."""

    rows: Sequence[AuditRow]
    matching: int
    older: int | None
    newer: int | None


def get_page(
    wanted: AuditFilter, *, before: int | None = None, after: int | None = None
) -> AuditPage:
    """Entries older than number `before`, or newer than number `after`."""
    fits = _conditions(wanted)
    if after is not None:
        rows = list(reversed(_rows([*fits, Entry.id > after], oldest_first=True, limit=PAGE)))
    else:
        older = [] if before is None else [Entry.id < before]
        rows = _rows([*fits, *older], oldest_first=False, limit=PAGE)
    matching, oldest, newest = db.session.execute(
        sa.select(sa.func.count(Entry.id), sa.func.min(Entry.id), sa.func.max(Entry.id)).where(
            *fits
        )
    ).one()
    return AuditPage(
        rows=rows,
        matching=matching,
        older=rows[-1].id if rows and rows[-1].id > oldest else None,
        newer=rows[0].id if rows and rows[0].id < newest else None,
    )


def each_row(wanted: AuditFilter) -> Iterator[AuditRow]:
    """All that fit, the oldest first, in batches: an export of years fits into little memory."""
    fits, after = _conditions(wanted), 0
    while rows := _rows([*fits, Entry.id > after], oldest_first=True, limit=BATCH):
        yield from rows
        after = rows[-1].id


def _conditions(wanted: AuditFilter) -> list[Condition]:
    fits: list[Condition] = []
    if wanted.since is not None:
        fits.append(Entry.at >= _midnight(wanted.since))
    if wanted.until is not None:
        fits.append(Entry.at < _midnight(wanted.until + timedelta(days=1)))
    if wanted.who:
        fits.append(_is_by(wanted.who))
    if wanted.action:
        fits.append(Entry.action == wanted.action)
    if wanted.kind:
        fits.append(Entry.subject_kind == wanted.kind)
    if wanted.subject_id is not None:
        fits.append(Entry.subject_id == wanted.subject_id)
    if wanted.words:
        fits.append(meant_by(wanted.words, Entry.subject_kind, Entry.subject_id))
    return fits


def _is_by(who: str) -> Condition:
    """Matches the name that the person had then, or the login."""
    named = sa.select(User.id).where(User.login == who)
    return sa.or_(Entry.actor_name.contains(who, autoescape=True), Entry.actor_id.in_(named))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)


def _rows(fits: Sequence[Condition], *, oldest_first: bool, limit: int) -> list[AuditRow]:
    order = Entry.id.asc() if oldest_first else Entry.id.desc()
    found = db.session.execute(
        sa.select(Entry.id, Entry.hash, *CONTENT).where(*fits).order_by(order).limit(limit)
    )
    rows = [_row(id_, hash_, Sealed(*content)) for id_, hash_, *content in found]
    names = names_of((row.subject_kind, row.subject_id) for row in rows)
    return [replace(row, subject=names.get((row.subject_kind, row.subject_id), "")) for row in rows]


def _row(id_: int, hash_: str, content: Sealed) -> AuditRow:
    return AuditRow(
        id=id_,
        at=content.at,
        who=content.actor_name,
        unit=content.actor_unit,
        origin=content.origin,
        action=content.action,
        subject_kind=content.subject_kind,
        subject_id=content.subject_id,
        subject="",
        before=content.before,
        after=content.after,
        hash=hash_,
    )


def verify(*, noted: str | None = None) -> Verified:
    """`noted`: the hash of an entry, as it was written down outside some time ago."""
    return verify_links(each_link(), noted=noted)


def each_link() -> Iterator[Link]:
    """In batches: the log grows for years, and memory does not."""
    after = 0
    while True:
        rows = db.session.execute(
            sa.select(Entry.id, Entry.previous_hash, Entry.hash, *CONTENT)
            .where(Entry.id > after)
            .order_by(Entry.id)
            .limit(BATCH)
        ).all()
        for id_, previous_hash, hash_, *content in rows:
            yield Link(id_, Sealed(*content), previous_hash, hash_)
        if len(rows) < BATCH:
            return
        after = rows[-1][0]
