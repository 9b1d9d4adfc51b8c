"""What is kept of a person, and what is wrong with it."""

import hashlib
import re
from dataclasses import dataclass

from tracker.domain.errors import RuleBroken
from tracker.domain.terms.texts import required_faults, text_faults
from tracker.domain.values import Role

MAX_NAME = 30
MAX_LOGIN = 40
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]*")
_MAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+")


@dataclass(frozen=True, slots=True)
class UserTerms:
    name: str
    title: str  # 职务
    mail: str | None
    unit_id: int
    roles: frozenset[Role]
    is_active: bool = True

    @property
    def fingerprint(self) -> str:
        """Tells a form that was opened before somebody else changed the person."""
        said = (self.name, self.title, self.mail, self.unit_id, sorted(self.roles), self.is_active)
        return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def check_user(terms: UserTerms) -> tuple[RuleBroken, ...]:
    faults = [
        *required_faults({"name": terms.name}, limit=MAX_NAME),
        *text_faults({"title": terms.title}, limit=MAX_NAME),
        *text_faults({"mail": terms.mail or ""}),
    ]
    if terms.mail and not _MAIL.fullmatch(terms.mail):
        faults.append(RuleBroken("user.mail-wrong", field="mail"))
    if not terms.roles:
        faults.append(RuleBroken("user.no-role", field="roles"))
    return tuple(faults)


def check_login(login: str) -> tuple[RuleBroken, ...]:
    """Lower case only, so that capitals never make a difference."""
    if _LOGIN.fullmatch(login) and len(login) <= MAX_LOGIN:
        return ()
    return (RuleBroken("user.login-wrong", field="login", limit=MAX_LOGIN),)
