"""Writers of SQLite take turns: in the order in which they came, and not for ever."""

import threading
import time
from queue import SimpleQueue

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from tracker.domain.health import Obstacle
from tracker.queries.health import find_fault
from tracker.transaction import turns
from tracker.transaction.turns import turn


@pytest.fixture
def engine(tmp_path):
    return sa.create_engine(f"sqlite:///{tmp_path}/shared.sqlite3")


@pytest.mark.usefixtures("sleep_allowed")
def test_threads_write_in_the_order_in_which_they_came(engine, tmp_path):
    wrote: SimpleQueue[int] = SimpleQueue()

    def write(number: int) -> None:
        with turn(engine):
            wrote.put(number)

    threads = [threading.Thread(target=write, args=[number]) for number in range(5)]
    with turn(engine):
        queue = turns._queues[tmp_path / "shared.sqlite3"]
        for waiting, thread in enumerate(threads, start=2):
            thread.start()
            while len(queue._waiting) < waiting:
                time.sleep(0.001)
    for thread in threads:
        thread.join()
    assert [wrote.get() for _ in threads] == [0, 1, 2, 3, 4]


def test_who_waits_too_long_is_told_that_the_database_is_busy(engine, monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    refused: SimpleQueue[BaseException] = SimpleQueue()

    def write() -> None:
        try:
            with turn(engine):
                pass
        except OperationalError as error:
            refused.put(error)

    with turn(engine):
        late = threading.Thread(target=write)
        late.start()
        late.join()
    fault = find_fault(refused.get())
    assert fault is not None
    assert fault.obstacle is Obstacle.BUSY
    with turn(engine):  # and the queue goes on
        pass


def test_where_no_file_can_be_made_the_database_has_the_word():
    nowhere = sa.create_engine("sqlite:////proc/nothing/here.sqlite3")
    with turn(nowhere):
        pass


def test_a_database_in_memory_or_with_many_writers_needs_no_turns():
    for url in ("sqlite://", "sqlite:///:memory:", "postgresql+psycopg://nobody@localhost/x"):
        with turn(sa.create_engine(url)), turn(sa.create_engine(url)):
            pass
