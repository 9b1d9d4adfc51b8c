"""Each anchor stands wherever its pattern does, over all anchored patterns there are."""

import importlib
import pkgutil
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import parsing
from tracker.parsing.text.anchors import Anchored
from tracker.parsing.text.normalise import fold

PLANS = sorted((Path(__file__).parents[1] / "plans").glob("*.txt"))
# What a pattern is written with: words, single signs, figures. Put together at random they come
# near to what it is for, and near to what it is not.
_PIECES = re.compile(r"[\u4e00-\u9fff]{1,4}|[-,.:;()%*~/、。“”《》【】]")
_FIGURES = ("1", "3", "12", "100", "2026", "1.5", "一", "三", "十二", "百", "A", " ")


def _all() -> dict[str, Anchored]:
    found = {}
    for module in pkgutil.walk_packages(parsing.__path__, "tracker.parsing."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, Anchored):
                found.setdefault(f"{value.pattern.pattern}", (f"{module.name}.{name}", value))
    return dict(found.values())


ALL = _all()


def _unanchored(form: Anchored, text: str) -> list[str]:
    """What the pattern finds where no anchor stands, beginning anywhere."""
    return [
        match[0]
        for at in range(len(text))
        if (match := form.pattern.match(text, at))
        and not any(form.anchor.match(text, place) for place in range(at, at + form.lead + 1))
    ]


def test_the_patterns_are_found():
    assert len(ALL) >= 13


@pytest.mark.parametrize("name", ALL)
@given(data=st.data())
def test_an_anchor_stands_wherever_its_pattern_does(name: str, data: st.DataObject) -> None:
    form = ALL[name]
    pieces = sorted({*_PIECES.findall(form.pattern.pattern), *_FIGURES})
    text = "".join(data.draw(st.lists(st.sampled_from(pieces), max_size=12)))
    assert _unanchored(form, text) == []


@pytest.mark.parametrize("name", ALL)
def test_an_anchor_stands_in_real_plans_wherever_its_pattern_does(name: str) -> None:
    for plan in PLANS:
        assert _unanchored(ALL[name], fold(plan.read_text(encoding="utf-8"))) == []


def test_what_is_found_lies_in_order_and_not_over_one_another():
    form = Anchored(re.compile("b"), re.compile("a?b+"), lead=1)
    assert [match[0] for match in form.matches("ab bb cab", 0, 9)] == ["ab", "bb", "ab"]
    assert [match[0] for match in form.matches("ab bb cab", 1, 4)] == ["b", "b"]
