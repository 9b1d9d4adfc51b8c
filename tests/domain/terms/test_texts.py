"""Texts: how long one may be, what it may not hold, which must not be empty."""

import pytest

from tracker.domain.terms.texts import MAX_TEXT, required_faults, text_faults


@pytest.mark.parametrize(
    ("text", "limit", "codes"),
    [
        ("", 3, []),
        ("三个字", 3, []),
        ("四个字了", 3, ["text.too-long"]),
        ("多" * MAX_TEXT, MAX_TEXT, []),
        ("a\tb\r\nc", 10, []),
        ("a\x00b", 10, ["text.control-characters"]),
        ("a\x1bbcd", 3, ["text.too-long", "text.control-characters"]),
    ],
)
def test_a_text_has_a_length_and_no_sign_that_nobody_can_see(text, limit, codes):
    faults = text_faults({"name": text}, limit=limit)
    assert [(fault.code, fault.field) for fault in faults] == [(code, "name") for code in codes]


def test_a_text_that_is_too_long_is_told_by_how_much():
    (fault,) = text_faults({"name": "四个字了"}, limit=3)
    assert fault.parameters == {"limit": 3, "length": 4}


def test_each_field_that_is_empty_is_asked_for_a_reason_by_its_name():
    faults = required_faults({"reason": " \n", "word": "", "said": "已办"})
    assert [(fault.code, fault.field) for fault in faults] == [
        ("reason.missing", "reason"),
        ("text.missing", "word"),
    ]


def test_a_field_with_a_sentence_of_its_own_says_that():
    (fault,) = required_faults({"metric": ""}, missing="target.metric-missing")
    assert fault.code == "target.metric-missing"
