"""The targets of a task, with what was read of them."""

from datetime import date, timedelta
from decimal import Decimal

from tests.make import make_target, make_task, make_update
from tracker.domain.values import ProgressMode, TargetKind
from tracker.models import TargetReading
from tracker.queries.task_targets import list_targets

TODAY = date(2026, 11, 23)


def test_targets_stand_in_their_order_with_percent_and_readings(people, session, clock):
    task = make_task(lead=people.unit_a, mode=ProgressMode.TARGETS)
    count = make_target(task, metric="户次", current=Decimal(75))
    rate = make_target(
        task, metric="投诉率", kind=TargetKind.KEEP_AT_MOST, value=Decimal(5), current=Decimal(10)
    )
    silent = make_target(task, metric="新", kind=TargetKind.KEEP_AT_LEAST)
    for days, value in ((60, 40), (0, 75)):
        at = clock.now() - timedelta(days=days)
        update = make_update(task, author=people.chief_a.user, percent=60, at=at)
        session.add(TargetReading(update_id=update.id, target_id=count.id, value=Decimal(value)))
        session.commit()
    first, second, third = list_targets(task.id)
    assert [first.id, second.id, third.id] == [count.id, rate.id, silent.id]
    assert [row.percent for row in (first, second, third)] == [75, 50, None]
    assert [(reading.on, reading.value) for reading in first.readings] == [
        (date(2026, 9, 24), 40),
        (TODAY, 75),
    ]
    assert second.readings == ()
