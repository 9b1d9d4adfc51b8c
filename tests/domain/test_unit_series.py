"""How units are laid out on the board: by series, in one column or two."""

from dataclasses import dataclass, replace

import pytest

from tracker.domain.rollup import NOTHING, Figures
from tracker.domain.unit_series import Series, columns
from tracker.domain.values import UnitKind

KINDS = {
    "o": UnitKind.OFFICE,
    "b": UnitKind.BRANCH,
    "d": UnitKind.BODY,
    "s": UnitKind.STATION,
}


THREE = replace(NOTHING, tasks=3)


@dataclass(frozen=True, slots=True)
class Row:
    kind: UnitKind
    figures: Figures = THREE


def drawn(letters: str) -> list[list[str]]:
    """Each part as its first letter and how many stand there; + before what is continued."""
    rows = [Row(KINDS[letter]) for letter in letters]
    return [
        [f"{'+' * part.is_continued}{part.series[0]}{len(part.units)}" for part in column]
        for column in columns(rows)
    ]


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("", []),
        ("o", [["o1"]]),
        ("sbod", [["o1", "b2", "s1"]]),
        ("o" * 20, [["o20"]]),
        ("o" * 21, [["o10"], ["+o11"]]),
        ("o" * 22, [["o11"], ["+o11"]]),
        ("o" * 11 + "s" * 11, [["o11"], ["s11"]]),
        ("o" * 10 + "s" * 12, [["o10"], ["s12"]]),  # the name of the stations has no line alone
        ("o" * 9 + "s" * 13, [["o9", "s1"], ["+s12"]]),
        ("o" * 3 + "b" * 30 + "s" * 3, [["o3", "b15"], ["+b15", "s3"]]),
        ("s" * 40, [["s20"], ["+s20"]]),
    ],
)
def test_units_stand_by_series_in_one_column_or_two(letters, expected):
    assert drawn(letters) == expected


def test_a_series_tells_its_size_and_tasks_on_both_sides():
    rows = [Row(UnitKind.OFFICE)] * 30
    (left,), (right,) = columns(rows)
    assert (left.size, left.tasks, right.size, right.tasks) == (30, 90, 30, 90)
    assert left.series is right.series is Series.OFFICES


@pytest.mark.parametrize("many", range(1, 60))
def test_no_unit_is_lost_or_doubled(many):
    rows = [Row(kind) for kind in KINDS.values() for _ in range(many)]
    shown = [unit for column in columns(rows) for part in column for unit in part.units]
    assert len(shown) == len(rows)
    assert all(part.units for column in columns(rows) for part in column)
