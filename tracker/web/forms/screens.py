"""大屏."""

from flask_wtf import FlaskForm

from tracker.web.fields import line_field


class ScreenForm(FlaskForm):  # type: ignore[misc]
    name = line_field("挂在哪里", most=40)
