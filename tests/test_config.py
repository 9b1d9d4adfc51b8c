"""Settings: a first start needs none, and what cannot work is refused with a sentence."""

import os
import subprocess
import sys
from dataclasses import fields

import pytest

from config import ROOT, Config, ConfigError

KEY = "a key that only tests have"
ACCOUNT = {"SMTP_USER": "plan@b.cn", "SMTP_PASSWORD": "authorisation code"}


def test_a_first_start_needs_no_setting_and_makes_its_own_key_once(tmp_path):
    env = {"INSTANCE_PATH": str(tmp_path)}
    first, second = Config.from_env(env), Config.from_env(env)
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) == 64
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
    assert first.database_url == f"sqlite:///{tmp_path / 'tracker.sqlite3'}"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_the_usual_addresses_of_a_shared_database_get_the_driver_that_is_installed(scheme):
    config = Config.from_env({"DATABASE_URL": f"{scheme}://tracker@db/plans", "SECRET_KEY": KEY})
    assert config.database_url == "postgresql+psycopg://tracker@db/plans"


def test_a_shared_database_wants_a_key_that_all_machines_know():
    with pytest.raises(ConfigError, match="SECRET_KEY"):
        Config.from_env({"DATABASE_URL": "postgresql://db/plans"})


# Every setting that there is, with what works and what cannot. `{folder}` is there.
SETTINGS = {
    "DATABASE_URL": (
        ["sqlite:///plan.sqlite3", "sqlite:///{folder}/计划 1.sqlite3", "postgres://u:p@db:5432/plans"],
        ["nonsense", "mysql://db/plans", "postgresql+asyncpg://db/plans", "sqlite:/plan.sqlite3",
         "postgresql://db:port/plans", "postgresql://db:99999/plans", "postgresql://[::1/plans",
         "sqlite://", "sqlite:///:memory:", "sqlite:///{folder}/missing/x.sqlite3",
         "sqlite:///{folder}", "C:\\plan.sqlite3", "sqlite:///a\0b"],
    ),
    "SECRET_KEY": (["0123456789abcdef"], ["short", "x" * 40, "ab" * 40, "0123456789abcd\nef"]),
    "INSTANCE_PATH": (["{folder}", "{folder}/new"], ["{folder}/a\nb", "~nobody-has-this-name/x"]),
    "BASE_URL": (
        ["https://plan.example", "http://10.0.0.5:8000/", "http://[::1]:8000"],
        ["plan.example", "ftp://plan.example", "https://", "https://plan.example:port",
         "https://plan.example:99999", "https://plan example", "https：//plan.example",
         "https://a:b@plan.example", "https://plan.example/?a=1", "https://plan.example/#a"],
    ),
    "ORGANISATION": (["某某局", "某某　局"], ["局\nBcc: x@y", "局\x00", "局\u202e", "局" * 1001]),
    "SESSION_MINUTES": (["1", "1440"], ["0", "-5", "30 minutes", "1441", "٣x"]),
    "SESSION_HOURS": (["1", "168"], ["0", "169", "12.5"]),
    "UPLOAD_LIMIT_MB": (["1", "200"], ["0", "201", "20MB", "9" * 30]),
    "TRUSTED_PROXIES": (["0", "9"], ["10", "1.5", "yes"]),
    "SMTP_HOST": (
        ["mail.example", "localhost", "10.0.0.5", "::1", "mx_1.局.cn"],
        ["mail example", "smtp://mail.example", "mail.example:25", "a@b.cn", "mail.example/",
         "mail\t.example", "999.1.1.1", "-x.cn", "a..b", "[::1]", "a." * 200],
    ),
    "SMTP_PORT": (["1", "65535"], ["0", "65536", "99999", "twenty", "2 5"]),
    "SMTP_USER": ([], ["督查室", "a\nb", "alone"]),
    "SMTP_PASSWORD": ([], ["密码", "a\nb", "alone"]),
    "SMTP_SECURITY": (["none", "starttls", "ssl"], ["tls", "SSL"]),
    "MAILS_PER_MINUTE": (["0", "30", "100000"], ["-1", "many", "100001"]),
    "SMTP_TIMEOUT": (["1", "600"], ["0", "601", "20s"]),
    "MAIL_FROM": (
        ["a@b.cn", "督查室 <a@b.cn>", '"督查室" <a@b.cn>', "tracker@localhost"],
        ["tracker", "督查室 <a@b.cn", "督查室 a@b.cn", "a@b.cn, c@d.cn", "督查室\n<a@b.cn>",
         "a..b@c.cn", ".a@b.cn", "a@b..cn", "a@b.cn.", '"@b.cn'],
    ),
    "LAGGING_POINTS": (["1", "29"], ["0", "30", "100"]),
    "SEVERE_POINTS": (["11", "100"], ["10", "101"]),
    "DUE_SOON_DAYS": (["0", "365"], ["366", "-1"]),
    "EXTENSION_LIMIT": (["0", "99"], ["100", "two"]),
    "DEMO_PASSWORD": (["shown at start"], ["short1", "12345678", "abc12345", "a1a1a1a1"]),
    "LOG_LEVEL": (["DEBUG", "INFO"], ["LOUD", "info"]),
    "PORT": (["1", "65535"], ["0", "65536", "8000/tcp", "http"]),
}  # fmt: skip
GOOD = [(name, value) for name, (good, _) in SETTINGS.items() for value in good]
BAD = [(name, value) for name, (_, bad) in SETTINGS.items() for value in bad]


def setting(name, value, tmp_path):
    given = {"INSTANCE_PATH": str(tmp_path), "SECRET_KEY": KEY}
    return given | {name: value.replace("{folder}", str(tmp_path))}


