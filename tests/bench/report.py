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


def line(what: str, value: float, unit: str, *, digits: int = 0) -> None:
    print(f"{what:<44}{value:>14,.{digits}f} {unit}", flush=True)
