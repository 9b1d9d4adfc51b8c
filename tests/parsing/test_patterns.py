"""No pattern of the readers takes longer for a character the more characters there are."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from itertools import permutations

import pytest

from tracker.parsing import readers

# In steps so small that even what doubles with each character is noticed before it takes seconds,
# then to what a page may hold.
FEW = (16, 20, 24, 30, 36, 42, 48)
SIZES = (*FEW, 200, 1600, 12_800, 102_400)
PAIRED = 200  # pairs of characters are tried up to here: there are hundreds
SLOW = 0.25  # seconds; a pattern that looks at each character ten times needs 0.05
SLOW_FOR_FEW = 0.03  # a hundred times more than any of ours needs
CLASSES = {"s": " ", "d": "1", "w": "a", "b": " "}


def patterns() -> Iterator[tuple[str, re.Pattern[str] | re.Pattern[bytes]]]:
    for module in pkgutil.iter_modules(readers.__path__, f"{readers.__name__}."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern):
                yield f"{module.name.rpartition('.')[2]}.{name}", value


PATTERNS = dict(patterns())


def signs_of(pattern: re.Pattern[str] | re.Pattern[bytes]) -> list[str]:
    """Characters that the pattern is about: those that it names, and one of each class."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode()
    classes = {CLASSES[letter] for letter in re.findall(r"\\([sdwb])", source)}
    named = re.sub(r"\\.|[\[\](){}|?*+^$]", "", source)
    return sorted({*classes, *named, "一"})


def worst_texts(signs: list[str], size: int) -> Iterator[str]:
    for sign in signs:
        yield sign * size
        yield "一" + sign * size + "\x7f"
    if size <= PAIRED:
        for one, other in permutations(signs, 2):
            yield (one + other) * (size // 2)
            yield one + other * size
    whole = "".join(signs)
    yield whole * (size // len(whole) + 1)


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_is_done_in_time_that_grows_with_the_text(name: str):
    pattern = PATTERNS[name]
    signs = signs_of(pattern)
    for size in SIZES:
        for text in worst_texts(signs, size):
            began = time.process_time()
            _look_everywhere(pattern, text)
            taken = time.process_time() - began
            limit = SLOW_FOR_FEW if size in FEW else SLOW
            assert taken < limit, f"{taken:.2f} s for {size} of {text[:4]!r}"


def _look_everywhere(pattern: re.Pattern[str] | re.Pattern[bytes], text: str) -> None:
    data = text if isinstance(pattern.pattern, str) else text.encode()
    for _ in pattern.finditer(data):  # type: ignore[arg-type]
        pass


def test_the_patterns_of_all_readers_are_tried():
    assert {"html._OPENS", "pages._FIRST_WORD", "plain_text._LINE"} <= set(PATTERNS)
    assert len(PATTERNS) > 20


@pytest.mark.parametrize("bad", [r"(?:一+)+x", r"\s*x", r"(?:,|一|,一)+x"])
def test_a_bad_pattern_would_be_noticed(bad: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(PATTERNS, "bad", re.compile(bad))
    with pytest.raises(AssertionError):
        test_a_pattern_is_done_in_time_that_grows_with_the_text("bad")
