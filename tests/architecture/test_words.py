"""Every word that a person may be shown: no enum value, code or parameter without its Chinese."""

import ast
import re
from dataclasses import dataclass
from enum import StrEnum
from string import Formatter

import pytest

from tests.architecture.source import called_name, modules
from tracker.domain import lifecycle, lights, permissions, task_events, values
from tracker.domain.words import labels

CARRIERS = {"RuleBroken", "Forbidden", "NotFound", "StaleWrite", "UnreadableDocument"}
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Raised:
    """A code as some module states it, with the names of the parameters that go with it."""

    where: str
    carrier: str
    code: str
    parameters: frozenset[str]


def _enums() -> list[type[StrEnum]]:
    found = [
        kind
        for module in (values, lights, permissions, task_events)
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
    ]
    assert len(found) > 10
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("kind", _enums(), ids=lambda kind: kind.__name__)
def test_every_value_has_a_word(kind):
    words = labels.LABELS.get(kind, {})
    without = [value for value in kind if not CHINESE.search(words.get(value, ""))]
    assert without == []


def test_values_of_two_kinds_that_are_spelt_alike_keep_words_of_their_own():
    draft = (values.PlanState.DRAFT, values.TaskState.DRAFT)
    assert draft[0] == draft[1]
    assert [labels.label(value) for value in draft] == ["草稿", "拟交办"]


def test_every_colour_has_a_shape_of_its_own():
    assert set(labels.SHAPES) == set(lights.Colour)
    assert len(set(labels.SHAPES.values())) == len(lights.Colour)


def _raised(carriers: set[str]) -> list[Raised]:
    """Codes that are written out; those put together are tested where they are made."""
    return [
        Raised(
            where=f"{module.name}:{node.lineno}",
            carrier=called_name(node),
            code=node.args[0].value,
            parameters=frozenset(keyword.arg or "**" for keyword in node.keywords),
        )
        for module in modules("tracker")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and called_name(node) in carriers
        if node.args and isinstance(node.args[0], ast.Constant)
    ]


def test_every_error_that_is_raised_has_a_sentence():
    raised = _raised(CARRIERS)
    assert len(raised) > 30
    assert [r for r in raised if not CHINESE.search(labels.ERRORS.get(r.code, ""))] == []


def test_every_doubt_that_is_noted_has_a_sentence():
    noted = _raised({"Doubt"})
    assert noted
    assert [d for d in noted if not CHINESE.search(labels.DOUBTS.get(d.code, ""))] == []


def test_every_parameter_of_a_sentence_is_given_where_the_error_is_raised():
    missing = [
        (r.where, r.code, wanted - r.parameters)
        for r in _raised(CARRIERS)
        if "**" not in r.parameters
        for wanted in [_placeholders(labels.ERRORS.get(r.code, ""))]
        if not wanted <= r.parameters
    ]
    assert missing == []


def test_a_doubt_speaks_of_nothing_but_the_words_it_is_about():
    assert {c: s for c, s in labels.DOUBTS.items() if not _placeholders(s) <= {"words"}} == {}


@pytest.mark.parametrize("by", lifecycle.Move)
def test_every_move_that_is_refused_has_a_sentence(by):
    assert f"task.cannot-{by.value.replace('_', '-')}" in labels.ERRORS


def test_no_sentence_is_left_over():
    written = {
        node.value
        for module in modules("tracker")
        if not module.name.startswith("tracker/domain/words/")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    moves = {f"task.cannot-{by.value.replace('_', '-')}" for by in lifecycle.Move}
    assert set(labels.ERRORS) - written - moves == set()


def _placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}
