"""A stored row of figures as the value that can be summed."""

from tracker.domain.rollup import FIGURE_NAMES, Figures
from tracker.models import Rollup, Snapshot


def figures_of(row: Rollup | Snapshot) -> Figures:
    return Figures(**{name: getattr(row, name) for name in FIGURE_NAMES})
