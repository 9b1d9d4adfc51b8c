"""已报/应报: of which period the reports are counted, in words."""

from datetime import date

from tracker.domain.periods import name_of
from tracker.domain.rollup import Figures
from tracker.domain.values import ReportEvery


def period_name(figures: Figures, on: date) -> str:
    """11月; 四季度 where every report that is asked for is one of a quarter."""
    all_quarterly = figures.quarterly and figures.quarterly == figures.asked
    return name_of(on, ReportEvery.QUARTER if all_quarterly else ReportEvery.MONTH)


def quarterly_note(figures: Figures, on: date) -> str:
    """Empty where all reports are of the same length of period."""
    if not 0 < figures.quarterly < figures.asked:
        return ""
    return f"{figures.quarterly} 项按{name_of(on, ReportEvery.QUARTER)}计"
