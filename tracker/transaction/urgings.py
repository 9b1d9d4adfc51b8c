"""催办: writes down the word on each task, and queues one mail for each person it goes to."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy.orm import Session

from tracker.domain.doing import Doing
from tracker.domain.values import MailKind
from tracker.models import Task, Urging
from tracker.queries.urgings import ChiefRow, count_urgings, list_chiefs
from tracker.transaction import audit, post
from tracker.transaction.audit import Subject
from tracker.transaction.post import Letter


def urge(session: Session, doing: Doing, tasks: Sequence[Task], word: str) -> None:
    """The tasks are held, and may be urged. Their versions stay: what a chief is typing into a
    form about one of them is not made stale."""
    times = count_urgings([task.id for task in tasks])
    rows = [
        Urging(
            task_id=task.id,
            times=times.get(task.id, 0) + 1,
            word=word.strip(),
            by_id=doing.actor.user_id,
            at=doing.now,
        )
        for task in tasks
    ]
    session.add_all(rows)
    session.flush()
    _queue_mails(session, doing, tasks, rows)
    for row in rows:
        subject = Subject("task", row.task_id)
        audit.record(session, doing, "task.urged", subject, after={"urging": row.id})


def _queue_mails(
    session: Session, doing: Doing, tasks: Sequence[Task], rows: Sequence[Urging]
) -> None:
    """One for each chief of the units that lead the tasks, whoever has an address."""
    of_unit: defaultdict[int, list[int]] = defaultdict(list)
    for task, row in zip(tasks, rows, strict=True):
        of_unit[task.lead_unit_id or 0].append(row.id)
    for unit_id, chiefs in list_chiefs(of_unit).items():
        for chief in chiefs:
            _queue_mail(session, doing, chief, of_unit[unit_id])


def _queue_mail(session: Session, doing: Doing, chief: ChiefRow, urging_ids: list[int]) -> None:
    if chief.mail is None:
        return
    kind, first = MailKind.URGING, min(urging_ids)
    key = f"{kind}:{chief.user_id}:{first}"
    parameters = {"urgings": ",".join(map(str, urging_ids))}
    post.queue(session, doing, Letter(kind, chief.mail, key, chief.user_id, parameters))
