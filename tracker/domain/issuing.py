"""From a draft to a task: the terms that follow from what the document says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracker.domain.drafts import DeadlineDraft, TaskDraft
from tracker.domain.values import Period, ProgressMode, Recurrence, ReportEvery, TaskKind

_DIGITS = "零一二三四五六七八九"
_ONGOING = {Recurrence.WEEKLY, Recurrence.MONTHLY, Recurrence.QUARTERLY}


@dataclass(frozen=True, slots=True)
class Terms:
    starts_on: date
    due_on: date
    kind: TaskKind
    mode: ProgressMode
    report_every: ReportEvery


def terms(task: TaskDraft, period: Period) -> Terms:
    """Due on the last day that the text names; without any, at the end of the plan.

    A task whose only dates recur and that commits to no figure is an ongoing one 常态化.
    """
    dated = [d for d in task.deadlines if d.recurrence is None and d.due_on >= period.start]
    recurring = [d for d in task.deadlines if d.recurrence in _ONGOING]
    ongoing = bool(recurring) and not dated and not task.targets
    return Terms(
        starts_on=_starts_on(dated, period),
        due_on=max((d.due_on for d in dated), default=period.end),
        kind=TaskKind.ONGOING if ongoing else TaskKind.ONCE,
        mode=ProgressMode.TARGETS if task.targets else ProgressMode.REPORTED,
        report_every=_report_every(recurring) if ongoing else ReportEvery.MONTH,
    )


def _starts_on(dated: list[DeadlineDraft], period: Period) -> date:
    """A span such as 3月-8月 also says when it begins; the plan begins with its period."""
    if len(dated) == 1 and dated[0].starts_on is not None:
        return max(period.start, dated[0].starts_on)
    return period.start


def _report_every(recurring: list[DeadlineDraft]) -> ReportEvery:
    quarterly = all(d.recurrence is Recurrence.QUARTERLY for d in recurring)
    return ReportEvery.QUARTER if quarterly else ReportEvery.MONTH


def target_due_on(task: TaskDraft, start: int, due_on: date) -> date:
    """The dated deadline that stands nearest before the figure in the text, else the task's."""
    before = [d for d in task.deadlines if d.recurrence is None and d.span.start <= start]
    return before[-1].due_on if before else due_on


def lead_unit(task: TaskDraft, known: Mapping[str, int]) -> int | None:
    """The first suggestion that is a unit of this bureau."""
    return next((known[unit.name] for unit in task.lead_units if unit.name in known), None)


def task_number(strategy: int, task: int) -> str:
    """三-04: the fourth task of the third strategy, as people say it (both count from 1)."""
    return f"{chinese_ordinal(strategy)}-{task:02d}"


def chinese_ordinal(number: int) -> str:
    """一 to 九十九, as headings count."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones]
    head = "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")
