"""节点 of one task or of many: these and no others; expected lines and lights follow them."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from tracker.domain.breakdown import MilestoneTerms
from tracker.domain.doing import Doing
from tracker.models import Milestone, Task
from tracker.transaction import audit
from tracker.transaction.audit import Subject
from tracker.transaction.figures import figures_kept

Planned = Sequence[tuple[Task, Sequence[MilestoneTerms]]]


def set_milestones(session: Session, doing: Doing, planned: Planned) -> None:
    """The tasks are held; who may, and whether the days will do, was looked at before."""
    before = [_words(task.milestones) for task, _ in planned]
    with figures_kept(session, [task for task, _ in planned], doing):
        for task, milestones in planned:
            _put(task, milestones)
            task.version += 1
    for (task, _), was in zip(planned, before, strict=True):
        audit.record(
            session,
            doing,
            "task.milestones-set",
            Subject("task", task.id),
            before={"milestones": was},
            after={"milestones": _words(task.milestones)},
        )


def _put(task: Task, milestones: Sequence[MilestoneTerms]) -> None:
    """A day that stays keeps its row: a second row for the same day would break the constraint."""
    known = {row.on: row for row in task.milestones}
    rows = []
    for terms in sorted(milestones, key=lambda each: each.on):
        row = known.get(terms.on) or Milestone(on=terms.on)
        row.text, row.percent = terms.text.strip(), terms.percent
        rows.append(row)
    task.milestones = rows


def _words(milestones: Sequence[Milestone]) -> list[str]:
    """As they stand in the log: 2026-06-30 应达 60% 完成初验."""
    return [_sentence(row) for row in sorted(milestones, key=lambda row: row.on)]


def _sentence(row: Milestone) -> str:
    percent = "" if row.percent is None else f"应达 {row.percent}%"
    return " ".join(word for word in (row.on.isoformat(), percent, row.text) if word)
