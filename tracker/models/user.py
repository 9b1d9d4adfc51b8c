"""People, the roles they hold, their login sessions, and failed logins."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.database import Base
from tracker.domain.values import Role
from tracker.models.unit import Unit


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    title: Mapped[str] = mapped_column(default="")  # 职务
    mail: Mapped[str | None] = mapped_column(unique=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id", ondelete="RESTRICT"), index=True)
    password_hash: Mapped[str]
    has_demo_password: Mapped[bool] = mapped_column(default=False)
    # Somebody else knows the password (a new account, a reset): the person must choose another.
    must_change_password: Mapped[bool] = mapped_column(default=False)
    is_active: Mapped[bool] = mapped_column(default=True)
    # For the person alone, who is told what changed since: no report counts logins.
    last_login_at: Mapped[datetime | None]
    previous_login_at: Mapped[datetime | None]

    unit: Mapped[Unit] = relationship()
    roles: Mapped[list["UserRole"]] = relationship(cascade="all, delete-orphan")


class UserRole(Base):
    __tablename__ = "user_roles"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    role: Mapped[Role] = mapped_column(primary_key=True)


class LoginSession(Base):
    """A login whose session has not been ended. Its key is in the browser, the hash is here."""

    __tablename__ = "login_sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    key_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    started_at: Mapped[datetime]
    ends_at: Mapped[datetime] = mapped_column(index=True)


class LoginFailure(Base):
    """One refused login. Kept in the database because all processes must count together."""

    __tablename__ = "login_failures"
    __table_args__ = (Index(None, "login", "at"), Index(None, "address", "at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str]
    address: Mapped[str]
    at: Mapped[datetime]
