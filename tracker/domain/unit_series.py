"""Units of one sort stand together; more than fit one column stand in two."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from tracker.domain.rollup import Figures
from tracker.domain.values import UnitKind

ONE_COLUMN = 20


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


Unit = TypeVar("Unit", bound=Counted)


@dataclass(frozen=True, slots=True)
class Part(Generic[Unit]):
    """`units` of them stand here; `size` and `tasks` are of the whole series."""

    series: Series
    units: Sequence[Unit]
    size: int
    tasks: int
    is_continued: bool = False


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
