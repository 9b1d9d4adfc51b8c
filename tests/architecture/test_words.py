"""Every word that a person may be shown: no enum value, code or parameter without its Chinese."""

import ast
import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from string import Formatter

import pytest

from tests.architecture.source import called_name, modules
from tracker.domain import health, lifecycle, lights, values
from tracker.domain.words import acts, doubts, errors, labels, log, signs

CARRIERS = {"RuleBroken", "Forbidden", "NotFound", "StaleWrite", "UnreadableDocument"}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
DOTTED = re.compile(rf"({'|'.join(log.SUBJECTS)})(\.[a-z-]+)+")
ROOM = "tracker/domain/words/"
# Nobody reads their values: a refused move and an obstacle have a sentence, an answer to a doubt a
# field.
WORDLESS = {lifecycle.Move, doubts.Asks, health.Obstacle}


@dataclass(frozen=True, slots=True)
class Raised:
    """A code as some module states it, with the names of the parameters that go with it."""

    where: str
    carrier: str
    code: str
    parameters: frozenset[str]


def _enums() -> list[type[StrEnum]]:
    paths = (
        module.name.removesuffix(".py").replace("/", ".")
        for module in modules("tracker/domain")
        if module.path.name != "__init__.py"
    )
    found = [
        kind
        for path in paths
        for kind in vars(import_module(path)).values()
        if isinstance(kind, type) and issubclass(kind, StrEnum) and kind.__module__ == path
    ]
    assert len(found) > 20
    return [kind for kind in found if kind not in WORDLESS]


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
    assert set(signs.SHAPES) == set(lights.Colour)
    assert len(set(signs.SHAPES.values())) == len(lights.Colour)


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
        for node in module.nodes
        if isinstance(node, ast.Call) and called_name(node) in carriers
        if node.args and isinstance(node.args[0], ast.Constant)
    ]


def test_every_error_that_is_raised_has_a_sentence():
    raised = _raised(CARRIERS)
    assert len(raised) > 30
    assert [r for r in raised if not CHINESE.search(errors.ERRORS.get(r.code, ""))] == []


def test_every_doubt_that_is_noted_has_a_sentence():
    noted = _raised({"Doubt"})
    assert noted
    assert [d for d in noted if d.code not in doubts.DOUBTS] == []


def test_every_parameter_of_a_sentence_is_given_where_the_error_is_raised():
    missing = [
        (r.where, r.code, wanted - r.parameters)
        for r in _raised(CARRIERS)
        if "**" not in r.parameters
        for wanted in [_placeholders(errors.ERRORS.get(r.code, ""))]
        if not wanted <= r.parameters
    ]
    assert missing == []


@pytest.mark.parametrize("by", lifecycle.Move)
def test_every_move_that_is_refused_has_a_sentence(by):
    assert lifecycle.refusal_code(by) in errors.ERRORS


def _written(*folders: str) -> set[str]:
    """Every string outside the room of words."""
    return {
        node.value
        for folder in folders
        for module in modules(folder)
        if not module.name.startswith(ROOM)
        for node in module.nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_no_sentence_is_left_over():
    written = _written("tracker")
    refused = {lifecycle.refusal_code(by) for by in lifecycle.Move}
    assert set(errors.ERRORS) - written - refused == set()
    assert set(doubts.DOUBTS) - written == set()


def test_each_action_that_a_use_case_records_has_one_entry_and_no_entry_is_left_over():
    dotted = {
        word
        for word in _written("tracker/services", "tracker/transaction")
        if DOTTED.fullmatch(word)
    }
    assert len(dotted) > 60
    assert dotted - acts.ENTRIES.keys() - errors.ERRORS.keys() == set()
    assert acts.ENTRIES.keys() - dotted == set()


def test_a_code_stands_once():
    """In a table a second entry would silently take the place of the first."""
    keys = [
        key.value
        for module in modules(ROOM)
        for node in module.nodes
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant) and "." in str(key.value)
    ]
    assert len(keys) > 200
    assert [key for key, times in Counter(keys).items() if times > 1] == []


@pytest.mark.parametrize("table", [errors.ERRORS, doubts.DOUBTS], ids=["errors", "doubts"])
def test_a_table_of_sentences_is_sorted_by_code(table):
    assert list(table) == sorted(table)


@pytest.mark.parametrize(
    "table",
    [errors.ERRORS, {code: words.sentence for code, words in doubts.DOUBTS.items()}],
    ids=["errors", "doubts"],
)
def test_a_sentence_ends_with_a_full_stop(table):
    assert [sentence for sentence in table.values() if not sentence.endswith("。")] == []


def _placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}
