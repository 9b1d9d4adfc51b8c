"""汇总: the figures of a plan, a strategy or a unit as a sum of what each task adds.

Figures form a group: a task's change moves a roll-up by `after - before`, and the sum over all
tasks counted afresh must give the same numbers. All are whole numbers, so they do.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from tracker.domain.expected import MICRO, Segment, capped
from tracker.domain.lights import Colour, Light, by_colour
from tracker.domain.reporting import Standing
from tracker.domain.rounding import difference, hundredth
from tracker.domain.values import ReportEvery, TaskState


@dataclass(frozen=True, slots=True)
class Figures:
    """Sums over tasks. `weight` counts the tasks that count; `reported_` those with a percent,
    whenever it was reported; `given` and `owed` the reports of the current period, `quarterly`
    those among them whose period is a quarter.

    `points` is the sum of weight x percent in hundredths; `base` and `slope` the sum of the
    weighted expected lines (see `expected`); the `reported_` line is that of the reported tasks
    alone, so that actual and expected are compared over the same tasks.
    """

    tasks: int = 0
    weight: int = 0
    reported: int = 0
    given: int = 0
    owed: int = 0
    quarterly: int = 0
    reported_weight: int = 0
    points: int = 0
    base: int = 0
    slope: int = 0
    reported_base: int = 0
    reported_slope: int = 0
    overdue: int = 0
    submitted_late: int = 0
    severe: int = 0
    missed: int = 0
    lagging: int = 0
    target_overdue: int = 0
    due_soon: int = 0
    unreported: int = 0
    normal: int = 0
    awaiting: int = 0
    done: int = 0
    not_started: int = 0
    suspended: int = 0
    withdrawn: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(*(getattr(self, n) + getattr(other, n) for n in FIGURE_NAMES))

    def __sub__(self, other: "Figures") -> "Figures":
        return Figures(*(getattr(self, n) - getattr(other, n) for n in FIGURE_NAMES))

    def actual(self) -> Decimal | None:
        """Weighted mean of the reported percents, two decimals; None when nobody has reported."""
        if not self.reported_weight:
            return None
        return hundredth(Decimal(self.points) / 100 / self.reported_weight)

    def expected(self, on: date) -> Decimal | None:
        """序时应达 of the tasks that have reported; of all tasks when none has."""
        if self.reported_weight:
            line, weight = Segment(self.reported_base, self.reported_slope), self.reported_weight
        elif self.weight:
            line, weight = Segment(self.base, self.slope), self.weight
        else:
            return None
        return capped(Decimal(line.at(on)) / MICRO / weight)

    def gap(self, on: date) -> Decimal | None:
        return difference(self.actual(), self.expected(on))

    @property
    def asked(self) -> int:
        """应报 in the current period."""
        return self.given + self.owed

    def by_colour(self) -> dict[Colour, int]:
        """Counts of the five lights; they add up to `tasks`."""
        return by_colour(self.by_light())

    def by_light(self) -> dict[Light, int]:
        return {light: getattr(self, light.value) for light in Light}


FIGURE_NAMES = tuple(field.name for field in fields(Figures))
NOTHING = Figures()
_COLOURS = [(light.value, light.colour) for light in Light if light.is_counted]


@dataclass(frozen=True, slots=True)
class TaskFigures:
    """The stored columns of a task from which its part in every roll-up follows."""

    state: TaskState
    light: Light
    weight: int
    percent: Decimal | None
    segment: Segment
    report: Standing = Standing.NOT_ASKED
    report_every: ReportEvery = ReportEvery.MONTH


def contribution(task: TaskFigures) -> Figures:
    """What one first-level task adds. A draft adds nothing; a withdrawn one is counted as out."""
    if task.state is TaskState.DRAFT:
        return NOTHING
    if task.state is TaskState.WITHDRAWN:
        return Figures(withdrawn=1)
    w, line = task.weight, task.segment
    counts = {task.light.value: 1, "tasks": 1, "weight": w}
    counts |= {"base": w * line.base, "slope": w * line.slope}
    if task.percent is not None:
        counts |= {
            "reported": 1,
            "reported_weight": w,
            "points": w * int(task.percent * 100),
            "reported_base": w * line.base,
            "reported_slope": w * line.slope,
        }
    return Figures(**counts, **_report_counts(task))


def _report_counts(task: TaskFigures) -> dict[str, int]:
    if task.report is Standing.NOT_ASKED:
        return {}
    return {task.report.value: 1, "quarterly": int(task.report_every is ReportEvery.QUARTER)}


def total(parts: Iterable[Figures]) -> Figures:
    result = NOTHING
    for part in parts:
        result = result + part
    return result
