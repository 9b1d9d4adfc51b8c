"""催办: a word on one task that goes to its lead unit at once."""

from tracker.domain.acts import Act
from tracker.domain.doing import Doing
from tracker.domain.errors import raise_all
from tracker.domain.urgings import check_word
from tracker.transaction import access, urgings
from tracker.transaction.unit_of_work import unit_of_work


def urge(doing: Doing, *, task_id: int, word: str) -> None:
    """Stands on the time line and in 我的任务, and goes out by mail outside the daily one."""
    with unit_of_work() as session:
        task = access.get_task_for(session, doing, task_id, Act.URGE)
        raise_all(check_word(word))
        urgings.urge(session, doing, [task], word)
