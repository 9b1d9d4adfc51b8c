"""Passwords: what matches a hash, and what is kept in its place."""

from typing import Literal

import argon2
import pytest

from tests.make import password_hash
from tracker.samples.load import NO_LOGIN
from tracker.transaction import passwords

GOOD = password_hash("correct horse")


def test_only_the_right_password_matches() -> None:
    assert passwords.matches(GOOD, "correct horse")
    assert not passwords.matches(GOOD, "correct horse ")
    assert not passwords.matches(None, "")


def test_who_is_unknown_is_looked_for_as_long_as_who_is_known() -> None:
    """Else the time of the answer would tell which logins there are."""
    nobody = passwords._hash_of_nobody()
    assert argon2.extract_parameters(nobody) == argon2.extract_parameters(GOOD)
    with pytest.raises(argon2.exceptions.VerifyMismatchError):  # all the work was done
        passwords._hasher.verify(nobody, "")


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
@pytest.mark.parametrize("password", ["correct horse", NO_LOGIN, ""])
def test_a_hash_that_cannot_be_read_matches_nothing_and_costs_as_much(
    monkeypatch: pytest.MonkeyPatch, kept: str, password: str
) -> None:
    verified = []

    class Counting(argon2.PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
            verified.append(hash)
            return super().verify(hash, password)

    monkeypatch.setattr(passwords, "_hasher", Counting(1, 8, 1))
    assert not passwords.matches(kept, password)
    assert verified[-1] == passwords._hash_of_nobody()
