"""What the plan office may write into a task: its words, its dates, its units, its weight."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracker.domain.errors import RuleBroken
from tracker.domain.terms.dates import span_faults
from tracker.domain.terms.texts import MAX_TITLE, required_faults, text_faults
from tracker.domain.values import Period, ProgressMode, ReportEvery, TaskKind, TaskState

MAX_WEIGHT = 100


@dataclass(frozen=True, slots=True)
class TaskEdit:
    """`due_on` is for drafts: once issued it moves by a decision that stays on record."""

    title: str
    content: str
    weight: int
    report_every: ReportEvery
    starts_on: date
    supporting_unit_ids: frozenset[int] = frozenset()
    due_on: date | None = None  # None leaves it as it is
    source: str | None = None  # likewise


@dataclass(frozen=True, slots=True)
class TermsFacts:
    """What the rules may know of the task that is edited."""

    state: TaskState
    lead_unit_id: int | None
    due_on: date
    milestones: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task before anybody has it. `lead_unit_id` is None where a document names no unit."""

    title: str
    content: str
    lead_unit_id: int | None
    starts_on: date
    due_on: date
    weight: int = 1
    kind: TaskKind = TaskKind.ONCE
    report_every: ReportEvery = ReportEvery.MONTH
    supporting_unit_ids: frozenset[int] = frozenset()
    mode: ProgressMode = ProgressMode.REPORTED
    source: str = ""  # where it comes from, if not from the plan document


def check_edit(facts: TermsFacts, edit: TaskEdit, *, period: Period) -> tuple[RuleBroken, ...]:
    due_on = edit.due_on or facts.due_on
    faults = [
        *source_faults(edit.source or ""),
        *word_faults({"title": edit.title, "content": edit.content}),
        *weight_faults(edit.weight),
        *due_faults(facts, edit.starts_on, due_on, period=period),
    ]
    if facts.lead_unit_id in edit.supporting_unit_ids:
        faults.append(RuleBroken("task.lead-supports", field="supporting"))
    return tuple(faults)


def due_faults(
    facts: TermsFacts, starts_on: date, due_on: date, *, period: Period
) -> list[RuleBroken]:
    """Of the dates between which the task is to be done."""
    faults = [
        *span_faults(starts_on, due_on, period),
        *_milestone_faults(facts, starts_on, due_on),
    ]
    if facts.state.is_issued and due_on != facts.due_on:
        faults.append(RuleBroken("due.fixed", field="due_on"))
    return faults


def _milestone_faults(facts: TermsFacts, starts_on: date, due_on: date) -> list[RuleBroken]:
    """Milestones lie between start and date due: they have to be moved first."""
    if not facts.milestones:
        return []
    first, last = min(facts.milestones), max(facts.milestones)
    faults = []
    if first <= starts_on:
        faults.append(RuleBroken("milestone.in-the-way", field="starts_on", on=first))
    if last > due_on:
        faults.append(RuleBroken("milestone.in-the-way", field="due_on", on=last))
    return faults


def check_new(task: NewTask, *, period: Period) -> tuple[RuleBroken, ...]:
    faults = [
        *source_faults(task.source),
        *word_faults({"title": task.title, "content": task.content}),
        *weight_faults(task.weight),
        *span_faults(task.starts_on, task.due_on, period),
    ]
    if task.lead_unit_id is None:
        faults.append(RuleBroken("lead.missing", field="lead"))
    elif task.lead_unit_id in task.supporting_unit_ids:
        faults.append(RuleBroken("task.lead-supports", field="supporting"))
    return tuple(faults)


def word_faults(words: Mapping[str, str], *, prefix: str = "") -> list[RuleBroken]:
    """Of a title and a content; `prefix` tells the fields of several tasks of one form apart."""
    title, content = words["title"].strip(), words["content"]
    return [
        *required_faults({f"{prefix}title": title}, limit=MAX_TITLE),
        *text_faults({f"{prefix}content": content}),
    ]


def source_faults(source: str) -> list[RuleBroken]:
    return text_faults({"source": source}, limit=MAX_TITLE)


def mode_of(kind: TaskKind, *, is_measured: bool) -> ProgressMode:
    """Percent comes from figures where there are any, and only for what ends some day."""
    by_targets = is_measured and kind is TaskKind.ONCE
    return ProgressMode.TARGETS if by_targets else ProgressMode.REPORTED


def weight_faults(weight: int, *, prefix: str = "") -> list[RuleBroken]:
    if 1 <= weight <= MAX_WEIGHT:
        return []
    return [RuleBroken("weight.out-of-range", field=f"{prefix}weight", limit=MAX_WEIGHT)]
