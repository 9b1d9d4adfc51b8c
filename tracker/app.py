"""Builds the application: settings in, layers joined, doors opened."""

import logging
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

import tracker.models  # noqa: F401 -- the metadata must be whole before the first session
from tracker import cli, web
from tracker.database import db, engine_options
from tracker.domain.doing import Policy
from tracker.domain.letters import Letterhead
from tracker.domain.lights import LightPolicy
from tracker.outbound import make_sender
from tracker.outbound.smtp import SmtpSettings
from tracker.transaction.alone import alone

if TYPE_CHECKING:  # at run time nothing under `tracker/` knows that module
    from config import Config

ROOT = Path(__file__).resolve().parent.parent


def create_app(settings: "Config") -> Flask:
    """The only place that reads settings. All else is handed values."""
    app = Flask(
        "tracker",
        root_path=str(ROOT / "tracker"),
        template_folder=str(ROOT / "templates"),
        instance_path=str(settings.instance_path.absolute()),
    )
    settings.instance_path.mkdir(parents=True, exist_ok=True)
    _configure(app, settings)
    db.init_app(app)
    app.extensions["alone"] = alone  # for migrations/env.py, which imports nothing of ours
    for door in (web, cli):
        door.register(app)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]
    return app


def _configure(app: Flask, settings: "Config") -> None:
    logging.basicConfig(
        level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )
    logging.getLogger("alembic").setLevel(logging.WARNING)
    app.config.from_mapping(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=dict(engine_options(settings.database_url)),
        PERMANENT_SESSION_LIFETIME=timedelta(minutes=settings.session_minutes),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        WTF_CSRF_TIME_LIMIT=None,  # the token of a form holds as long as its session
        TRUSTED_PROXIES=settings.trusted_proxies,
        MAX_CONTENT_LENGTH=settings.upload_limit_mb * 1024 * 1024,
        POLICY=_policy(settings),
        DEMO_PASSWORD=settings.demo_password,
        SAMPLES=ROOT / "seed_plans",
        MIGRATIONS=ROOT / "migrations",
        READING_PATIENCE=1.5,  # seconds that an upload waits for its result before it is answered
        SENDER=make_sender(
            SmtpSettings(
                host=settings.smtp_host,
                port=settings.smtp_port,
                user=settings.smtp_user,
                password=settings.smtp_password,
                security=settings.smtp_security,
                timeout=settings.smtp_timeout,
            ),
            folder=settings.instance_path / "mail",
        ),
    )


def _policy(settings: "Config") -> Policy:
    return Policy(
        lights=LightPolicy(settings.lagging_points, settings.severe_points, settings.due_soon_days),
        extension_limit=settings.extension_limit,
        upload_limit_mb=settings.upload_limit_mb,
        session_hours=settings.session_hours,
        mails_per_minute=settings.mails_per_minute,
        letterhead=Letterhead(settings.organisation, settings.base_url, *settings.sender[::-1]),
    )
