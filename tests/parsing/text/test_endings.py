import re

from tracker.parsing.text.endings import ending

_CUE = re.compile(r"(?:至少|达到)$")


def test_it_finds_what_a_stretch_ends_with():
    found = ending(_CUE, "合格率达到", 4)
    assert found is not None
    assert found.span() == (3, 5)


def test_it_does_not_look_further_back_than_asked():
    assert ending(_CUE, "合格率达到", 1) is None
    assert ending(_CUE, "达到合格", 8) is None


def test_a_lookbehind_still_sees_what_stands_before():
    assert ending(re.compile(r"(?<!不)低于$"), "不低于", 2) is None
