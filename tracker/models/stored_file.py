"""The bytes of files, kept once under their sha256: a backup of the database holds them all."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from tracker.database import Base

PIECE = 256 * 1024  # bytes of one row; only the last piece of a file is shorter


class StoredFile(Base):
    """A file that is there as a whole. `stored_at` is when it last came in."""

    __tablename__ = "stored_files"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    stored_at: Mapped[datetime] = mapped_column(index=True)


class FilePiece(Base):
    """Pieces are numbered from 0. They are small, so that no process ever holds a whole file."""

    __tablename__ = "file_pieces"
    __table_args__ = (CheckConstraint("number >= 0", name="number_from_zero"),)

    sha256: Mapped[str] = mapped_column(
        ForeignKey("stored_files.sha256", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[bytes] = mapped_column(LargeBinary)
