"""What a person has said of a document is not asked again; all else is."""

import pytest

from tracker.domain.drafts.draft import Doubt
from tracker.domain.drafts.hints import NO_HINTS, Hints

YEAR, PART, LEVEL, ROWS = (
    Doubt(code)
    for code in ("plan.year-unsure", "plan.no-heading", "plan.uneven", "plan.rows-missing")
)


@pytest.mark.parametrize(
    ("hints", "settled"),
    [
        (NO_HINTS, set()),
        (Hints(year=2027), {YEAR}),
        (Hints(begins=0), {PART}),
        (Hints(ends=9), {PART}),
        (Hints(level="han"), set()),  # another level may leave the draft as uneven
        (Hints(2027, 0, 9, "han"), {YEAR, PART}),
    ],
)
def test_a_hint_settles_the_doubts_that_it_answers(hints: Hints, settled: set[Doubt]):
    assert {doubt for doubt in (YEAR, PART, LEVEL, ROWS) if hints.settles(doubt)} == settled
