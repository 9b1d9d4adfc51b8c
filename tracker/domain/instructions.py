"""批示: when one may be written, and what its answer must say."""

from tracker.domain.errors import RuleBroken
from tracker.domain.terms.texts import required_faults
from tracker.domain.values import TaskState


def check_instruction(state: TaskState, text: str) -> tuple[RuleBroken, ...]:
    """A leader may also write on what is done or suspended; a draft has nobody who would answer."""
    if state in {TaskState.DRAFT, TaskState.WITHDRAWN}:
        return (RuleBroken("instruction.not-issued", state=state),)
    return tuple(required_faults({"text": text}))


def check_answer(answer: str, *, is_answered: bool) -> tuple[RuleBroken, ...]:
    if is_answered:
        return (RuleBroken("instruction.answered"),)
    return tuple(required_faults({"answer": answer}))
