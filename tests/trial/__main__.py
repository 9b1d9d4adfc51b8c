"""`python -m tests.trial [--only WORD]`: all trials, about five minutes; exit 1 when one broke."""

import argparse
import gc
import logging
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random, SystemRandom

from tests.databases import KINDS, Database, open_database
from tests.fuzz.seeds import seeds
from tests.trial import crowds, hostile, jobs, starts
from tests.trial.table import Result, show

DAYS, ROUNDS, SECONDS, TASKS = 8, 4, 15, 40

OnDatabase = Callable[[Database, str, Random], Result]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.trial")
    parser.add_argument("--only", default="", help="trials whose name has this word")
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(10_000))
    chosen = parser.parse_args()
    logging.disable()  # what is killed has much to say
    print(f"seed {chosen.seed}", flush=True)
    broke, started = False, time.monotonic()
    for trial in _trials(chosen.seed, chosen.only):
        began = time.monotonic()
        result = trial()
        show(result, time.monotonic() - began)
        broke |= bool(result.faults)
    print(f"{'BROKE' if broke else 'all held'} in {time.monotonic() - started:.0f} s", flush=True)
    raise SystemExit(broke)


def _trials(seed: int, only: str) -> Iterator[Callable[[], Result]]:
    """Those with forks before those with threads that may linger."""
    yield from (trial for name, trial in BY_ITSELF.items() if only in name)
    for kind in KINDS:
        for name, trial in ON_DATABASE.items():
            if only in f"{kind} {name}":
                yield lambda kind=kind, trial=trial: _on(kind, trial, Random(seed))  # noqa: S311


def _bombs() -> Result:
    seeds()
    gc.freeze()  # forks share what is there
    return hostile.bombs()


def _on(kind: str, trial: OnDatabase, dice: Random) -> Result:
    database = open_database(kind)
    try:
        return trial(database, kind, dice)
    finally:
        database.close()


def _jobs_killed(database: Database, kind: str, dice: Random) -> Result:
    with tempfile.TemporaryDirectory() as folder:
        return jobs.killed(database, kind, Path(folder), days=DAYS, dice=dice)


BY_ITSELF: dict[str, Callable[[], Result]] = {
    "bombs": _bombs,
    "first start killed": starts.interrupted,
    "two starts": starts.at_once,
}
ON_DATABASE: dict[str, OnDatabase] = {
    "jobs killed": _jobs_killed,
    "strings": lambda at, kind, dice: hostile.strings(at, kind, tasks=TASKS, dice=dice),
    "guesses": lambda at, kind, _: crowds.guesses(at, kind),
    "server killed": lambda at, kind, dice: crowds.killed(at, kind, rounds=ROUNDS, dice=dice),
    "two workers": lambda at, kind, _: crowds.writers(at, kind, workers=2, seconds=SECONDS),
    "four workers": lambda at, kind, _: crowds.writers(at, kind, workers=4, seconds=SECONDS),
}

if __name__ == "__main__":
    main()
