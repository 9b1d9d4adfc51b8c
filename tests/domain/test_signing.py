"""Two whole working days to sign off, whatever stands between them."""

from datetime import date

import pytest

from tracker.domain.signing import is_overdue
from tracker.domain.workdays import Workdays

# Wednesday the 11th is off, Saturday the 14th works.
DAYS = Workdays((date(2026, 11, 11),), (date(2026, 11, 14),))


@pytest.mark.parametrize(
    ("given", "last"),
    [
        (date(2026, 11, 2), date(2026, 11, 4)),  # Monday: until Wednesday
        (date(2026, 11, 5), date(2026, 11, 9)),  # Thursday: over a weekend
        (date(2026, 11, 7), date(2026, 11, 11)),  # Saturday: the day off adds nothing
        (date(2026, 11, 9), date(2026, 11, 12)),  # over the day off
        (date(2026, 11, 12), date(2026, 11, 15)),  # the Saturday counts, the Sunday does not
    ],
)
def test_a_unit_is_late_from_the_third_working_day(given, last) -> None:
    assert not is_overdue(given, last, DAYS)
    assert is_overdue(given, date(last.year, last.month, last.day + 1), DAYS)
