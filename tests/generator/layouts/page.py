"""A document under way: its parts, and what a careful reader finds in them."""

from dataclasses import dataclass, field

from tests.generator.plan import Deadline, Target, Task
from tests.parsing.files_of import Part


@dataclass(frozen=True, slots=True)
class WantedTask:
    """`words` are the task as the document prints it, from its mark on."""

    words: str
    group: int
    lead: str
    targets: tuple[Target, ...]
    deadlines: tuple[Deadline, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The right answer. `groups` are the strategies' headings from their marks on.

    What stands behind the words `free` may be read as plan or not.
    """

    year: int
    groups: tuple[str, ...]
    tasks: tuple[WantedTask, ...]
    free: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """`layout` names the form of the body, `traits` everything else that was mixed in."""

    parts: tuple[Part, ...]
    wanted: Wanted
    layout: str
    traits: tuple[str, ...] = ()


@dataclass(slots=True)
class Page:
    parts: list[Part] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    tasks: list[WantedTask] = field(default_factory=list)
    free: str = ""

    def line(self, words: str) -> None:
        self.parts.append(words)

    def run_on(self, words: str) -> None:
        """On the line before."""
        last = self.parts.pop()
        assert isinstance(last, str)
        self.parts.append(last + words)

    def group(self, words: str) -> None:
        self.line(words)
        self.groups.append(words)

    def task(self, words: str, task: Task, *, lead: str = "", told_due: bool = False) -> None:
        """What the words just written, or about to be, commit to."""
        said = [*task.sentences]
        deadlines = tuple(deadline for sentence in said for deadline in sentence.deadlines)
        beside = (task.due,) if told_due and task.due else ()
        self.tasks.append(
            WantedTask(
                words=words,
                group=len(self.groups) - 1,
                lead=lead,
                targets=tuple(target for sentence in said for target in sentence.targets),
                deadlines=(*deadlines, *beside),
            )
        )

    def wanted(self, year: int) -> Wanted:
        return Wanted(year, tuple(self.groups), tuple(self.tasks), self.free)
