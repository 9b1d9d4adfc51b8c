"""节点模板: what a chain of milestones may be, and on which days it falls for a task."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain.breakdown import MAX_MILESTONES, MilestoneTerms
from tracker.domain.errors import RuleBroken
from tracker.domain.terms.texts import MAX_SHORT, MAX_TITLE, required_faults
from tracker.domain.workdays import Workdays

MAX_DAYS = 500  # working days: two years
WHOLE = 100


@dataclass(frozen=True, slots=True)
class StepTerms:
    """`share` of the task's period in percent, or `days`: working days after its beginning."""

    text: str
    share: int | None = None
    days: int | None = None
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class TemplateTerms:
    name: str
    steps: tuple[StepTerms, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """A template with the calendar by which its days are counted."""

    steps: tuple[StepTerms, ...]
    workdays: Workdays

    def dated(self, starts_on: date, due_on: date) -> tuple[MilestoneTerms, ...]:
        return tuple(
            MilestoneTerms(self._day(step, starts_on, due_on), step.text, step.percent)
            for step in self.steps
        )

    def _day(self, step: StepTerms, starts_on: date, due_on: date) -> date:
        """A day off gives way to the working day before; the day due stays, whatever it is."""
        if step.days is not None:
            return self.workdays.shift(starts_on, step.days)
        if step.share == WHOLE:
            return due_on
        days = (due_on - starts_on).days * (step.share or 0)
        day = starts_on + timedelta(days=round(days / WHOLE))
        return day if self.workdays.is_workday(day) else self.workdays.shift(day, -1)


NO_STEPS = Chain((), Workdays())


def check_template(terms: TemplateTerms) -> tuple[RuleBroken, ...]:
    """Every fault of every step; fields count from 1 in the order typed."""
    faults = required_faults({"name": terms.name.strip()}, limit=MAX_SHORT)
    if not terms.steps:
        faults.append(RuleBroken("node-template.empty"))
    if len(terms.steps) > MAX_MILESTONES:
        faults.append(RuleBroken("milestone.too-many", limit=MAX_MILESTONES))
    for place, step in enumerate(terms.steps, start=1):
        faults += _step_faults(step, prefix=f"step-{place}-")
    return tuple(faults or _order_faults(terms.steps))


def _step_faults(step: StepTerms, *, prefix: str) -> list[RuleBroken]:
    faults = required_faults({f"{prefix}text": step.text.strip()}, limit=MAX_TITLE)
    if (step.share is None) == (step.days is None):
        faults.append(RuleBroken("node-template.one-offset", field=f"{prefix}share"))
    if step.share is not None and not 1 <= step.share <= WHOLE:
        faults.append(RuleBroken("node-template.share", field=f"{prefix}share"))
    if step.days is not None and not 1 <= step.days <= MAX_DAYS:
        faults.append(RuleBroken("node-template.days", field=f"{prefix}days", limit=MAX_DAYS))
    if step.percent is not None and not 1 <= step.percent <= WHOLE:
        faults.append(RuleBroken("milestone.out-of-range", field=f"{prefix}percent"))
    if step.share == WHOLE and (step.percent or WHOLE) < WHOLE:
        faults.append(RuleBroken("milestone.short-at-end", field=f"{prefix}percent"))
    return faults


def _order_faults(steps: Sequence[StepTerms]) -> list[RuleBroken]:
    """In the order of the rows shares, days and percents rise, each among its kind."""
    faults, last = [], {"share": 0, "days": 0, "percent": 0}
    for place, step in enumerate(steps, start=1):
        for name, reached in last.items():
            value = getattr(step, name)
            if value is not None and value <= reached:
                field = f"step-{place}-{name}"
                faults.append(RuleBroken("node-template.not-rising", field=field))
            last[name] = max(reached, value or 0)
    return faults
