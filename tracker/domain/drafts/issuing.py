"""From a draft to a task: the terms that follow from what the document says."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.drafts.draft import DeadlineDraft, TaskDraft
from tracker.domain.numerals import in_characters
from tracker.domain.values import Period, ProgressMode, Recurrence, ReportEvery, TaskKind

_ONGOING = {Recurrence.WEEKLY, Recurrence.MONTHLY, Recurrence.QUARTERLY}


@dataclass(frozen=True, slots=True)
class Terms:
    starts_on: date
    due_on: date
    kind: TaskKind
    mode: ProgressMode
    report_every: ReportEvery


def terms(task: TaskDraft, period: Period) -> Terms:
    """Due on the last day on which any of its figures or dates is due; without any, at the end of
    the plan.

    A task whose only dates recur and that commits to no figure is an ongoing one 常态化.
    """
    dated = _dated(task, period)
    recurring = [d for d in task.deadlines if d.recurrence in _ONGOING]
    ongoing = bool(recurring) and not dated and not task.targets
    return Terms(
        starts_on=_starts_on(dated, period),
        due_on=_due_on(task, dated, period),
        kind=TaskKind.ONGOING if ongoing else TaskKind.ONCE,
        mode=ProgressMode.TARGETS if task.targets else ProgressMode.REPORTED,
        report_every=_report_every(recurring) if ongoing else ReportEvery.MONTH,
    )


def _dated(task: TaskDraft, period: Period) -> list[DeadlineDraft]:
    """Dates of the past are told, not due."""
    return [d for d in task.deadlines if d.recurrence is None and d.due_on >= period.start]


def _due_on(task: TaskDraft, dated: list[DeadlineDraft], period: Period) -> date:
    days = [d.due_on for d in dated]
    days += [target_due_on(task, target.span.start, period) for target in task.targets]
    return max(days, default=period.end)


def _starts_on(dated: list[DeadlineDraft], period: Period) -> date:
    """A span such as 3月-8月 also says when it begins; the plan begins with its period."""
    if len(dated) == 1 and dated[0].starts_on is not None:
        return max(period.start, dated[0].starts_on)
    return period.start


def _report_every(recurring: list[DeadlineDraft]) -> ReportEvery:
    quarterly = all(d.recurrence is Recurrence.QUARTERLY for d in recurring)
    return ReportEvery.QUARTER if quarterly else ReportEvery.MONTH


def target_due_on(task: TaskDraft, start: int, period: Period) -> date:
    """When the figure at `start` is due: by the date that stands before it in the text.

    Without one, by the first date after it, if that date has no figure of its own (检查600单,
    12月15日前完成复查); else at the end of the plan.
    """
    dated = _dated(task, period)
    before = [d for d in dated if d.span.start <= start]
    if before:
        return before[-1].due_on
    after = next((d for d in dated if d.span.start > start), None)
    if after is None or any(target.span.start > after.span.start for target in task.targets):
        return period.end
    return after.due_on


def plan_order(strategy: int, task: int) -> int:
    """The same place as a number that sorts all tasks of a plan."""
    return strategy * 1_000_000 + task


def task_number(strategy: int, task: int) -> str:
    """三-04: the fourth task of the third strategy, as people say it (both count from 1)."""
    return f"{in_characters(strategy)}-{task:02d}"


def sub_task_number(task: str, place: int) -> str:
    """三-04-2: the second sub-task of that task."""
    return f"{task}-{place}"
