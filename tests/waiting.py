"""Documents that wait to be read, and a reader that takes as long as a test wants."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Semaphore, Thread
from threading import enumerate as threads
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.people import UNIT_A, Person
from tracker import clock
from tracker.database import db
from tracker.domain.drafts.draft import PlanDraft
from tracker.domain.uploads import Upload
from tracker.jobs import reading
from tracker.models import WaitingUpload
from tracker.services import uploads
from tracker.transaction import readings

TEXT = f"""测试区市场监督管理局2026年工作要点

一、守牢安全底线
1.加强校园食堂检查。检查学校食堂不少于120家次，9月底前完成。（牵头单位：{UNIT_A}）
2.更新老旧电梯。年底前更新电梯60台。（牵头单位：{UNIT_A}）
"""
NO_PLAN = "张三李四王五赵六的通讯录".encode()


def document(number: int = 0) -> Upload:
    """Each number is another text."""
    text = TEXT.replace("食堂", f"食堂{number}号") if number else TEXT
    return Upload(f"要点{number or ''}.txt", text.encode())


def send_in(person: Person, upload: Upload | None = None) -> int:
    return uploads.take_in(person.doing(clock.now()), upload=upload or document())


def row_of(upload_id: int) -> WaitingUpload:
    db.session.rollback()
    return db.session.scalars(sa.select(WaitingUpload).where(WaitingUpload.id == upload_id)).one()


@contextmanager
def slow_reader(patch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Readers wait for the event; at the end of the block they have all come home.

    Who begins one goes on when it has its file, so that it does not write later on.
    """
    parse, begin, go_on, has_a_file = readings.parse_bounded, reading.begin, Event(), Semaphore(0)

    def slow(*given: Any, **named: Any) -> PlanDraft:
        has_a_file.release()
        assert go_on.wait(30)
        return parse(*given, **named)

    def begun(app: Flask) -> Thread:
        reader = begin(app)
        while reader.is_alive() and not has_a_file.acquire(timeout=0.01):
            pass
        return reader

    patch.setattr(readings, "parse_bounded", slow)
    patch.setattr(reading, "begin", begun)
    try:
        yield go_on
    finally:
        go_on.set()
        join_readers()


def join_readers() -> None:
    for thread in threads():
        if thread.name == "reader":
            thread.join(30)
