"""状态: every move from every state."""

import pytest

from tracker.domain.errors import RuleBroken
from tracker.domain.lifecycle import Move, move, resumed
from tracker.domain.values import TaskState

ALLOWED = {
    (TaskState.DRAFT, Move.ISSUE): TaskState.ISSUED,
    (TaskState.ISSUED, Move.SIGN_OFF): TaskState.IN_PROGRESS,
    (TaskState.ISSUED, Move.REPORT): TaskState.IN_PROGRESS,
    (TaskState.IN_PROGRESS, Move.REPORT): TaskState.IN_PROGRESS,
    (TaskState.IN_PROGRESS, Move.ASK_VERIFICATION): TaskState.SUBMITTED,
    (TaskState.SUBMITTED, Move.ACCEPT): TaskState.DONE,
    (TaskState.SUBMITTED, Move.SEND_BACK): TaskState.IN_PROGRESS,
    (TaskState.ISSUED, Move.SUSPEND): TaskState.SUSPENDED,
    (TaskState.IN_PROGRESS, Move.SUSPEND): TaskState.SUSPENDED,
    (TaskState.SUSPENDED, Move.RESUME): TaskState.IN_PROGRESS,
    (TaskState.ISSUED, Move.WITHDRAW): TaskState.WITHDRAWN,
    (TaskState.IN_PROGRESS, Move.WITHDRAW): TaskState.WITHDRAWN,
    (TaskState.SUSPENDED, Move.WITHDRAW): TaskState.WITHDRAWN,
    (TaskState.DONE, Move.REOPEN): TaskState.IN_PROGRESS,
    (TaskState.DRAFT, Move.REASSIGN): TaskState.DRAFT,
    (TaskState.ISSUED, Move.REASSIGN): TaskState.ISSUED,
    (TaskState.IN_PROGRESS, Move.REASSIGN): TaskState.ISSUED,
    (TaskState.SUSPENDED, Move.REASSIGN): TaskState.SUSPENDED,
}


@pytest.mark.parametrize("by", Move)
@pytest.mark.parametrize("state", TaskState)
def test_a_move_leads_where_the_design_says_or_is_refused_with_its_reason(
    state: TaskState, by: Move
) -> None:
    following = ALLOWED.get((state, by))
    if following is not None:
        assert move(state, by) is following
        return
    with pytest.raises(RuleBroken) as refused:
        move(state, by)
    assert refused.value.parameters["state"] is state


def test_only_a_verification_makes_a_task_done() -> None:
    assert [by for (_, by), to in ALLOWED.items() if to is TaskState.DONE] == [Move.ACCEPT]


def test_what_is_withdrawn_stays_so() -> None:
    assert [by for (state, by) in ALLOWED if state is TaskState.WITHDRAWN] == []


@pytest.mark.parametrize(
    ("is_signed_off", "following"), [(True, TaskState.IN_PROGRESS), (False, TaskState.ISSUED)]
)
def test_a_task_resumed_waits_for_the_signature_that_it_never_had(
    is_signed_off: bool, following: TaskState
) -> None:
    assert resumed(TaskState.SUSPENDED, is_signed_off=is_signed_off) is following
    with pytest.raises(RuleBroken, match="cannot-resume"):
        resumed(TaskState.ISSUED, is_signed_off=is_signed_off)
