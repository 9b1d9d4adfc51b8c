"""What was found: one line a trial, its figures, and what should not be."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Result:
    trial: str
    runs: int
    figures: str
    faults: Sequence[str] = field(default_factory=tuple)


def show(result: Result, seconds: float) -> None:
    verdict = "held" if not result.faults else f"BROKE: {result.faults[0]}"
    print(f"{result.trial:<42}{result.runs:>7} runs {seconds:4.0f} s  {verdict}", flush=True)
    print(f"{'':<42}{result.figures}", flush=True)
