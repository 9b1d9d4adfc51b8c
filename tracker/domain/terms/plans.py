"""What the plan office may write into a plan before it is issued: its names and its period."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.errors import RuleBroken
from tracker.domain.terms.dates import FIRST_YEAR, LAST_YEAR
from tracker.domain.terms.texts import MAX_TITLE, required_faults
from tracker.domain.values import Period

MAX_YEARS = 5  # as long as a 五年规划


@dataclass(frozen=True, slots=True)
class PlanTerms:
    title: str
    organisation: str
    period: Period


def check_plan(terms: PlanTerms) -> tuple[RuleBroken, ...]:
    names = {"title": terms.title.strip(), "organisation": terms.organisation.strip()}
    return (*required_faults(names, limit=MAX_TITLE), *_period_faults(terms.period))


def _period_faults(period: Period) -> list[RuleBroken]:
    days = {"starts_on": period.start, "ends_on": period.end}
    faults = [
        RuleBroken("year.not-a-year", field=name)
        for name, day in days.items()
        if not FIRST_YEAR <= day.year <= LAST_YEAR
    ]
    if faults:
        return faults
    if period.end < period.start:
        return [RuleBroken("plan.end-before-start", field="ends_on")]
    last = date(period.start.year + MAX_YEARS - 1, 12, 31)
    too_long = RuleBroken("plan.too-long", field="ends_on", years=MAX_YEARS, last=last)
    return [] if period.end <= last else [too_long]


def year_within(period: Period, year: int) -> int:
    """The year of the plan stays while its period touches it; else it is the year it begins in."""
    return year if period.start.year <= year <= period.end.year else period.start.year
