"""Settings, read from the environment once. README lists them; what cannot work is refused here."""

import os
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent
MIN_KEY_LENGTH = 16
SECURITIES = ("none", "starttls", "ssl")
_ADDRESS = r"[!-~]+@[A-Za-z0-9.-]+"
_SENDER = re.compile(rf"([^<>@]*)<({_ADDRESS})>|((?![^@]*[<>,;]){_ADDRESS})")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


class ConfigError(Exception):
    """A setting that cannot work, with a sentence for the person who set it."""


def _setting(default: Any, *, at_least: int = 0, at_most: int = 2**31 - 1) -> Any:
    """A whole number within bounds."""
    return field(default=default, metadata={"at_least": at_least, "at_most": at_most})


def _secret(default: str = "") -> Any:
    return field(default=default, repr=False)


@dataclass(kw_only=True)
class Config:
    """A setting stands here once: its name, its kind, its default, its bounds."""

    database_url: str
    secret_key: str = field(repr=False)
    instance_path: Path = ROOT / "instance"
    base_url: str = "http://127.0.0.1:8000"
    organisation: str = "云江区市场监督管理局"
    session_minutes: int = _setting(30, at_least=1, at_most=24 * 60)
    session_hours: int = _setting(12, at_least=1, at_most=7 * 24)
    upload_limit_mb: int = _setting(20, at_least=1, at_most=200)
    trusted_proxies: int = _setting(0, at_most=9)
    smtp_host: str = ""
    smtp_port: int = _setting(25, at_least=1, at_most=65535)
    smtp_user: str = ""
    smtp_password: str = _secret()
    smtp_security: str = "none"
    smtp_timeout: int = _setting(20, at_least=1, at_most=600)
    mail_from: str = "tracker@localhost"
    lagging_points: int = _setting(10, at_least=1, at_most=99)
    severe_points: int = _setting(30, at_least=2, at_most=100)
    due_soon_days: int = _setting(7, at_most=365)
    extension_limit: int = _setting(2, at_most=99)
    demo_password: str = _secret("demo-2026")
    log_level: str = "INFO"

    def __post_init__(self) -> None:
        for each in fields(self):
            _check_bounds(each, getattr(self, each.name))
            if not str(getattr(self, each.name)).isprintable():
                raise ConfigError(f"{each.name.upper()} 里不能有换行等不可见的字符")
        if len(self.secret_key) < MIN_KEY_LENGTH:
            raise ConfigError(f"SECRET_KEY 至少要有 {MIN_KEY_LENGTH} 个字符")
        if self.lagging_points >= self.severe_points:
            raise ConfigError("LAGGING_POINTS 应小于 SEVERE_POINTS")
        _check_site(self.base_url)
        if not _SENDER.fullmatch(self.mail_from):
            raise ConfigError("MAIL_FROM 应为邮箱地址，如 a@b.cn，或 督查室 <a@b.cn>")
        _check_listed("SMTP_SECURITY", self.smtp_security, SECURITIES)
        _check_listed("LOG_LEVEL", self.log_level, LOG_LEVELS)

    @property
    def sender(self) -> tuple[str, str]:
        """The name, which may be empty, and the address in MAIL_FROM."""
        found = _SENDER.fullmatch(self.mail_from)
        name, within, alone = found.groups() if found else ("", "", "")
        return (name or "").strip(' "'), within or alone

    @property
    def secure_cookies(self) -> bool:
        """Where people come by https, cookies come by nothing else."""
        return self.base_url.startswith("https:")

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> "Config":
        """An empty setting means the default."""
        env = os.environ if env is None else env
        typed = {each.name: env.get(each.name.upper(), "") for each in fields(cls)}
        given = {
            each.name: _read(each, typed[each.name]) for each in fields(cls) if typed[each.name]
        }
        instance = given.setdefault("instance_path", ROOT / "instance")
        url = given.get("database_url") or f"sqlite:///{instance / 'tracker.sqlite3'}"
        given["database_url"] = _with_driver(url)
        given.setdefault("base_url", f"http://127.0.0.1:{env.get('PORT') or 8000}")
        given["base_url"] = given["base_url"].rstrip("/")
        if "secret_key" not in given:
            given["secret_key"] = _own_key(instance, url)
        return cls(**given)


def _read(setting: Field[Any], text: str) -> Any:
    if setting.type is Path:
        return Path(text)
    if setting.type is not int:
        return text
    if not text.isdecimal() or len(text) > 9:
        raise ConfigError(f"{setting.name.upper()} 应为整数，现在是“{text}”")
    return int(text)


def _check_bounds(setting: Field[Any], value: Any) -> None:
    low, high = setting.metadata.get("at_least"), setting.metadata.get("at_most")
    if low is not None and not low <= value <= high:
        raise ConfigError(f"{setting.name.upper()} 应在 {low} 到 {high} 之间，现在是 {value}")


def _check_site(url: str) -> None:
    try:
        parts = urlsplit(url)
        is_right = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        is_right = False
    if not is_right or " " in url or parts.query or parts.fragment:
        raise ConfigError("BASE_URL 应为 http:// 或 https:// 开头的网址，如 https://plan.example")


def _check_listed(name: str, value: str, listed: Sequence[str]) -> None:
    if value not in listed:
        raise ConfigError(f"{name} 应为 {'、'.join(listed)} 之一，现在是“{value}”")


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
        raise ConfigError("SECRET_KEY 必须设置：DATABASE_URL 是多台机器共用的数据库")
    path = instance / "secret_key"
    instance.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        kept = path.read_bytes().decode("ascii", "replace").strip()
        if len(kept) < MIN_KEY_LENGTH:
            sentence = f"密钥文件 {path} 是空的或不完整，请删除它再启动，或设置 SECRET_KEY"
            raise ConfigError(sentence) from None
        return kept
    with os.fdopen(handle, "w", encoding="ascii") as file:
        key = secrets.token_hex(32)
        file.write(key)
    return key
