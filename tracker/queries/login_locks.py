"""Which accounts and addresses are locked after failed logins, and until when."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.login_locks import (
    CLOCKS_DIFFER,
    LOOKED_BACK,
    MOST_OF_ACCOUNT,
    MOST_OF_ADDRESS,
    locked_until,
)
from tracker.models import LoginFailure


def find_account_lock(login: str, now: datetime) -> datetime | None:
    """Until when this account is locked."""
    newest = _newest(sa.select(LoginFailure.at).where(LoginFailure.login == login), now)
    return locked_until(newest, MOST_OF_ACCOUNT, now)


def find_address_lock(address: str, now: datetime) -> datetime | None:
    """Until when this address is locked: many failures of one account are that account's own."""
    at = sa.func.max(LoginFailure.at, type_=LoginFailure.at.type)
    accounts = (
        sa.select(at.label("at"))
        .where(LoginFailure.address == address, *_lately(now))
        .group_by(LoginFailure.login)
        .order_by(at.desc())
        .limit(MOST_OF_ADDRESS)
    )
    return locked_until(db.session.scalars(accounts).all(), MOST_OF_ADDRESS, now)


def _newest(failures: sa.Select[datetime], now: datetime) -> Sequence[datetime]:
    newest = failures.where(*_lately(now)).order_by(LoginFailure.at.desc()).limit(MOST_OF_ACCOUNT)
    return db.session.scalars(newest).all()


def _lately(now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    return LoginFailure.at > now - LOOKED_BACK, LoginFailure.at <= now + CLOCKS_DIFFER
