"""Contrast from the tokens: words of every kind on every ground that stands behind words (axe sees
neither hints in empty fields nor buttons that are switched off), lights, borders and the focus."""

import re

import pytest

from tests.architecture.source import ROOT

CSS = ROOT / "tracker" / "static" / "css"
READABLE, SEEN = 4.5, 3.0  # WCAG 2: of words, and of what is no word

INKS = ["ink", "ink-2", "ink-3", "accent", "accent-strong"]
GROUNDS = ["ground", "ground-2", "ground-3", "accent-tint"]
FULL = ["accent", "accent-strong"]  # behind words in --on-accent
LIGHTS = ["light-red", "light-yellow-edge", "light-green", "light-done", "light-grey"]
EDGES = ["line-2", "accent", "ink"]  # of fields and buttons, and of what has the focus
WORDLESS = ["line-2", "ground-3"]  # bars and dots

TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{3,6});")
COLOUR = re.compile(r"^\s*color: (?:var\(--([\w-]+)\)|(.+));", re.MULTILINE)
BACKGROUND = re.compile(r"^\s*background(?:-color)?: (?:var\(--([\w-]+)\)|(.+));", re.MULTILINE)
TOKENS = dict(TOKEN.findall((CSS / "tokens.css").read_text("utf-8")))


def luminance(colour: str) -> float:
    """As WCAG 2 defines it, from 0 for black to 1 for white."""
    digits = colour.removeprefix("#")
    digits = "".join(sign * 2 for sign in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000", "#fff", 21.0), ("#777777", "#fff", 4.478), ("#fff",) * 2 + (1,)],
)
def test_contrast_is_measured_as_the_standard_does(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize(
    ("fronts", "backs", "least"),
    [
        (INKS, GROUNDS, READABLE),
        (["on-accent"], FULL, READABLE),
        (LIGHTS, ["ground", "ground-2", "accent-tint"], SEEN),
        (EDGES, ["ground", "ground-2"], SEEN),
        (["accent"], GROUNDS, SEEN),
    ],
    ids=["words", "on buttons", "lights", "edges", "focus"],
)
def test_what_is_to_be_read_or_seen_stands_out(fronts, backs, least):
    faint = {
        (front, back): round(ratio, 2)
        for front in fronts
        for back in backs
        if (ratio := contrast(TOKENS[front], TOKENS[back])) < least
    }
    assert faint == {}


def test_nothing_is_written_in_a_colour_that_was_not_measured():
    plain = {"inherit", "#000"}  # #000: on paper
    found = {
        (sheet.name, token or value)
        for sheet in CSS.glob("*.css")
        for token, value in COLOUR.findall(sheet.read_text("utf-8"))
        if token not in {*INKS, "on-accent"} and value not in plain
    }
    assert found == set()


def test_no_ground_lies_behind_words_that_was_not_measured():
    found = {
        (sheet.name, token or value)
        for sheet in CSS.glob("*.css")
        for token, value in BACKGROUND.findall(sheet.read_text("utf-8"))
        if token not in {*GROUNDS, *FULL, *WORDLESS} and value != "none"
    }
    assert found == set()


def test_nothing_is_made_faint_by_half():
    faint = re.compile(r"^\s*(?:opacity|filter): (?!1;|none;)", re.MULTILINE)
    assert [s.name for s in CSS.glob("*.css") if faint.search(s.read_text("utf-8"))] == []
