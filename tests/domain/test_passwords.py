"""Which passwords may be chosen."""

import pytest

from tracker.domain.passwords import check_password

SHORT, ONE_KIND, LOGIN, COMMON = (
    f"user.password-{fault}" for fault in ("short", "one-kind", "is-login", "common")
)


@pytest.mark.parametrize(
    ("password", "codes"),
    [
        ("", [SHORT]),
        ("a2-b4-c", [SHORT]),
        ("        ", [ONE_KIND]),
        ("\t\t\t\t    ", [ONE_KIND]),
        ("abcdefgh", [ONE_KIND]),
        ("84620175", [ONE_KIND]),
        ("一二三四五六七八", [ONE_KIND]),
        ("chief_a1", [LOGIN]),
        ("Chief_A123", [LOGIN]),
        ("a_feihc7", [LOGIN]),
        ("password1", [COMMON]),
        ("Admin@123", [COMMON]),
        ("P@ssw0rd", [COMMON]),
        ("1qaz2wsx", [COMMON]),
        ("woaini1314", [COMMON]),
        (" qwer1234", [COMMON]),
        ("aaaa1111", [COMMON]),
        ("Password", [COMMON]),
        ("12345678!", [COMMON]),
        ("12345678 ", [COMMON]),
        ("admin@2026", [COMMON]),
        ("Welcome1999!", [COMMON]),
        ("ｐａｓｓｗｏｒｄ１", [COMMON]),
        ("chief_a2026", [LOGIN]),
        ("2026.chief_a", [LOGIN]),
        ("AaAaAaAa", [COMMON]),
        ("jianguan7", []),
        ("jianguan2026", []),
        ("20261128-a", []),
        ("correct horse", []),
        ("demo-2026", []),
        ("食品安全监管 7 号", []),
        ("chief_a is on time", []),
        ("Ab" * 3 + "cd", []),
    ],
)
def test_a_password_is_long_mixed_and_not_soon_guessed(password, codes):
    faults = check_password(password, login="chief_a")
    assert [(fault.code, fault.field) for fault in faults] == [(code, "password") for code in codes]


def test_a_short_login_does_not_forbid_the_words_it_stands_in():
    assert check_password("liangshi-2", login="li") == ()
    assert [fault.code for fault in check_password("lililili12", login="li")] == [LOGIN]
