"""How fast this machine is beside the one that the aims speak of.

The aims of speed are those of a machine on which a loop of plain arithmetic takes 1.9 s of the
processor. The same loop here gives the factor by which figures of time are made comparable.
"""

from functools import cache

from tests.bench.report import cpu_seconds, line

# run as a script's own lines: names of a function would be found faster, and the aim is not so
LOOP = compile("s = 0\nfor i in range(10_000_000): s += i * i % 7", "loop", "exec")
REFERENCE = 1.9  # seconds of the processor for the loop


def run() -> None:
    line("the loop that figures are scaled by", loop_seconds(), "s of processor", digits=2)


@cache
def loop_seconds() -> float:
    """The best of three, since a neighbour on the machine makes a run slower and none faster."""
    return cpu_seconds(_loop, times=3)


def timed(what: str, value: float, unit: str, *, digits: int = 0) -> None:
    """A time, as it was here and as it would be on the reference machine."""
    line(what, value, unit, scaled=value * REFERENCE / loop_seconds(), digits=digits)


def paced(what: str, value: float, unit: str, *, digits: int = 0) -> None:
    """So much in a second, here and on the reference machine."""
    line(what, value, unit, scaled=value * loop_seconds() / REFERENCE, digits=digits)


def _loop() -> None:
    exec(LOOP, {})  # noqa: S102