def test_every_setting_has_its_line_in_the_table():
    assert SETTINGS.keys() == {each.name.upper() for each in fields(Config)} | {"PORT"}
    assert {name for name, (good, _) in SETTINGS.items() if not good} == ACCOUNT.keys()
    assert all(bad for _, bad in SETTINGS.values())


@pytest.mark.parametrize(("name", "value"), GOOD)
def test_what_works_is_taken_with_blanks_around_it_or_without(name, value, tmp_path):
    plain, padded = (
        Config.from_env(setting(name, typed, tmp_path)) for typed in (value, f" {value}\t\n")
    )
    assert plain == padded


@pytest.mark.parametrize(("name", "value"), BAD)
def test_what_cannot_work_is_refused_in_one_sentence_that_names_the_setting(name, value, tmp_path):
    with pytest.raises(ConfigError, match=name) as refused:
        Config.from_env(setting(name, value, tmp_path))
    assert "\n" not in str(refused.value)


def test_the_account_for_mail_is_whole(tmp_path):
    config = Config.from_env({"INSTANCE_PATH": str(tmp_path), **ACCOUNT})
    assert (config.smtp_user, config.smtp_password) == tuple(ACCOUNT.values())


def test_the_address_of_the_database_is_not_repeated_with_its_password(tmp_path):
    url = "postgresql://tracker:hidden@db:port/plans"
    with pytest.raises(ConfigError) as refused:
        Config.from_env(setting("DATABASE_URL", url, tmp_path))
    assert "hidden" not in str(refused.value)


def test_the_command_says_what_is_wrong_without_a_trace(tmp_path):
    told = subprocess.run(
        [sys.executable, "-c", "import wsgi"],
        env={"INSTANCE_PATH": str(tmp_path), "SMTP_PORT": "twenty", "PATH": ""},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert told.stderr == ("SMTP_PORT 应为整数，现在是“twenty”。各项设置见 README。\n")


def test_every_setting_is_read_by_its_name(tmp_path):
    env = {
        "INSTANCE_PATH": str(tmp_path),
        "SECRET_KEY": KEY,
        "UPLOAD_LIMIT_MB": "60",
        "EXTENSION_LIMIT": "0",
        "LOG_LEVEL": "DEBUG",
        "DEMO_PASSWORD": "shown at start",
    }
    config = Config.from_env(env)
    assert (config.upload_limit_mb, config.extension_limit) == (60, 0)
    assert (config.log_level, config.demo_password) == ("DEBUG", "shown at start")


@pytest.mark.parametrize(
    ("typed", "sender"),
    [
        ("督查室 <a@b.cn>", ("督查室", "a@b.cn")),
        ('"督查室" <a@b.cn>', ("督查室", "a@b.cn")),
        ("a@b.cn", ("", "a@b.cn")),
        ("<a@b.cn>", ("", "a@b.cn")),
        ("tracker@localhost", ("", "tracker@localhost")),
    ],
)
def test_the_sender_of_mails_is_an_address_with_or_without_a_name(typed, sender, tmp_path):
    assert Config.from_env({"INSTANCE_PATH": str(tmp_path), "MAIL_FROM": typed}).sender == sender


@pytest.mark.parametrize("kept", [b"", b"short", b"\n" * 40, b"\x00" * 40, b"aaaaaaaaaaaaaaaaaaaa"])
def test_a_key_file_without_a_whole_key_is_named(kept, tmp_path):
    (tmp_path / "secret_key").write_bytes(kept)
    with pytest.raises(ConfigError, match="secret_key"):
        Config.from_env({"INSTANCE_PATH": str(tmp_path)})


def test_a_first_start_that_is_interrupted_leaves_no_half_key(tmp_path, monkeypatch):
    def killed(handle):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", killed)
        with pytest.raises(KeyboardInterrupt):
            Config.from_env({"INSTANCE_PATH": str(tmp_path)})
    assert [*tmp_path.iterdir()] == []
    assert len(Config.from_env({"INSTANCE_PATH": str(tmp_path)}).secret_key) == 64


def test_of_two_first_starts_at_once_the_first_key_is_the_key_of_both(tmp_path, monkeypatch):
    env, linked = {"INSTANCE_PATH": str(tmp_path)}, os.link
    keys = []

    def overtaken(draft, path):
        monkeypatch.setattr(os, "link", linked)
        keys.append(Config.from_env(env).secret_key)
        linked(draft, path)

    monkeypatch.setattr(os, "link", overtaken)
    keys.append(Config.from_env(env).secret_key)
    assert keys[0] == keys[1]
    assert [each.name for each in tmp_path.iterdir()] == ["secret_key"]


def test_an_empty_setting_means_the_default(tmp_path):
    env = {"INSTANCE_PATH": str(tmp_path), "SMTP_PORT": "", "ORGANISATION": " \t", "PORT": " "}
    config = Config.from_env(env)
    assert (config.smtp_port, config.base_url) == (25, "http://127.0.0.1:8000")
    assert config.organisation


@pytest.mark.parametrize(
    ("base_url", "secure"), [("https://plan.example", True), ("http://10.0.0.5:8000/", False)]
)
def test_cookies_are_secure_where_people_come_by_https(base_url, secure, tmp_path):
    config = Config.from_env({"INSTANCE_PATH": str(tmp_path), "BASE_URL": base_url})
    assert config.secure_cookies is secure
    assert not config.base_url.endswith("/")


def test_secrets_are_not_shown_when_settings_are_printed():
    config = Config(
        database_url="sqlite:///x", secret_key=KEY, smtp_user="a", smtp_password="hidden away"
    )
    assert KEY not in repr(config)
    assert "hidden away" not in repr(config)
