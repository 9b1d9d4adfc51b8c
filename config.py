"""Settings, read from the environment once. README lists them; what cannot work is refused here."""

import os
import re
import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import Field, dataclass, field, fields
from email.errors import MessageError
from email.headerregistry import Address
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from tracker.domain.passwords import check_password
from tracker.domain.words.errors import error_sentence

ROOT = Path(__file__).resolve().parent
MIN_KEY_LENGTH = 16
MIN_KEY_SIGNS = 5  # different ones: sixteen times the same letter is no key
LONGEST = 1000  # characters of any setting
SECURITIES = ("none", "starttls", "ssl")
_ADDRESS = r"[!-~]+@[A-Za-z0-9.-]+"
_SENDER = re.compile(rf"([^<>@]*)<({_ADDRESS})>|((?![^@]*[<>,;]){_ADDRESS})")
_LABEL = r"(?!-)[\w-]{1,63}(?<!-)"
_HOST = re.compile(rf"(?![\d.]+$){_LABEL}(\.{_LABEL})*")
DRIVERS = ("sqlite", "postgresql+psycopg")
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
    mails_per_minute: int = _setting(0, at_most=100_000)
    mail_from: str = "tracker@localhost"
    lagging_points: int = _setting(10, at_least=1, at_most=99)
    severe_points: int = _setting(30, at_least=2, at_most=100)
    due_soon_days: int = _setting(7, at_most=365)
    extension_limit: int = _setting(2, at_most=99)
    demo_password: str = _secret("demo-2026")
    log_level: str = "INFO"

    def __post_init__(self) -> None:
        for each in fields(self):
            value = getattr(self, each.name)
            _check_bounds(each, value)
            _check_seen(each.name.upper(), str(value))
        _check_key(self.secret_key)
        if self.lagging_points >= self.severe_points:
            raise ConfigError("LAGGING_POINTS 应小于 SEVERE_POINTS")
        _check_database(self.database_url, self.instance_path)
        _check_site(self.base_url)
        _check_sender(self.mail_from)
        _check_host(self.smtp_host)
        _check_account(self.smtp_user, self.smtp_password)
        _check_demo(self.demo_password)
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
        """Blanks around a setting count for nothing, and an empty one means the default."""
        env = os.environ if env is None else env
        typed = {each.name: env.get(each.name.upper(), "").strip() for each in fields(cls)}
        given = {
            each.name: _read(each, typed[each.name]) for each in fields(cls) if typed[each.name]
        }
        instance = given.setdefault("instance_path", ROOT / "instance")
        url = given.get("database_url") or f"sqlite:///{instance / 'tracker.sqlite3'}"
        given["database_url"] = _with_driver(url)
        given.setdefault("base_url", f"http://127.0.0.1:{_port(env)}")
        given["base_url"] = given["base_url"].rstrip("/")
        if "secret_key" not in given:
            given["secret_key"] = _own_key(instance, url)
        return cls(**given)


def _read(setting: Field[Any], text: str) -> Any:
    name = setting.name.upper()
    _check_seen(name, text)
    if setting.type is Path:
        return _folder(name, text)
    return _number(name, text) if setting.type is int else text


