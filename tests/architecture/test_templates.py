"""The templates: they parse, escape, keep to the policy, and stay short."""

import re

import pytest
from jinja2 import nodes

from tests.architecture.source import ROOT
from tests.databases import make_app

FOLDER = ROOT / "templates"
PAGES = sorted(FOLDER.rglob("*.html"))
TEXTS = sorted([*PAGES, *FOLDER.rglob("*.txt")])
PAGE_LINES, PIECE_LINES = 120, 40
WIDTH = 120


@pytest.fixture(scope="module")
def templates(tmp_path_factory):
    environment = make_app("sqlite:///x", tmp_path_factory.mktemp("templates")).jinja_env
    return {path: environment.parse(path.read_text(encoding="utf-8")) for path in TEXTS}


def _name(path) -> str:
    return path.relative_to(FOLDER).as_posix()


def _found(pattern: str, paths=PAGES) -> list[str]:
    return [
        f"{_name(path)}:{number}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(pattern, line, re.IGNORECASE)
    ]


def test_there_are_templates_to_look_at():
    assert PAGES


def test_nothing_is_styled_or_scripted_inside_a_page():
    """The content security policy would drop it without a word."""
    assert _found(r"\sstyle\s*=|<style\b|<script(?![^>]*\bsrc=)|\son[a-z]+\s*=|javascript:") == []


def test_nothing_switches_escaping_off():
    assert _found(r"\|\s*safe\b|autoescape\s+false") == []


def test_nothing_is_loaded_from_elsewhere():
    assert _found(r"(src|href)\s*=\s*[\"'](https?:)?//") == []


def test_every_template_is_short_enough_to_be_read_at_once():
    lengths = {path: path.read_text(encoding="utf-8").count("\n") for path in PAGES}
    long = {
        _name(path): length
        for path, length in lengths.items()
        if length > (PIECE_LINES if path.name.startswith("_") else PAGE_LINES)
    }
    assert long == {}


def test_every_line_of_a_template_fits_the_screen():
    """The formatter breaks tags; text and expressions it leaves as they are written."""
    assert _found(rf"^.{{{WIDTH + 1}}}") == []


def test_macros_are_given_what_they_need(templates):
    """`with context` would let a macro see whatever the page happens to have."""
    sharing = [
        _name(path)
        for path, tree in templates.items()
        for node in tree.find_all((nodes.Import, nodes.FromImport))
        if node.with_context
    ]
    assert sharing == []


def test_every_template_that_is_named_exists(templates):
    kinds = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
    gone = [
        (_name(path), node.template.value)
        for path, tree in templates.items()
        for node in tree.find_all(kinds)
        if isinstance(node.template, nodes.Const) and not (FOLDER / node.template.value).exists()
    ]
    assert gone == []


POSTING = re.compile(r"<form\b[^>]*method=[\"']post.*?</form>", re.DOTALL | re.IGNORECASE)


def test_every_form_that_posts_carries_a_token():
    without = [
        (_name(path), form[:100])
        for path in PAGES
        for form in POSTING.findall(path.read_text(encoding="utf-8"))
        if not re.search(r"csrf_token|hidden_tag|token\(", form)
    ]
    assert without == []
