"""Addresses that a mail server refused for good: nothing is sent there until somebody says so."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from tracker.database import Base


class ParkedAddress(Base):
    __tablename__ = "parked_addresses"

    address: Mapped[str] = mapped_column(primary_key=True)  # in small letters
    reason: Mapped[str]
    parked_at: Mapped[datetime]
