"""核查: when a request needs a word, and which grades pass."""

from decimal import Decimal

import pytest

from tracker.domain.permissions import TaskFacts
from tracker.domain.values import Grade, PlanState, TaskState
from tracker.domain.verification import grade_faults, statement_faults, wants_word


def facts(*, is_sent_back: bool) -> TaskFacts:
    return TaskFacts(
        lead_unit_id=1,
        supporting_unit_ids=frozenset(),
        state=TaskState.IN_PROGRESS,
        plan_state=PlanState.ACTIVE,
        is_sent_back=is_sent_back,
    )


SHORT, REDONE = "verification.statement-missing", "verification.redone-missing"


@pytest.mark.parametrize(
    ("percent", "is_sent_back", "missing"),
    [
        (None, False, SHORT),
        (Decimal("99.99"), False, SHORT),
        (Decimal(100), False, None),
        (Decimal(100), True, REDONE),
        (Decimal(80), True, REDONE),
        (None, True, REDONE),
    ],
)
def test_a_request_needs_a_word_short_of_100_and_after_it_was_sent_back(
    percent, is_sent_back, missing
):
    known = facts(is_sent_back=is_sent_back)
    wanted = wants_word(known, percent)
    assert (wanted and wanted.code) == missing
    silent = [fault.code for fault in statement_faults(" 　\n", known, percent)]
    assert silent == ([missing] if missing else [])
    assert statement_faults("照片已补。", known, percent) == ()


def test_words_that_cannot_be_kept_are_refused_whatever_the_percent():
    (fault,) = statement_faults("已\x07查", facts(is_sent_back=False), Decimal(100))
    assert (fault.code, fault.field) == ("text.control-characters", "statement")


@pytest.mark.parametrize("grade", [None, *Grade])
def test_all_grades_pass_but_the_one_that_says_failed(grade):
    codes = [fault.code for fault in grade_faults(grade)]
    assert codes == (["verification.grade-fails"] if grade is Grade.FAILED else [])
