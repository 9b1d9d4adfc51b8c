"""批示: what its answer must say, and that it is answered once."""

from tracker.domain.errors import RuleBroken
from tracker.domain.terms.texts import required_faults


def check_answer(answer: str, *, is_answered: bool) -> tuple[RuleBroken, ...]:
    if is_answered:
        return (RuleBroken("instruction.answered"),)
    return tuple(required_faults({"answer": answer}))
