"""Passwords as they are kept: hashed slowly on purpose, so never inside a transaction."""

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError, VerifyMismatchError

_hasher = PasswordHasher()
# Verified when the login is unknown, so that the answer takes as long as for a known one.
_NOBODY = _hasher.hash("nobody has this password")


def hashed(password: str) -> str:
    return _hasher.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Without a hash, or with one that cannot be read, nothing matches, and it takes as long."""
    try:
        known = _NOBODY if password_hash is None else password_hash
        return _hasher.verify(known, password) and password_hash is not None
    except VerifyMismatchError:
        return False
    except (VerificationError, ValueError):  # argon2 has both for what is no hash of its own
        return password_hash is not None and matches(None, password)
