"""Units of one sort stand together; more than fit one column stand in two."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from tracker.domain.lights import Colour
from tracker.domain.rollup import Figures
from tracker.domain.values import UnitKind

ONE_COLUMN = 20


class UnitOrder(StrEnum):
    """In which the units of a series stand; by figures the worst first."""

    WORST = "worst"  # red lights, then points behind
    HOUSE = "house"  # as the bureau lists them
    ACTUAL = "actual"
    GAP = "gap"
    REPORTS = "reports"


class Series(StrEnum):
    OFFICES = "offices"
    BRANCHES = "branches"
    STATIONS = "stations"


_KINDS = {
    Series.OFFICES: {UnitKind.OFFICE},
    Series.BRANCHES: {UnitKind.BRANCH, UnitKind.BODY},
    Series.STATIONS: {UnitKind.STATION},
}


class Counted(Protocol):
    @property
    def kind(self) -> UnitKind: ...
    @property
    def figures(self) -> Figures: ...
    @property
    def place(self) -> int: ...
    @property
    def actual(self) -> Decimal | None: ...
    @property
    def gap(self) -> Decimal | None: ...


Key = tuple[int | Decimal, ...]
_UNKNOWN = Decimal(1_000)  # who has not reported stands last


def _worst(unit: Counted) -> Key:
    return (-unit.figures.by_colour()[Colour.RED], *_gap(unit))


def _gap(unit: Counted) -> Key:
    return (_UNKNOWN if unit.gap is None else unit.gap,)


def _actual(unit: Counted) -> Key:
    return (_UNKNOWN if unit.actual is None else unit.actual,)


_KEYS: Mapping[UnitOrder, Callable[[Counted], Key]] = {
    UnitOrder.WORST: _worst,
    UnitOrder.HOUSE: lambda unit: (),
    UnitOrder.ACTUAL: _actual,
    UnitOrder.GAP: _gap,
    UnitOrder.REPORTS: lambda unit: (-unit.figures.owed,),
}
Unit = TypeVar("Unit", bound=Counted)


@dataclass(frozen=True, slots=True)
class Part(Generic[Unit]):
    """`units` of them stand here; `size` and `tasks` are of the whole series."""

    series: Series
    units: Sequence[Unit]
    size: int
    tasks: int
    is_continued: bool = False


def ordered(units: Sequence[Unit], order: UnitOrder) -> Sequence[Unit]:
    """Of two that are alike, the one stands first that does so in the bureau's own list."""
    return sorted(units, key=lambda unit: (*_KEYS[order](unit), unit.place))


def columns(units: Sequence[Unit]) -> Sequence[Sequence[Part[Unit]]]:
    """None without units. Each part takes a line for its name."""
    parts = list(_parts(units))
    if len(units) <= ONE_COLUMN:
        return [parts] if parts else []
    return _halves(parts, (len(units) + len(parts) + 1) // 2)


def _parts(units: Sequence[Unit]) -> Iterator[Part[Unit]]:
    for series, kinds in _KINDS.items():
        found = [unit for unit in units if unit.kind in kinds]
        if found:
            yield Part(series, found, len(found), sum(unit.figures.tasks for unit in found))


def _halves(parts: Sequence[Part[Unit]], room: int) -> Sequence[Sequence[Part[Unit]]]:
    """`room`: lines of the left column. No name stands alone at its foot."""
    left: list[Part[Unit]] = []
    right: list[Part[Unit]] = []
    for part in parts:
        here = max(room - 1, 0)
        room = max(here - len(part.units), 0)
        if here:
            left.append(replace(part, units=part.units[:here]))
        if part.units[here:]:
            right.append(replace(part, units=part.units[here:], is_continued=here > 0))
    return [left, right]
