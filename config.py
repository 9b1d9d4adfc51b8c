"""Settings, read from the environment once. README lists them; what cannot work is refused here."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent
MIN_KEY_LENGTH = 16


class ConfigError(Exception):
    """A setting that cannot work, with a sentence for the person who set it."""


@dataclass(kw_only=True)
class Config:
    database_url: str
    secret_key: str = field(repr=False)
    instance_path: Path = ROOT / "instance"
    base_url: str = "http://127.0.0.1:8000"
    organisation: str = "云江区市场监督管理局"
    session_minutes: int = 30
    upload_limit_mb: int = 20
    secure_cookies: bool = False
    trusted_proxies: int = 0
    smtp_host: str = ""
    smtp_port: int = 25
    smtp_user: str = ""
    smtp_password: str = field(default="", repr=False)
    smtp_security: str = "none"
    smtp_timeout: int = 20
    mail_from: str = "tracker@localhost"
    lagging_points: int = 10
    severe_points: int = 30
    due_soon_days: int = 7
    extension_limit: int = 2
    demo_password: str = field(default="demo-2026", repr=False)
    log_level: str = "INFO"

    def __post_init__(self) -> None:
        if len(self.secret_key) < MIN_KEY_LENGTH:
            raise ConfigError(f"SECRET_KEY must have at least {MIN_KEY_LENGTH} characters")
        if self.smtp_security not in {"none", "starttls", "ssl"}:
            raise ConfigError("SMTP_SECURITY must be none, starttls or ssl")
        if not 0 < self.lagging_points < self.severe_points <= 100:
            raise ConfigError("LAGGING_POINTS must be above 0 and below SEVERE_POINTS")

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> "Config":
        env = os.environ if env is None else env
        instance = Path(env.get("INSTANCE_PATH") or ROOT / "instance")
        url = env.get("DATABASE_URL") or f"sqlite:///{instance / 'tracker.sqlite3'}"
        default = cls.__dataclass_fields__
        base_url = env.get("BASE_URL") or f"http://127.0.0.1:{env.get('PORT') or 8000}"

        def number(name: str) -> int:
            text = env.get(name.upper())
            if not text:
                return int(str(default[name].default))
            if not text.isdecimal():
                raise ConfigError(f"{name.upper()} must be a whole number, not {text!r}")
            return int(text)

        def text(name: str) -> str:
            return env.get(name.upper()) or str(default[name].default)

        return cls(
            database_url=_with_driver(url),
            secret_key=env.get("SECRET_KEY") or _own_key(instance, url),
            instance_path=instance,
            base_url=base_url.rstrip("/"),
            organisation=text("organisation"),
            session_minutes=number("session_minutes"),
            upload_limit_mb=number("upload_limit_mb"),
            secure_cookies=base_url.startswith("https:"),
            trusted_proxies=number("trusted_proxies"),
            smtp_host=text("smtp_host"),
            smtp_port=number("smtp_port"),
            smtp_user=text("smtp_user"),
            smtp_password=text("smtp_password"),
            smtp_security=text("smtp_security"),
            smtp_timeout=number("smtp_timeout"),
            mail_from=text("mail_from"),
            lagging_points=number("lagging_points"),
            severe_points=number("severe_points"),
            due_soon_days=number("due_soon_days"),
            extension_limit=number("extension_limit"),
            demo_password=text("demo_password"),
            log_level=text("log_level"),
        )


def _with_driver(url: str) -> str:
    """The short forms that people paste, with the driver that is installed."""
    for short in ("postgresql://", "postgres://"):
        if url.startswith(short):
            return "postgresql+psycopg://" + url.removeprefix(short)
    return url


def _own_key(instance: Path, url: str) -> str:
    """A key of this installation, made on first start: there is no default key to guess.

    With a shared database several machines must agree, so there it has to be set.
    """
    if not url.startswith("sqlite"):
        raise ConfigError("SECRET_KEY must be set when DATABASE_URL names a shared database")
    path = instance / "secret_key"
    instance.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        key = secrets.token_hex(32)
        file.write(key)
    return key
