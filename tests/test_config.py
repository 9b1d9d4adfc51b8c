"""Settings: a first start needs none, and what cannot work is refused with a sentence."""

import subprocess
import sys

import pytest

from config import ROOT, Config, ConfigError

KEY = "a key that only tests have"


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


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("SECRET_KEY", "short"),
        ("SMTP_PORT", "twenty"),
        ("SESSION_MINUTES", "-5"),
        ("SMTP_SECURITY", "tls"),
        ("LAGGING_POINTS", "0"),
        ("LAGGING_POINTS", "30"),
        ("SEVERE_POINTS", "101"),
        ("SESSION_MINUTES", "0"),
        ("SESSION_MINUTES", "30 minutes"),
        ("UPLOAD_LIMIT_MB", "0"),
        ("UPLOAD_LIMIT_MB", "9" * 30),
        ("SMTP_PORT", "65536"),
        ("SMTP_TIMEOUT", "0"),
        ("TRUSTED_PROXIES", "1.5"),
        ("EXTENSION_LIMIT", "two"),
        ("LOG_LEVEL", "LOUD"),
        ("BASE_URL", "plan.example"),
        ("MAIL_FROM", "tracker"),
        ("MAIL_FROM", "督查室 <a@b.cn"),
        ("MAIL_FROM", "督查室 a@b.cn"),
        ("MAIL_FROM", "a@b.cn, c@d.cn"),
        ("MAIL_FROM", "督查室\n<a@b.cn>"),
        ("ORGANISATION", "局\nBcc: x@y.cn"),
        ("SMTP_PORT", "99999"),
        ("BASE_URL", "ftp://plan.example"),
        ("BASE_URL", "https://"),
        ("BASE_URL", "https://plan.example:port"),
        ("SESSION_HOURS", "0"),
        ("TRUSTED_PROXIES", "10"),
    ],
)
def test_what_cannot_work_is_refused_in_one_sentence_that_names_the_setting(
    setting, value, tmp_path
):
    env = {"INSTANCE_PATH": str(tmp_path), "SECRET_KEY": KEY, setting: value}
    with pytest.raises(ConfigError, match=setting) as refused:
        Config.from_env(env)
    assert "\n" not in str(refused.value)


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


def test_an_empty_key_file_is_named(tmp_path):
    (tmp_path / "secret_key").touch()
    with pytest.raises(ConfigError, match="secret_key"):
        Config.from_env({"INSTANCE_PATH": str(tmp_path)})


def test_an_empty_setting_means_the_default(tmp_path):
    env = {"INSTANCE_PATH": str(tmp_path), "SMTP_PORT": "", "ORGANISATION": "", "PORT": ""}
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
    config = Config(database_url="sqlite://", secret_key=KEY, smtp_password="hidden away")
    assert KEY not in repr(config)
    assert "hidden away" not in repr(config)
