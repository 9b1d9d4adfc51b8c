"""A plan as plain values: what it says, and with it the right answer, before anything is laid out.

`words` are always a stretch of the text itself; a figure is in base units (2.4万人次 is 24000).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tracker.domain.values import Op, Recurrence


@dataclass(frozen=True, slots=True)
class Target:
    words: str
    value: Decimal
    unit: str
    about: str  # what the metric has to name
    op: Op = Op.AT_LEAST
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """`due` is None where only the recurrence is sure."""

    words: str
    due: date | None
    recurrence: Recurrence | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """Without its stop. What its figures and dates commit to stands beside the words."""

    words: str
    targets: tuple[Target, ...] = ()
    deadlines: tuple[Deadline, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """`head` names the sentences after it."""

    head: str
    sentences: tuple[Sentence, ...]
    lead: str = ""
    support: tuple[str, ...] = ()
    due: Deadline | None = None  # told beside the task, in a column or a clause


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """`review` tells of the year before, a heading and sentences each; it binds nobody."""

    body: str
    year: int
    groups: tuple[Group, ...]
    review: tuple[tuple[str, str], ...]
    school_year: bool = False
    sections: tuple[str, ...] = field(default=())

    @property
    def tasks(self) -> Iterator[Task]:
        for group in self.groups:
            yield from group.tasks
