"""办理结果: what was decided on somebody's request stands in their 待办 until they have seen it."""

from dataclasses import dataclass
from enum import StrEnum


class DecisionKind(StrEnum):
    """What was asked for."""

    VERIFICATION = "verification"
    EXTENSION = "extension"
    WITHDRAWAL = "withdrawal"
    INSTRUCTION = "instruction"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Decision:
    """One request by its kind and number; written as extension-12."""

    kind: DecisionKind
    id: int

    def __str__(self) -> str:
        return f"{self.kind}-{self.id}"


def read_decision(text: str) -> Decision | None:
    kind, _, number = text.partition("-")
    is_known = kind in set(DecisionKind) and number.isascii() and number.isdecimal()
    return Decision(DecisionKind(kind), int(number)) if is_known and len(number) < 10 else None
