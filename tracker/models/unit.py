"""Units, the names they go by, what they do and who supervises them."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.database import Base
from tracker.domain.values import UnitKind


class Unit(Base):
    __tablename__ = "units"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[UnitKind]
    position: Mapped[int]
    is_active: Mapped[bool] = mapped_column(default=True)

    aliases: Mapped[list["UnitAlias"]] = relationship(
        cascade="all, delete-orphan", order_by="UnitAlias.id"
    )
    duties: Mapped[list["UnitDuty"]] = relationship(
        cascade="all, delete-orphan", order_by="UnitDuty.id"
    )


class UnitAlias(Base):
    """Another name that documents use. A name belongs to one unit."""

    __tablename__ = "unit_aliases"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(unique=True)


class UnitDuty(Base):
    """A line of what the unit does; the parser suggests units by these words."""

    __tablename__ = "unit_duties"
    __table_args__ = (UniqueConstraint("unit_id", "text"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id", ondelete="CASCADE"))
    text: Mapped[str]


class Supervision(Base):
    """分管: each unit has at most one supervising leader."""

    __tablename__ = "supervisions"

    unit_id: Mapped[int] = mapped_column(
        ForeignKey("units.id", ondelete="CASCADE"), primary_key=True
    )
    leader_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
