"""The pages: session, access, filters, error pages and the blueprints."""

from flask import Flask
from flask_bootstrap import Bootstrap5
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined

from tracker.web import access, converters, errors, filters, headers, navigation, pages, session


def register(app: Flask) -> None:
    Bootstrap5(app)
    CSRFProtect(app)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    for part in (converters, session, access, navigation, filters, headers, errors):
        part.register(app)
    for blueprint in pages.BLUEPRINTS:
        app.register_blueprint(blueprint)
