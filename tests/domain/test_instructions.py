"""批示: on what a leader may write, and that an answer says something."""

import pytest

from tracker.domain.instructions import check_answer, check_instruction
from tracker.domain.values import TaskState


@pytest.mark.parametrize("state", TaskState)
def test_a_leader_may_write_on_every_task_that_somebody_has(state) -> None:
    refused = state in {TaskState.DRAFT, TaskState.WITHDRAWN}
    found = [fault.code for fault in check_instruction(state, "月底前进场施工。")]
    assert found == (["instruction.not-issued"] if refused else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["text.missing"]),
        ("好" * 4001, ["text.too-long"]),
        ("好\x1b", ["text.control-characters"]),
    ],
)
def test_the_text_is_there_and_readable(text, expected) -> None:
    assert [fault.code for fault in check_instruction(TaskState.ISSUED, text)] == expected
    assert [fault.code for fault in check_answer(text, is_answered=False)] == expected


def test_an_instruction_is_answered_once() -> None:
    assert check_answer("已进场。", is_answered=False) == ()
    (fault,) = check_answer("已进场。", is_answered=True)
    assert fault.code == "instruction.answered"
