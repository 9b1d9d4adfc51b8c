"""Passwords as they are kept: hashed slowly on purpose, so never inside a transaction."""

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

_hasher = PasswordHasher()
# Verified when the login is unknown, so that the answer takes as long as for a known one.
_NOBODY = _hasher.hash("nobody has this password")


def hashed(password: str) -> str:
    return _hasher.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Without a hash nothing matches, and it takes as long."""
    try:
        return _hasher.verify(password_hash or _NOBODY, password) and password_hash is not None
    except VerifyMismatchError:
        return False
