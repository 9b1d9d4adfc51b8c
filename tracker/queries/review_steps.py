"""The last steps of a review: what was done, by whom, and what of it was undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import aliased, defer

from tracker.database import db
from tracker.domain.words.review_steps import step_words
from tracker.models import ReviewStep, User


@dataclass(frozen=True, slots=True)
class ReviewStepRow:
    number: int
    words: str
    by_id: int
    by: str
    at: datetime
    undone_by: str | None
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReviewSteps:
    rows: Sequence[ReviewStepRow]  # the newest first

    @property
    def last(self) -> ReviewStepRow | None:
        """The one that can be undone now."""
        return next((row for row in self.rows if row.undone_at is None), None)

    @property
    def just_undone(self) -> ReviewStepRow | None:
        """If nothing was done since."""
        undone = [(row.undone_at, -row.number, row) for row in self.rows if row.undone_at]
        if not undone:
            return None
        at, _, newest = max(undone)  # of two in one moment the older step was undone last
        return None if any(row.at > at for row in self.rows) else newest

    @property
    def earlier(self) -> Sequence[ReviewStepRow]:
        shown = (self.last, self.just_undone)
        return [row for row in self.rows if row not in shown]


def get_steps(draft_id: int) -> ReviewSteps:
    undone_by = aliased(User)
    rows = db.session.execute(
        sa.select(ReviewStep, User.name, undone_by.name)
        .join(User, User.id == ReviewStep.by_id)
        .outerjoin(undone_by, undone_by.id == ReviewStep.undone_by_id)
        .where(ReviewStep.draft_id == draft_id)
        .order_by(ReviewStep.number.desc())
        .options(defer(ReviewStep.back))
    )
    return ReviewSteps([_row(step, by, undone) for step, by, undone in rows])


def _row(step: ReviewStep, by: str, undone_by: str | None) -> ReviewStepRow:
    return ReviewStepRow(
        number=step.number,
        words=step_words(step.action, step.title, step.items),
        by_id=step.by_id,
        by=by,
        at=step.at,
        undone_by=undone_by,
        undone_at=step.undone_at,
    )
