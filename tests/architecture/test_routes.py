"""Every address: who may is declared, parts are typed, words in kebab-case, a GET only reads."""

import ast
import re
import textwrap
from inspect import getsource, unwrap

import pytest

from tests.architecture.source import ROOT, modules
from tests.databases import make_app

# Files that come with the product and its packages, the same for everybody.
FILES = {"static"}
WORD = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PART = re.compile(r"<(int|date|string\([^)]*\)|any\([^)]*\)):[a-z_]+>")


@pytest.fixture(scope="module")
def product(tmp_path_factory):
    return make_app("sqlite:///x", tmp_path_factory.mktemp("routes"))


@pytest.fixture(scope="module")
def rules(product):
    rules = [rule for rule in product.url_map.iter_rules() if rule.endpoint not in FILES]
    assert rules
    return rules


def test_every_view_says_who_may(product, rules):
    """By `@requires(...)` or `@public`, which leave their mark on the function."""
    silent = [
        rule.endpoint
        for rule in rules
        if getattr(product.view_functions[rule.endpoint], "access", None) is None
    ]
    assert silent == []


def test_every_part_of_an_address_is_typed_or_a_word_in_kebab_case(rules):
    odd = [
        (rule.rule, piece)
        for rule in rules
        for piece in rule.rule.strip("/").split("/")
        if piece and not (WORD.fullmatch(piece) or PART.fullmatch(piece))
    ]
    assert odd == []


def test_no_address_ends_in_a_slash_except_the_first(rules):
    assert [rule.rule for rule in rules if rule.rule != "/" and rule.rule.endswith("/")] == []


def test_views_use_no_methods_but_get_and_post(rules):
    """Forms of plain HTML know no others."""
    usual = {"GET", "HEAD", "OPTIONS", "POST"}
    assert {rule.rule: rule.methods for rule in rules if not rule.methods <= usual} == {}


def test_a_view_that_only_reads_calls_no_use_case(product, rules):
    """Use cases write; `tests/client.py` also watches that no GET of any test does."""
    services = _use_cases()
    writing = [
        (rule.endpoint, name)
        for rule in rules
        if "POST" not in rule.methods
        for name in sorted(_names(product.view_functions[rule.endpoint]) & services)
    ]
    assert writing == []


def _use_cases() -> set[str]:
    """The names under which pages know modules of `tracker.services`."""
    return {
        alias.asname or alias.name
        for module in modules("tracker/web")
        for node in module.nodes
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tracker.services")
        for alias in node.names
    }


def _names(view: object) -> set[str]:
    tree = ast.parse(textwrap.dedent(getsource(unwrap(view))))
    return {
        node.value.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }


def test_no_page_builds_html_by_hand():
    """Templates escape; `Markup` on a string that holds what somebody typed would not."""
    by_hand = [
        f"{module.name}:{node.lineno}"
        for module in modules("tracker/web")
        for node in module.nodes
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in {"Markup", "render_template_string"}
        and not isinstance(node.args[0], ast.Constant)
    ]
    assert by_hand == [], ROOT
