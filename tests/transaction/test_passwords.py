"""Passwords: what matches a hash, and what is kept in its place."""

import pytest

from tests.make import password_hash
from tracker.samples.load import NO_LOGIN
from tracker.transaction import passwords

GOOD = password_hash("correct horse")


def test_only_the_right_password_matches() -> None:
    assert passwords.matches(GOOD, "correct horse")
    assert not passwords.matches(GOOD, "correct horse ")
    assert not passwords.matches(None, "nobody has this password")


@pytest.mark.parametrize(
    "kept",
    [
        NO_LOGIN,
        "",
        "correct horse",
        "$2b$12$abcdefghijklmnopqrstuv",
        "$argon2id$",
        "$argon2id$v=19$m=65536,t=3,p=4$AAAA$AAAA",
        GOOD[:20],
        GOOD.replace("t=1", "t=0"),
        GOOD.replace("p=1", "p=0"),
        "密码",
    ],
    ids=map(str, range(10)),  # a hash has another salt in every process
)
@pytest.mark.parametrize("password", ["correct horse", "nobody has this password", NO_LOGIN, ""])
def test_a_hash_that_cannot_be_read_matches_nothing_and_costs_as_much(
    monkeypatch: pytest.MonkeyPatch, kept: str, password: str
) -> None:
    verified = []

    class Counting:
        def verify(self, hashed: str, typed: str) -> bool:
            verified.append(hashed)
            return hasher.verify(hashed, typed)

    hasher = passwords._hasher
    monkeypatch.setattr(passwords, "_hasher", Counting())
    assert not passwords.matches(kept, password)
    assert verified[-1] == passwords._NOBODY
