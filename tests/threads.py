"""The same done at once by several threads, each with a connection of its own."""

import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import TypeVar

from flask import Flask

from tracker.domain.errors import TrackerError

T = TypeVar("T")


def in_threads(app: Flask, act: Callable[[], T], *, count: int = 4) -> list[T]:
    """What each of them answered. A thread that fails leaves its answer out, and pytest says why:
    what a thread raises is a warning, and warnings are errors."""
    start = threading.Barrier(count)
    answers: list[T] = []

    def run() -> None:
        with app.app_context():
            start.wait()
            answers.append(act())

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == count
    return answers


def at_once(app: Flask, *acts: Callable[[], T]) -> list[T | TrackerError]:
    """What each of these answered, or by what it was refused; in no order."""
    waiting: SimpleQueue[Callable[[], T]] = SimpleQueue()
    for act in acts:
        waiting.put(act)

    def one() -> T | TrackerError:
        try:
            return waiting.get()()
        except TrackerError as no:
            return no

    return in_threads(app, one, count=len(acts))
