import pytest

from tracker.parsing.figures.context import Surroundings
from tracker.parsing.figures.in_characters import has_verb_before, is_name
from tracker.parsing.figures.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("举办三场宣讲", True),
        ("每季度组织两次演练", True),
        ("其中四项以上获奖", True),
        ("走访一千家企业", True),
        ("落实三项制度", False),
        ("对两家以上违规的处罚", False),
        ("安全两个责任", False),
    ],
)
def test_a_verb_of_doing_must_stand_before_it(text: str, *, counts: bool) -> None:
    quantity = next(find_quantities(text, 0, len(text)))
    assert has_verb_before(text, 0, quantity) is counts


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("建立三项制度", True),
        ("完成系统一期上线", True),
        ("建设一个班子", True),
        ("打造康养、文旅两个示范区", True),
        ("至少建成一个站点", False),
        ("每村建成一个站点", False),
        ("建成两个站点", False),
        ("编印三期简报", False),
    ],
)
def test_what_is_counted_may_still_be_a_name(text: str, *, name: bool) -> None:
    quantity = next(find_quantities(text, 0, len(text)))
    assert is_name(quantity, Surroundings(text, 0, len(text)).of(quantity)) is name
