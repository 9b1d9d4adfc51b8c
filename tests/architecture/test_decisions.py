"""What a state, a kind or a code means is decided in the domain: no page and no view compares one.

A template asks a row (`Act.REPORT in may`, `file.can_be_shown`, `task.light.is_red`); a view
asks the table of acts. What is compared here would be decided a second time.
"""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from enum import StrEnum

import pytest
from jinja2 import nodes

import tracker.domain
from tests.architecture.source import ROOT, modules
from tests.databases import make_app
from tracker.domain.words.errors import ERRORS

FOLDER = ROOT / "templates"
TEXTS = sorted([*FOLDER.rglob("*.html"), *FOLDER.rglob("*.txt")])
# What a row says of itself by a code.
TELLING = {
    "code", "colour", "grade", "group", "kind", "light", "mode", "op", "original_light",
    "plan_state", "role", "state", "verdict",
}  # fmt: skip
COMPARING = {"eq", "equalto", "==", "ne", "!=", "in", "sameas"}
CHOOSING = {"selectattr", "rejectattr"}


def enums() -> dict[str, type[StrEnum]]:
    found = {}
    for module in pkgutil.walk_packages(tracker.domain.__path__, "tracker.domain."):
        for name, kind in vars(importlib.import_module(module.name)).items():
            if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum:
                found[name] = kind
    return found


VALUES = {value.value for kind in enums().values() for value in kind}


def is_code(word: object) -> bool:
    return word in ERRORS


def words_of(node: nodes.Node) -> Iterator[object]:
    """The literals in an expression: of a list or a dictionary, each."""
    yield from (const.value for const in node.find_all(nodes.Const))
    if isinstance(node, nodes.Const):
        yield node.value


def attributes_of(node: nodes.Node) -> set[str]:
    found = {each.attr for each in node.find_all(nodes.Getattr)}
    return found | ({node.attr} if isinstance(node, nodes.Getattr) else set())


def is_decision(sides: list[nodes.Node]) -> bool:
    """A state, a kind or a code is compared with a word."""
    words = {word for side in sides for word in words_of(side) if isinstance(word, str)}
    asked = {name for side in sides for name in attributes_of(side)}
    return any(map(is_code, words)) or bool(words and asked & TELLING)


def decisions(tree: nodes.Template) -> Iterator[int]:
    """Lines on which a template decides by a literal."""
    for node in tree.find_all(nodes.Compare):
        if is_decision([node.expr, *(operand.expr for operand in node.ops)]):
            yield node.lineno
    for node in tree.find_all(nodes.Test):
        if node.name in COMPARING and is_decision([node.node, *node.args]):
            yield node.lineno
    for node in tree.find_all(nodes.Filter):
        words = [word for arg in node.args for word in words_of(arg)]
        if node.name in CHOOSING and set(words[2:]) & VALUES:
            yield node.lineno
    for node in tree.find_all(nodes.Dict):
        keys = {key for item in node.items for key in words_of(item.key)}
        if any(keys and keys <= {value.value for value in kind} for kind in enums().values()):
            yield node.lineno


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    return make_app("sqlite:///x", tmp_path_factory.mktemp("decisions")).jinja_env


def test_no_template_decides_by_the_word_for_a_state_a_kind_or_a_code(environment):
    found = [
        f"{path.relative_to(FOLDER)}:{line}"
        for path in TEXTS
        for line in decisions(environment.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("template", "is_one"),
    [
        ('{% if task.state == "draft" %}{% endif %}', True),
        ('{% if task.state in ("issued", "done") %}{% endif %}', True),
        ('{% if "jpeg" == file.kind %}{% endif %}', True),
        ('{% if row.group not in ["done"] %}{% endif %}', True),
        ('{% if task.light.colour != "red" %}{% endif %}', True),
        ('{% if task.state is equalto "draft" %}{% endif %}', True),
        ('{{ plans | selectattr("state", "equalto", "active") | list }}', True),
        ('{{ tasks | rejectattr("state", "in", ["done"]) | list }}', True),
        ('{% set notes = {"overdue": "逾期", "done": "办结"} %}', True),
        ('{% if error.code == "write.stale" %}{% endif %}', True),
        ('{% if code == "write.stale" %}{% endif %}', True),
        ("{% if Act.REPORT in may %}{% endif %}", False),
        ("{% if task.light.is_red %}{% endif %}", False),
        ('{{ tasks | selectattr("state.is_issued") | list }}', False),
        ('{% if field.type == "WordsField" %}{% endif %}', False),
        ("{% if light.colour == colour %}{% endif %}", False),
    ],
)
def test_what_counts_as_a_decision(environment, template, is_one):
    assert bool(list(decisions(environment.parse(template)))) is is_one


# Whether an act is among those that are offered, a field among those that a doubt asks for.
ASKED = {"Act", "Asks", "PlanAct"}


def deciding(tree: ast.Module) -> Iterator[int]:
    """Lines that compare with a member of an enum of the domain, or with the word for an error.

    What was typed is compared with the `value` of a member: no row says that of itself.
    """
    names = set(enums()) - ASKED
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            parts = [part for side in [node.left, *node.comparators] for part in ast.walk(side)]
            typed = {id(part.value) for part in parts if is_attribute(part, "value")}
            members = [part for part in parts if is_member(part, names) and id(part) not in typed]
            codes = [part for part in parts if isinstance(part, ast.Constant)]
            if members or any(is_code(code.value) for code in codes):
                yield node.lineno


def is_attribute(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == name


def is_member(node: ast.AST, enums: set[str]) -> bool:
    is_of_name = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    return is_of_name and node.value.id in enums


def test_no_view_decides_by_a_state_a_kind_or_a_code():
    found = [f"{m.name}:{line}" for m in modules("tracker/web") for line in deciding(m.tree)]
    assert found == []


@pytest.mark.parametrize(
    ("code", "is_one"),
    [
        ("task.state is TaskState.DRAFT", True),
        ("task.state in {TaskState.DRAFT, TaskState.DONE}", True),
        ("PlanState.ACTIVE != plan.state", True),
        ("error.code == 'write.stale'", True),
        ("Act.REPORT in may", False),
        ("task.state.is_issued", False),
        ("form.kind.data == TargetKind.YES_NO.value", False),
    ],
)
def test_what_counts_as_a_decision_of_a_view(code, is_one):
    assert bool(list(deciding(ast.parse(code)))) is is_one
