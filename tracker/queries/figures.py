"""A stored row of figures as the value that can be summed."""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

import sqlalchemy as sa

from tracker.domain.rollup import FIGURE_NAMES, Figures
from tracker.models import Rollup, Snapshot

_values = attrgetter(*FIGURE_NAMES)


def figures_of(row: Rollup | Snapshot | sa.Row[*tuple[Any, ...]]) -> Figures:
    return Figures(*_values(row))


def values_of(figures: Figures) -> Sequence[int]:
    """To be summed: adding whole values up, of thousands, costs more than all the rest."""
    values: Sequence[int] = _values(figures)
    return values
