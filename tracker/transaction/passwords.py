"""Passwords as they are kept: hashed slowly on purpose, so never inside a transaction."""

from base64 import b64encode

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError, VerifyMismatchError

_hasher = PasswordHasher()


def hashed(password: str) -> str:
    return _hasher.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Without a hash, or with one that cannot be read, nothing matches, and it takes as long."""
    try:
        known = _hash_of_nobody() if password_hash is None else password_hash
        return _hasher.verify(known, password) and password_hash is not None
    except VerifyMismatchError:
        return False
    except (VerificationError, ValueError):  # argon2 has both for what is no hash of its own
        return password_hash is not None and matches(None, password)


def _hash_of_nobody() -> str:
    """Verified when the login is unknown, so that the answer takes as long as for a known one.

    It asks for the same work as a hash of today and no password has it. It is written down and not
    computed: that would cost each process 0.3 s, or the first unknown login of each.
    """
    cost = f"m={_hasher.memory_cost},t={_hasher.time_cost},p={_hasher.parallelism}"
    salt, digest = map(_zeros, (_hasher.salt_len, _hasher.hash_len))
    return f"$argon2id$v=19${cost}${salt}${digest}"


def _zeros(length: int) -> str:
    return b64encode(bytes(length)).decode("ascii").rstrip("=")
