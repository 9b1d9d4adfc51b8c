"""What a parser proposes and a person accepts. Every item points back into the document's text.

What a document has by the thousand is a named tuple, which is made five times faster.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from tracker.domain.values import Op, Period, Recurrence, SourceSpan, TargetKind


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why an item may be wrong: a code of `words.doubts` and the words of the text it is about."""

    code: str
    words: str = ""


class UnitSuggestion(NamedTuple):
    """A unit that may lead. `named`: the text itself names it; else `words` spoke for it."""

    name: str
    named: bool
    score: float
    words: tuple[str, ...] = ()


class TargetDraft(NamedTuple):
    span: SourceSpan
    metric: str
    kind: TargetKind
    op: Op
    value: Decimal
    value_high: Decimal | None
    unit: str
    baseline: Decimal | None = None
    confidence: float = 1.0
    doubts: tuple[Doubt, ...] = ()


class DeadlineDraft(NamedTuple):
    """By when. With a recurrence, `due_on` is the first day due in the plan's period."""

    span: SourceSpan
    due_on: date
    recurrence: Recurrence | None = None
    starts_on: date | None = None
    confidence: float = 1.0
    doubts: tuple[Doubt, ...] = ()


class MeasureDraft(NamedTuple):
    """A sentence or clause inside a task that may become a sub-task."""

    span: SourceSpan


@dataclass(frozen=True, slots=True)
class TaskDraft:
    span: SourceSpan
    number: str
    title: str
    content: str
    lead_units: tuple[UnitSuggestion, ...]  # best first
    supporting_units: tuple[str, ...]
    targets: tuple[TargetDraft, ...]
    deadlines: tuple[DeadlineDraft, ...]
    measures: tuple[MeasureDraft, ...]
    confidence: float = 1.0
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class StrategyDraft:
    span: SourceSpan
    number: str
    title: str
    tasks: tuple[TaskDraft, ...]


@dataclass(frozen=True, slots=True)
class HeadingLevel:
    """One level of headings in the plan part, as 一、 or (一), with the words of its first."""

    code: str
    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A whole document read. `text` is the text that every span counts in.

    `levels` are the headings found; `level` is the code of those that are the strategies.
    """

    text: str
    title: str
    organisation: str
    year: int
    period: Period
    plan_span: SourceSpan
    strategies: tuple[StrategyDraft, ...]
    confidence: float = 1.0
    doubts: tuple[Doubt, ...] = ()
    goals: tuple[TargetDraft, ...] = ()  # figures of the plan part that stand in no task
    goal_deadlines: tuple[DeadlineDraft, ...] = ()
    levels: tuple[HeadingLevel, ...] = ()
    level: str = ""

    @property
    def tasks(self) -> tuple[TaskDraft, ...]:
        return tuple(task for strategy in self.strategies for task in strategy.tasks)


@dataclass(frozen=True, slots=True)
class UnitProfile:
    """What the parser may know of a unit: its names, what it does, what it was given before."""

    name: str
    aliases: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
