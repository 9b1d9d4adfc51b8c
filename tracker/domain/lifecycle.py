"""状态: the states of a task and the moves between them."""

from enum import StrEnum

from tracker.domain.errors import RuleBroken
from tracker.domain.values import TaskState


class Move(StrEnum):
    ISSUE = "issue"  # 交办
    SIGN_OFF = "sign_off"  # 签收
    REPORT = "report"  # 报进展
    ASK_VERIFICATION = "ask_verification"  # 报请核查
    ACCEPT = "accept"  # 核查通过, 办结
    SEND_BACK = "send_back"  # 退回重办
    SUSPEND = "suspend"  # 中止
    RESUME = "resume"  # 恢复办理
    WITHDRAW = "withdraw"  # 撤销
    REOPEN = "reopen"  # 回头看, 重新办理
    REASSIGN = "reassign"  # 改派


_MOVES: dict[tuple[TaskState, Move], TaskState] = {
    (TaskState.DRAFT, Move.ISSUE): TaskState.ISSUED,
    (TaskState.ISSUED, Move.SIGN_OFF): TaskState.IN_PROGRESS,
    # The first report signs off too; later ones change nothing.
    (TaskState.ISSUED, Move.REPORT): TaskState.IN_PROGRESS,
    (TaskState.IN_PROGRESS, Move.REPORT): TaskState.IN_PROGRESS,
    (TaskState.IN_PROGRESS, Move.ASK_VERIFICATION): TaskState.SUBMITTED,
    (TaskState.SUBMITTED, Move.ACCEPT): TaskState.DONE,
    (TaskState.SUBMITTED, Move.SEND_BACK): TaskState.IN_PROGRESS,
    # What is being verified is decided first: nothing is taken from under a verification.
    (TaskState.ISSUED, Move.SUSPEND): TaskState.SUSPENDED,
    (TaskState.IN_PROGRESS, Move.SUSPEND): TaskState.SUSPENDED,
    (TaskState.SUSPENDED, Move.RESUME): TaskState.IN_PROGRESS,
    (TaskState.ISSUED, Move.WITHDRAW): TaskState.WITHDRAWN,
    (TaskState.IN_PROGRESS, Move.WITHDRAW): TaskState.WITHDRAWN,
    (TaskState.SUSPENDED, Move.WITHDRAW): TaskState.WITHDRAWN,
    (TaskState.DONE, Move.REOPEN): TaskState.IN_PROGRESS,
    # Another unit has to sign off anew.
    (TaskState.DRAFT, Move.REASSIGN): TaskState.DRAFT,
    (TaskState.ISSUED, Move.REASSIGN): TaskState.ISSUED,
    (TaskState.IN_PROGRESS, Move.REASSIGN): TaskState.ISSUED,
    (TaskState.SUSPENDED, Move.REASSIGN): TaskState.SUSPENDED,
}

OPEN_STATES = frozenset({TaskState.ISSUED, TaskState.IN_PROGRESS, TaskState.SUBMITTED})
REPORTING_STATES = frozenset({TaskState.ISSUED, TaskState.IN_PROGRESS})


def move(state: TaskState, by: Move) -> TaskState:
    """The state after the move; `RuleBroken` names the move that this state does not allow."""
    following = _MOVES.get((state, by))
    if following is None:
        raise RuleBroken(f"task.cannot-{by.value.replace('_', '-')}", state=state)
    return following


def is_allowed(state: TaskState, by: Move) -> bool:
    return (state, by) in _MOVES


def resumed(state: TaskState, *, is_signed_off: bool) -> TaskState:
    """A task that was suspended before its unit signed off still waits for that."""
    following = move(state, Move.RESUME)
    return following if is_signed_off else TaskState.ISSUED
