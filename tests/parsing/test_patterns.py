"""No pattern takes longer for a character the more characters there are."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import permutations

import pytest

from tracker import parsing
from tracker.parsing.pipeline import parse_plan

Pattern = re.Pattern[str] | re.Pattern[bytes]

# In steps so small that even what doubles with each character is noticed before it takes seconds.
FEW = (16, 20, 24, 30, 36, 42, 48)
PAIRS = (24, 42)
SOME = 200  # characters of one kind: which kind is the worst
PAGES = (12_800, 102_400)  # of that kind: what a page may hold
PAIRED = 6  # signs of a pattern that are tried in pairs
SLOW = (
    8e-6  # seconds a character; the slowest of ours needs half, and one that is not linear minutes
)
SLOW_FOR_FEW = 0.03  # a hundred times more than any of ours needs
CLASSES = {"s": " ", "d": "1", "w": "a", "b": " "}

# Patterns that are given few characters, or tried at one place alone: on a long text each would
# take too long. That they never meet one is tried below, by a plan made of their worst texts.
FOR_SHORT_TEXTS = {
    "dates.forms.ONLY_A_YEAR",
    "figures.metric_words._SHARE",
    "figures.metric_words._STEP",
    "figures.metrics.CUE",
    "figures.metrics.GROWTH_CUE",
    "figures.metrics._COUNTED",
    "figures.size_classes._MONEY_NOUN",
    "figures.tallies._DOES",
    "figures.tallies._GIVEN",
    "figures.tallies._SUM",
    "figures.targets._LISTED",
    "figures.traps._CONCERNED",
    "figures.traps._SEVERAL",
    "misgivings.of_layout._GLUED",
    "structure.front._MASTHEAD",
    "structure.front._NOTICE",
    "structure.front._PAGES",
    "structure.paragraphs._STATES",
    "tables.rows._FOOT",
    "text.tail._MONTH_ALONE",
    "text.tail._TAIL",
    "text.told_past._DONE_TO",
    "units.charges._TIME",
    "units.subjects._BEGINNING",
}


def patterns() -> Iterator[tuple[str, Pattern]]:
    for module in pkgutil.walk_packages(parsing.__path__, f"{parsing.__name__}."):
        for name, value in vars(importlib.import_module(module.name)).items():
            place = module.name.removeprefix(f"{parsing.__name__}.")
            for number, found in enumerate(_patterns_in(value)):
                yield f"{place}.{name}{f'-{number}' if number else ''}", found


def _patterns_in(value: object) -> Iterator[Pattern]:
    """Also those of a table, and of a value such as an `Anchored`."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from _patterns_in(tuple(value.values()))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _patterns_in(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from _patterns_in(getattr(value, each.name))


# A pattern that several modules know stands here once.
PATTERNS = {name: pattern for pattern, name in {found: name for name, found in patterns()}.items()}


def signs_of(pattern: Pattern) -> list[str]:
    """Characters that the pattern is about: those that it names, and one of each class."""
    source = (
        pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    )
    classes = {CLASSES[letter] for letter in re.findall(r"\\([sdwb])", source)}
    named = re.sub(r"\\.|[\[\](){}|?*+^$]", "", source)
    return sorted({*classes, *named, "一"})


def of_one_sign(signs: list[str], size: int) -> Iterator[str]:
    return (repeated(*shape, size) for shape in shapes(signs))


def shapes(signs: list[str]) -> Iterator[tuple[str, str, str]]:
    """What stands before, again and again, and behind."""
    for sign in signs:
        yield "", sign, ""
        yield "一", sign, "\x7f"
    yield "", "".join(signs), ""


def repeated(start: str, sign: str, end: str, size: int) -> str:
    return start + sign * (size // len(sign) + 1) + end


def of_two_signs(signs: list[str], size: int) -> Iterator[str]:
    """Of a long list of words a few characters stand for all."""
    for one, other in permutations(signs[:: len(signs) // PAIRED + 1], 2):
        yield (one + other) * (size // 2)
        yield one + other * size


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_is_done_in_time_that_grows_with_the_text(name: str):
    pattern, signs = PATTERNS[name], signs_of(PATTERNS[name])
    for size in FEW:
        pairs = of_two_signs(signs, size) if size in PAIRS else ()
        for text in (*of_one_sign(signs, size), *pairs):
            assert seconds(pattern, text) < SLOW_FOR_FEW, f"{size} of {text[:4]!r}"
    if name not in FOR_SHORT_TEXTS:
        for size, text in zip(PAGES, worst_texts(pattern, *PAGES), strict=True):
            limit = SLOW * size + SLOW_FOR_FEW
            assert seconds(pattern, text) < limit, f"{size} of {text[:4]!r}"


def worst_texts(pattern: Pattern, *sizes: int) -> Iterator[str]:
    """Of the shape that takes longest: of two times the shorter, for a pause is no fault of it."""
    all_shapes = list(shapes(signs_of(pattern)))
    taken = [
        min(seconds(pattern, repeated(*shape, SOME)) for _ in range(2)) for shape in all_shapes
    ]
    worst = all_shapes[taken.index(max(taken))]
    return (repeated(*worst, size) for size in sizes)


def test_a_plan_of_the_worst_texts_is_read_in_time_that_grows_with_it():
    """Three times as much may take six times as long, for what else is going on; nine would show
    that one of them looks again from each character."""
    few, many = (_read_plan_of_worst_texts(size) for size in (400, 1200))
    assert many < max(6 * few, 1)


def _read_plan_of_worst_texts(size: int) -> float:
    worst = [next(worst_texts(PATTERNS[name], size)) for name in sorted(FOR_SHORT_TEXTS)]
    tasks = "".join(f"{number}.{text}检查食堂5家，{text}\n" for number, text in enumerate(worst, 1))
    plan = f"区局2026年工作要点\n一、守牢底线\n{tasks}"
    began = time.process_time()
    parse_plan("计划.txt", plan.encode(), year=2026, units=())
    return time.process_time() - began


def seconds(pattern: Pattern, text: str) -> float:
    data = text if isinstance(pattern.pattern, str) else text.encode("latin-1", "replace")
    began = time.process_time()
    for _ in pattern.finditer(data):  # type: ignore[arg-type]
        pass
    return time.process_time() - began


def test_the_patterns_of_all_modules_are_tried():
    wanted = {"readers.html._OPENS", "readers.plain_text._LINE", "figures.metrics._COUNTED"}
    assert wanted <= set(PATTERNS)
    assert len(PATTERNS) > 300
    assert set(PATTERNS) >= FOR_SHORT_TEXTS


@pytest.mark.parametrize("bad", [r"(?:一+)+x", r"\s*x", r"(?:,|一|,一)+x"])
def test_a_bad_pattern_would_be_noticed(bad: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(PATTERNS, "bad", re.compile(bad))
    monkeypatch.setattr("tests.parsing.test_patterns.PAGES", PAGES[:1])
    with pytest.raises(AssertionError):
        test_a_pattern_is_done_in_time_that_grows_with_the_text("bad")
