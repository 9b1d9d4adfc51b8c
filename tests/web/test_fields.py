"""What people type into fields, and what may be shown of it."""

from decimal import Decimal

import pytest
from flask_wtf import FlaskForm
from hypothesis import given
from hypothesis import strategies as st

from tests.strict_html import faults_of
from tracker.web.fields import FigureField, line_field, visible


class FigureForm(FlaskForm):
    class Meta:
        csrf = False

    figure = FigureField("数")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("", None),
        (" 　", None),
        ("0", Decimal(0)),
        ("1,200", Decimal(1200)),
        ("３．５", Decimal("3.5")),
        (" 85% ", Decimal(85)),
        ("98.50％", Decimal("98.50")),
        ("-1", Decimal(-1)),
        ("1e3", Decimal(1000)),
        ("12\x00", Decimal(12)),
    ],
)
def test_a_figure_is_read_as_people_type_it(app, typed, value):
    with app.test_request_context(method="POST", data={"figure": typed}):
        form = FigureForm()
        assert form.validate()
        assert form.figure.value == value


@pytest.mark.parametrize("typed", ["八十", "1.2.3", "12家", "NaN", "sNaN", "Infinity", "--1", "½x"])
def test_what_is_no_figure_is_said_and_stays(app, typed):
    with app.test_request_context(method="POST", data={"figure": typed}):
        form = FigureForm()
        assert not form.validate()
        assert form.figure.errors == ["请填数字。"]
        assert form.figure.data == typed
        assert form.figure.value is None


@given(st.text(st.characters(max_codepoint=0x9F), max_size=20))
def test_what_is_visible_may_stand_on_any_page(text):
    shown = visible(text).replace("&", "").replace("<", "")
    page = "<!doctype html><html lang=zh><title>t</title><body><h1>h</h1><p>"
    assert not [fault for fault in faults_of(page + shown) if "codepoint" in fault]
    assert visible(shown) == shown


@pytest.mark.parametrize("text", ["", "一\r\n二\t三", "👍🏽 a&b <i>", "é"])
def test_ordinary_words_stay_as_they_are(text):
    assert visible(text) == text


def test_nothing_typed_is_no_words():
    assert visible(None) == ""


class LineForm(FlaskForm):
    class Meta:
        csrf = False

    title = line_field("任务", most=200)


def test_a_line_says_its_limit_to_the_browser(app):
    with app.test_request_context():
        assert 'maxlength="200"' in str(LineForm().title())
