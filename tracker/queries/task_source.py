"""The sentence of the plan that a task came from."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from tracker.database import db
from tracker.models import PlanDocument, Task, WorkPlan
from tracker.queries.task_targets import TargetRow

CONTEXT = 60  # characters of the plan shown before and after the task's own sentence


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class SourceRow:
    """The sentence of the plan: `text` is a piece of the document that begins at `start`."""

    filename: str
    start: int
    text: str
    task_start: int
    task_end: int

    def pieces(self, targets: Sequence[TargetRow]) -> Sequence[Piece]:
        """The task's own text, cut where a figure of the plan begins and ends."""
        spans = sorted((t.source_start or 0, t.source_end or 0) for t in targets)
        cuts: list[Piece] = []
        at = self.task_start
        for start, end in spans:
            if at <= start < end <= self.task_end:
                cuts.append(Piece(self._between(at, start), is_marked=False))
                cuts.append(Piece(self._between(start, end), is_marked=True))
                at = end
        cuts.append(Piece(self._between(at, self.task_end), is_marked=False))
        return [piece for piece in cuts if piece.text]

    def _between(self, start: int, end: int) -> str:
        return self.text[start - self.start : end - self.start]


def find_source(task_id: int) -> SourceRow | None:
    """A piece of the document's text, cut by the database: the whole may be megabytes long."""
    first = sa.case((Task.source_start > CONTEXT, Task.source_start - CONTEXT), else_=0)
    length = Task.source_end + CONTEXT - first
    row = db.session.execute(
        sa.select(
            PlanDocument.filename,
            first,
            sa.func.substr(PlanDocument.text, first + 1, length),
            Task.source_start,
            Task.source_end,
        )
        .join(WorkPlan, WorkPlan.id == Task.plan_id)
        .join(PlanDocument, PlanDocument.id == WorkPlan.document_id)
        .where(Task.id == task_id, Task.source_start.is_not(None))
    ).one_or_none()
    return None if row is None else SourceRow(*tuple(row))
