"""A login session is known by a key that only the browser has."""

import hashlib


def fingerprint(key: str) -> str:
    """What the database keeps of a key: whoever reads the table cannot come in with it."""
    return hashlib.sha256(key.encode()).hexdigest()
