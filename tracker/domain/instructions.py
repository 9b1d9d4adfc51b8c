"""批示: when one may be written, and what its answer must say."""

from tracker.domain.errors import RuleBroken
from tracker.domain.lifecycle import Move, refusal
from tracker.domain.terms.texts import required_faults
from tracker.domain.values import TaskState


def check_instruction(state: TaskState, text: str) -> tuple[RuleBroken, ...]:
    """A leader may also write on what is done or suspended; a draft has nobody who would answer."""
    not_issued = refusal(state, Move.INSTRUCT)
    return tuple(required_faults({"text": text})) if not_issued is None else (not_issued,)


def check_answer(answer: str, *, is_answered: bool) -> tuple[RuleBroken, ...]:
    if is_answered:
        return (RuleBroken("instruction.answered"),)
    return tuple(required_faults({"answer": answer}))
