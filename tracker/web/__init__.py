"""The pages. `pages/<noun>.py` has the addresses, `forms/<noun>.py` what can be typed there.

session, access, navigation              who is logged in, what they may open and are shown
login_page, kept_words                   the way in, and what was typed before it
sending, form_errors                     a form is done, refused, overtaken or sent twice
acts, task_forms                         what can be done with a task, each with its form
review_page                              a document beside the draft that was read from it
several, bulk_preview                    reports on several tasks; what is done to many tasks
ledger_filter                            the filter of the ledger as its address states it
fields                                   the kinds of fields that this product adds
evidence_files                           files that come with a form
drafts                                   tells the browser which kept words it can forget
filters, converters                      how values are written on a page and in an address
errors, headers                          the error pages; the security headers
static_files                             style sheets and scripts under the hash of their content
origins, body_limits                     where a form comes from; how much a stranger may send
"""

from flask import Flask
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined

from tracker.web import (
    access,
    body_limits,
    converters,
    errors,
    filters,
    headers,
    kept_words,
    login_page,
    navigation,
    origins,
    pages,
    session,
    static_files,
)

# `kept_words` after `session`: they come back to a person who is logged in.
_PARTS = (
    errors,
    origins,
    converters,
    session,
    kept_words,
    login_page,
    access,
    navigation,
    filters,
    headers,
    static_files,
)


def register(app: Flask) -> None:
    body_limits.register(app)  # before anything reads what was sent
    CSRFProtect(app)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    for part in _PARTS:
        part.register(app)
    for blueprint in pages.BLUEPRINTS:
        app.register_blueprint(blueprint)
