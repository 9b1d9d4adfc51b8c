"""状态: the states of a task and the moves between them; no other module knows a set of states."""

from collections.abc import Mapping
from enum import StrEnum

from tracker.domain.errors import RuleBroken
from tracker.domain.values import TaskState


class Move(StrEnum):
    """What may happen to a task. Some moves leave its state as it is."""

    ISSUE = "issue"  # 交办
    SIGN_OFF = "sign_off"  # 签收
    REPORT = "report"  # 报进展
    ASK_VERIFICATION = "ask_verification"  # 报请核查
    ACCEPT = "accept"  # 核查通过, 办结
    SEND_BACK = "send_back"  # 退回重办
    TAKE_BACK = "take_back"  # 撤回报请
    SUSPEND = "suspend"  # 中止
    RESUME = "resume"  # 恢复办理
    WITHDRAW = "withdraw"  # 撤销
    REOPEN = "reopen"  # 回头看, 重新办理
    REASSIGN = "reassign"  # 改派
    SUPPLEMENT = "supplement"  # 补充情况
    ATTACH = "attach"  # 补传佐证材料
    ASK_EXTENSION = "ask_extension"  # 申请延期
    DECIDE_EXTENSION = "decide_extension"  # 审批延期
    INSTRUCT = "instruct"  # 批示
    ANSWER = "answer"  # 签阅, 回复批示
    HELP = "help"  # 答复需协调事项
    EDIT = "edit"  # 修改, 调整指标
    SPLIT = "split"  # 分解, 节点
    DISCARD = "discard"  # 删去
    POSTPONE = "postpone"  # 随计划顺延
    REMIND = "remind"  # 提醒


_DRAFT, _ISSUED, _DOING, _SUBMITTED, _DONE, _STOPPED, _WITHDRAWN = TaskState

# A unit has it in hand; it was given out and is not closed; it counts in figures and lists.
RUNNING_STATES = frozenset({_ISSUED, _DOING})
OPEN_STATES = RUNNING_STATES | {_SUBMITTED}
COUNTED_STATES = OPEN_STATES | {_DONE, _STOPPED}


def _stays(*states: TaskState) -> dict[TaskState, TaskState]:
    return {state: state for state in states}


_MOVES: Mapping[Move, Mapping[TaskState, TaskState]] = {
    Move.ISSUE: {_DRAFT: _ISSUED},
    Move.SIGN_OFF: {_ISSUED: _DOING},
    # The first report signs off too; later ones change nothing.
    Move.REPORT: dict.fromkeys(RUNNING_STATES, _DOING),
    Move.ASK_VERIFICATION: {_DOING: _SUBMITTED},
    Move.ACCEPT: {_SUBMITTED: _DONE},
    Move.SEND_BACK: {_SUBMITTED: _DOING},
    Move.TAKE_BACK: {_SUBMITTED: _DOING},
    # What is being verified is decided first: nothing is taken from under a verification.
    Move.SUSPEND: dict.fromkeys(RUNNING_STATES, _STOPPED),
    Move.RESUME: {_STOPPED: _DOING},
    Move.WITHDRAW: dict.fromkeys(RUNNING_STATES | {_STOPPED}, _WITHDRAWN),
    Move.REOPEN: {_DONE: _DOING},
    # Another unit has to sign off anew.
    Move.REASSIGN: {_DOING: _ISSUED} | _stays(_DRAFT, _ISSUED, _STOPPED),
    Move.SUPPLEMENT: _stays(*RUNNING_STATES),
    Move.ATTACH: _stays(*OPEN_STATES, _STOPPED),
    Move.ASK_EXTENSION: _stays(*RUNNING_STATES),
    # Asked in time, it may be decided while the task is being verified.
    Move.DECIDE_EXTENSION: _stays(*OPEN_STATES),
    # A leader may also write on what is done or stands still.
    Move.INSTRUCT: _stays(*COUNTED_STATES),
    Move.ANSWER: _stays(*COUNTED_STATES),
    # What is closed needs no help any more.
    Move.HELP: _stays(*OPEN_STATES, _STOPPED),
    Move.EDIT: _stays(_DRAFT, *RUNNING_STATES, _STOPPED),
    Move.SPLIT: _stays(_DRAFT, *RUNNING_STATES),
    Move.DISCARD: _stays(_DRAFT),
    Move.POSTPONE: _stays(_DRAFT, *OPEN_STATES, _STOPPED),
    # From a report on that waits for verification nobody owes anything.
    Move.REMIND: _stays(*RUNNING_STATES),
}

# The others are refused as `task.cannot-...`, by the name of the move.
_REFUSALS = {
    Move.SUPPLEMENT: "task.cannot-report",
    Move.ASK_EXTENSION: "deadline-extension.not-running",
    Move.DECIDE_EXTENSION: "deadline-extension.not-running",
    Move.INSTRUCT: "instruction.not-issued",
    Move.DISCARD: "task.not-draft",
}


def move(state: TaskState, by: Move) -> TaskState:
    """The state after the move; `RuleBroken` names the move that this state does not allow."""
    refused = refusal(state, by)
    if refused is not None:
        raise refused
    return _MOVES[by][state]


def refusal(state: TaskState, by: Move) -> RuleBroken | None:
    return None if is_allowed(state, by) else RuleBroken(refusal_code(by), state=state)


def refusal_code(by: Move) -> str:
    return _REFUSALS.get(by, f"task.cannot-{by.value.replace('_', '-')}")


def is_allowed(state: TaskState, by: Move) -> bool:
    return state in _MOVES[by]


def states_for(by: Move) -> frozenset[TaskState]:
    """Those in which the move is allowed: for conditions of queries."""
    return frozenset(_MOVES[by])


def resumed(state: TaskState, *, is_signed_off: bool) -> TaskState:
    """A task that was suspended before its unit signed off still waits for that."""
    following = move(state, Move.RESUME)
    return following if is_signed_off else TaskState.ISSUED
