"""批示: an answer says something, and is given once."""

import pytest

from tracker.domain.instructions import check_answer


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["text.missing"]),
        ("好" * 4001, ["text.too-long"]),
        ("好\x1b", ["text.control-characters"]),
    ],
)
def test_the_text_is_there_and_readable(text, expected) -> None:
    assert [fault.code for fault in check_answer(text, is_answered=False)] == expected


def test_an_instruction_is_answered_once() -> None:
    assert check_answer("已进场。", is_answered=False) == ()
    (fault,) = check_answer("已进场。", is_answered=True)
    assert fault.code == "instruction.answered"