def _number(name: str, text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise ConfigError(f"{name} 应为整数，现在是“{text[:40]}”")
    return int(text)


def _folder(name: str, text: str) -> Path:
    try:
        return Path(text).expanduser()
    except RuntimeError as error:
        raise ConfigError(f"{name} 开头的 ~ 不是本机的用户") from error


def _port(env: Mapping[str, str]) -> int:
    """Of `flask serve`; here it is part of the address in mails."""
    text = env.get("PORT", "").strip() or "8000"
    _check_seen("PORT", text)
    port = _number("PORT", text)
    if not 1 <= port <= 65535:
        raise ConfigError(f"PORT 应在 1 到 65535 之间，现在是 {port}")
    return port


def _check_bounds(setting: Field[Any], value: Any) -> None:
    low, high = setting.metadata.get("at_least"), setting.metadata.get("at_most")
    if low is not None and not low <= value <= high:
        raise ConfigError(f"{setting.name.upper()} 应在 {low} 到 {high} 之间，现在是 {value}")


def _check_seen(name: str, text: str) -> None:
    if not all(sign.isprintable() or unicodedata.category(sign) == "Zs" for sign in text):
        raise ConfigError(f"{name} 里不能有换行等不可见的字符")
    if len(text) > LONGEST:
        raise ConfigError(f"{name} 不能超过 {LONGEST} 个字符")


def _check_key(key: str) -> None:
    if len(key) < MIN_KEY_LENGTH:
        raise ConfigError(f"SECRET_KEY 至少要有 {MIN_KEY_LENGTH} 个字符")
    if len(set(key)) < MIN_KEY_SIGNS:
        raise ConfigError(f"SECRET_KEY 太简单，至少要有 {MIN_KEY_SIGNS} 个不同的字符")


def _check_database(url: str, instance: Path) -> None:
    """Never shows the address, which may have a password in it."""
    try:
        parts = make_url(url)
        is_right = parts.drivername in DRIVERS and (parts.port is None or 0 < parts.port < 65536)
    except (ArgumentError, ValueError):
        is_right = False
    if not is_right:
        raise ConfigError(
            "DATABASE_URL 应为 sqlite:////文件夹/文件 或 postgresql://用户:密码@主机/库名"
        )
    if parts.drivername == "sqlite":
        _check_file(parts.database or "", instance)


def _check_file(name: str, instance: Path) -> None:
    """A name without a folder is meant within the instance folder, which is made."""
    path = instance.absolute() / name.removeprefix("file:")
    if name in ("", ":memory:") or path.is_dir():
        raise ConfigError(
            "DATABASE_URL 里应有数据库文件的名称，如 sqlite:////srv/plan/plan.sqlite3"
        )
    if path.parent != instance.absolute() and not path.parent.is_dir():
        raise ConfigError(f"DATABASE_URL 里的文件夹 {path.parent} 不存在，请先建立")


def _check_sender(typed: str) -> None:
    found = _SENDER.fullmatch(typed)
    try:
        is_right = found is not None and bool(Address(addr_spec=found[2] or found[3]))
    except (MessageError, ValueError, IndexError):
        is_right = False
    if not is_right:
        raise ConfigError("MAIL_FROM 应为邮箱地址，如 a@b.cn，或 督查室 <a@b.cn>")


def _check_host(host: str) -> None:
    if host and not _is_host(host):
        raise ConfigError(
            "SMTP_HOST 应为主机名或 IP 地址，如 mail.example；端口写在 SMTP_PORT，不带 smtp://"
        )


def _is_host(host: str) -> bool:
    try:
        return len(host) <= 253 and bool(_HOST.fullmatch(host) or ip_address(host))
    except ValueError:
        return False


def _check_account(user: str, password: str) -> None:
    if bool(user) != bool(password):
        raise ConfigError("SMTP_USER 和 SMTP_PASSWORD 要么都设置，要么都不设置")
    for name, value in (("SMTP_USER", user), ("SMTP_PASSWORD", password)):
        if not value.isascii():
            raise ConfigError(f"{name} 只能有英文字母、数字和符号，邮件服务器不认其他字符")


def _check_demo(password: str) -> None:
    for fault in check_password(password, login=""):
        raise ConfigError(f"DEMO_PASSWORD 不能用：{error_sentence(fault).rstrip('。')}")


def _check_site(url: str) -> None:
    try:
        parts = urlsplit(url)
        is_right = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        is_right = is_right and not (parts.username or parts.query or parts.fragment)
    except ValueError:
        is_right = False
    if not is_right or any(map(str.isspace, url)):
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
    instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        _make_key(path)
    kept = path.read_bytes().decode("ascii", "replace").strip()
    try:
        _check_key(kept)
    except ConfigError as error:
        sentence = f"密钥文件 {path} 是空的或不完整，请删除它再启动，或设置 SECRET_KEY"
        raise ConfigError(sentence) from error
    return kept


def _make_key(path: Path) -> None:
    """Whole or not at all, wherever the process is killed; of two at once the first one's stays."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
