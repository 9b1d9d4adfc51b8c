"""Of several that migrate or fill a database at once, one does; the others wait for it."""

import threading
import time

import pytest

from tests.threads import in_threads
from tracker.transaction.alone import alone


@pytest.mark.usefixtures("sleep_allowed")
def test_those_who_come_at_once_follow_one_another_and_those_who_wait_are_told(app, session):
    inside, most, waited = set[int](), list[int](), list[int]()

    def work() -> None:
        with alone(on_waiting=lambda: waited.append(1)):
            inside.add(threading.get_ident())
            most.append(len(inside))
            time.sleep(0.02)
            inside.clear()

    session.rollback()
    in_threads(app, work, count=3)
    assert most == [1, 1, 1]
    assert waited


def test_whoever_has_it_may_ask_again(app):
    with alone(), alone():
        pass
    with alone(on_waiting=pytest.fail):
        pass
