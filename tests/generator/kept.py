"""Generated documents that were looked at by eye and kept, each with its right answer.

A file holds the document, a line of signs, and the answer in lines: the year, `#` a group, `-` a
task by its first words, and below it `lead`, `by` and `aim` (as written, value, unit, operator and
what it counts, parted by `|`).
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.generator.layouts.page import Document, Wanted, WantedTask
from tests.generator.plan import Deadline, Target
from tests.parsing.files_of import lines_of
from tracker.domain.values import Op, Recurrence

FOLDER = Path(__file__).parent / "kept"
_RULE = "=" * 40
_SHOWN = 24


def written(document: Document) -> str:
    return "\n".join([*lines_of(document.parts), _RULE, *_answer(document.wanted), ""])


def _answer(wanted: Wanted) -> Iterator[str]:
    yield f"year {wanted.year}"
    if wanted.free:
        yield f"free {wanted.free}"
    for place, group in enumerate(wanted.groups):
        yield f"# {group}"
        for task in wanted.tasks:
            if task.group == place:
                yield f"- {task.words[:_SHOWN]}"
                yield from _commitments(task)


def _commitments(task: WantedTask) -> Iterator[str]:
    if task.lead:
        yield f"  lead {task.lead}"
    for deadline in task.deadlines:
        yield f"  by {deadline.due or deadline.recurrence}"
    for target in task.targets:
        yield f"  aim {target.words}|{target.value}|{target.unit}|{target.op}|{target.about}"


def kept(text: str) -> tuple[str, Wanted]:
    """The document of a file, and its answer."""
    document, _, answer = text.partition(f"\n{_RULE}\n")
    said = [line.partition(" ") for line in map(str.strip, answer.splitlines())]
    groups: list[str] = []
    tasks: list[WantedTask] = []
    for kind, _, words in said:
        if kind == "#":
            groups.append(words)
        elif kind == "-":
            tasks.append(WantedTask(words, len(groups) - 1, "", (), ()))
        elif tasks:
            tasks[-1] = _with(tasks[-1], kind, words)
    told = {kind: words for kind, _, words in said}
    return document, Wanted(int(told["year"]), tuple(groups), tuple(tasks), told.get("free", ""))


def _with(task: WantedTask, kind: str, words: str) -> WantedTask:
    """The task with what one line adds to it."""
    lead, targets, deadlines = task.lead, task.targets, task.deadlines
    if kind == "lead":
        lead = words
    elif kind == "by":
        deadlines = (*deadlines, _deadline(words))
    else:
        targets = (*targets, _target(*words.split("|")))
    return WantedTask(task.words, task.group, lead, targets, deadlines)


def _deadline(words: str) -> Deadline:
    if words[0].isdigit():
        return Deadline(words, date.fromisoformat(words))
    return Deadline(words, None, Recurrence(words))


def _target(words: str, value: str, unit: str, op: str, about: str) -> Target:
    return Target(words, Decimal(value), unit, about, Op(op))
