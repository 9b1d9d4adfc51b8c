"""节点模板: the chain of milestones that a kind of matter usually goes through."""

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.database import Base


class NodeTemplate(Base):
    __tablename__ = "node_templates"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    # Use cases count it up: a change of the steps alone leaves this row as it is.
    version: Mapped[int] = mapped_column(default=1)

    steps: Mapped[list["NodeStep"]] = relationship(
        cascade="all, delete-orphan", order_by="NodeStep.position"
    )

    __mapper_args__ = {  # noqa: RUF012 -- SQLAlchemy's own spelling
        "version_id_col": version,
        "version_id_generator": False,
    }


class NodeStep(Base):
    """Its day is a share of the task's period or so many working days after its beginning."""

    __tablename__ = "node_steps"
    __table_args__ = (
        UniqueConstraint("template_id", "position"),
        CheckConstraint("(share IS NULL) <> (days IS NULL)", name="one_offset"),
        CheckConstraint("share IS NULL OR (share > 0 AND share <= 100)", name="share"),
        CheckConstraint("days IS NULL OR days > 0", name="days"),
        CheckConstraint("percent IS NULL OR (percent > 0 AND percent <= 100)", name="percent"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    template_id: Mapped[int] = mapped_column(ForeignKey("node_templates.id", ondelete="CASCADE"))
    position: Mapped[int]
    text: Mapped[str]
    share: Mapped[int | None]
    days: Mapped[int | None]
    percent: Mapped[int | None]
