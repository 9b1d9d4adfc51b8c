"""状态: every move from every state."""

import pytest

from tracker.domain.errors import RuleBroken
from tracker.domain.lifecycle import Move, move
from tracker.domain.values import TaskState

ALLOWED = {
    (TaskState.DRAFT, Move.ISSUE): TaskState.ISSUED,
    (TaskState.ISSUED, Move.SIGN_OFF): TaskState.IN_PROGRESS,
    (TaskState.ISSUED, Move.REPORT): TaskState.IN_PROGRESS,
    (TaskState.IN_PROGRESS, Move.REPORT): TaskState.IN_PROGRESS,
    (TaskState.IN_PROGRESS, Move.ASK_VERIFICATION): TaskState.SUBMITTED,
    (TaskState.SUBMITTED, Move.ACCEPT): TaskState.DONE,
    (TaskState.SUBMITTED, Move.SEND_BACK): TaskState.IN_PROGRESS,
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
