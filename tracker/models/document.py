"""The document a plan came from, and the draft read out of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from tracker.database import Base


class PlanDocument(Base):
    """The file as it came, and its text. Source spans are positions in that text."""

    __tablename__ = "plan_documents"

    id: Mapped[int] = mapped_column(primary_key=True)
    filename: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    text: Mapped[str] = mapped_column(deferred=True)
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"))
    uploaded_at: Mapped[datetime]


class ImportDraft(Base):
    """The draft as corrected so far (`drafts.as_record`). Accepted once, into one plan."""

    __tablename__ = "import_drafts"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(
        ForeignKey("plan_documents.id", ondelete="CASCADE"), index=True
    )
    draft: Mapped[dict[str, Any]]
    accepted_at: Mapped[datetime | None]
    plan_id: Mapped[int | None] = mapped_column(
        ForeignKey("work_plans.id", ondelete="SET NULL"), index=True
    )
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy's own spelling
