"""The last steps of a review, each with what it needs to be undone."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.database import Base


class ReviewStep(Base):
    """`number` is the version that the draft had after it: it is used once. `back` is what
    `domain.drafts.steps` makes the draft of before with; an undone step has none."""

    __tablename__ = "review_steps"
    __table_args__ = (UniqueConstraint("draft_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("import_drafts.id", ondelete="CASCADE"))
    number: Mapped[int]
    action: Mapped[str]  # as the log calls it
    title: Mapped[str]  # of the first item, before the step
    items: Mapped[int]
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"))
    at: Mapped[datetime]
    back: Mapped[dict[str, Any]]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"))
    undone_at: Mapped[datetime | None]
