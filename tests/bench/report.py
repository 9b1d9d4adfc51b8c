"""How a figure is taken and printed: one line each, with its unit."""

import time
from collections.abc import Callable
from statistics import median


def seconds(action: Callable[[], object], *, times: int = 1) -> float:
    """The median of some runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return median(taken)


def cpu_seconds(action: Callable[[], object], *, times: int = 1) -> float:
    """The best of some runs, of the processor's time in this process alone."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        action()
        taken.append(time.process_time() - start)
    return min(taken)


def line(
    what: str, value: float, unit: str, *, scaled: float | None = None, digits: int = 0
) -> None:
    """The figure as measured, and beside it what it would be on the reference machine."""
    beside = "" if scaled is None else f"{scaled:>14,.{digits}f} scaled"
    print(f"{what:<44}{value:>14,.{digits}f} {unit:<14}{beside}".rstrip(), flush=True)
