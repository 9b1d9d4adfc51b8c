"""What may be said of a person, and how a login is spelt."""

from dataclasses import replace

import pytest

from tracker.domain.terms.people import UserTerms, check_login, check_user
from tracker.domain.values import Role

TERMS = UserTerms("周甲", "科长", "zhou@bureau.example", 1, frozenset({Role.CHIEF}))


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"name": " "}, "name", "text.missing"),
        ({"name": "长" * 31}, "name", "text.too-long"),
        ({"title": "长" * 31}, "title", "text.too-long"),
        ({"title": "科\x00长"}, "title", "text.control-characters"),
        ({"mail": "zhou"}, "mail", "user.mail-wrong"),
        ({"mail": "a@b.example, c@d.example"}, "mail", "user.mail-wrong"),
        ({"roles": frozenset()}, "roles", "user.no-role"),
    ],
)
def test_each_fault_stands_at_its_field(changed, field, code):
    faults = check_user(replace(TERMS, **changed))
    assert [(fault.field, fault.code) for fault in faults] == [(field, code)]


def test_nobody_needs_a_mail_address():
    assert check_user(replace(TERMS, mail=None)) == ()


@pytest.mark.parametrize("login", ["zhou", "zhou.jia-2", "0571"])
def test_a_login_of_small_letters_and_figures_is_fine(login):
    assert check_login(login) == ()


@pytest.mark.parametrize("login", ["", "Zhou", "周甲", "a b", "-a", "a" * 41])
def test_any_other_login_is_refused(login):
    assert [fault.code for fault in check_login(login)] == ["user.login-wrong"]


def test_the_order_of_roles_is_no_change():
    both = [frozenset({Role.CHIEF, Role.LEADER}), frozenset({Role.LEADER, Role.CHIEF})]
    assert len({replace(TERMS, roles=roles).fingerprint for roles in both}) == 1
