"""Documents of the generator are read rightly, and the generator itself keeps its word."""

import pytest

from tests.generator.layouts.choice import make_document
from tests.generator.layouts.marks import han
from tests.generator.score import begins, score, squeezed
from tests.generator.trial import try_seed
from tests.parsing.files_of import lines_of

SEEDS = (3, 44, 90)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_document_at_random_is_read_rightly(seed: int):
    found = try_seed(seed).score
    wrong = {name: c for name, c in found.items() if c.missed or c.invented}
    assert wrong == {}


def test_the_same_seed_makes_the_same_document():
    assert make_document(7) == make_document(7)
    assert make_document(7) != make_document(8)


@pytest.mark.parametrize("seed", range(1, 41))
def test_each_answer_stands_in_its_document(seed: int):
    document = make_document(seed)
    text = squeezed("".join(lines_of(document.parts)))
    for task in document.wanted.tasks:
        assert squeezed(task.words) in text
    for group in document.wanted.groups:
        assert squeezed(group) in text
    for task in document.wanted.tasks:
        words = squeezed(task.words)
        assert all(squeezed(target.words) in words for target in task.targets)


def test_a_refused_document_misses_everything():
    wanted = make_document(1).wanted
    found = score(None, wanted)
    assert len(found["tasks"].missed) == len(wanted.tasks)
    assert found["tasks"].f1 == 0


@pytest.mark.parametrize(
    ("text", "start", "is_so"),
    [
        ("前言。1.加强水库管理，落实责任", 3, True),
        ("前言。1.加强水库管理，落实责任", 5, True),
        ("前言如下。1.加强水库管理，落实责任", 0, False),
        ("前言。1.加强\n水库  管理，落实责任", 3, True),
        ("前言。１.加强水库管理，落实责任", 3, True),
    ],
)
def test_a_beginning_may_be_two_characters_off(text: str, start: int, is_so: bool):
    assert begins(text, start, "1.加强水库管理，落实") is is_so


def test_han_counts_to_99():
    assert [han(n) for n in (1, 10, 11, 20, 35)] == ["一", "十", "十一", "二十", "三十五"]
