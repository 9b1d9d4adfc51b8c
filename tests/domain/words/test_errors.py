"""An error as a sentence for a person."""

import pytest

from tracker.domain.errors import RuleBroken, TrackerError
from tracker.domain.values import TaskState
from tracker.domain.words.errors import error_sentence


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (RuleBroken("reason.missing"), "请写明理由。"),
        (RuleBroken("text.too-long", limit=60, length=61), "最多 60 字，现有 61 字。"),
        (
            RuleBroken("task.cannot-suspend", state=TaskState.DONE),
            "任务现在是“已办结”，不能中止。",
        ),
    ],
)
def test_an_error_is_told_with_its_parameters_and_states_by_their_words(error, sentence):
    assert error_sentence(error) == sentence


def test_a_code_without_a_sentence_is_a_fault_of_the_program():
    with pytest.raises(KeyError):
        error_sentence(TrackerError("nothing.of-the-kind"))


def test_what_is_missing_is_named_where_its_name_is_known():
    missing = RuleBroken("text.missing", field="title")
    assert error_sentence(missing, named="任务名称") == "请填写任务名称。"
    assert error_sentence(missing) == "请填写这一项。"
