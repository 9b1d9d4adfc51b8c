import pytest

from tracker.parsing.figures.context import Surroundings
from tracker.parsing.figures.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("改造道路,新建公园3个,绿道5公里。", "新建公园", ""),
        ("新建3个公园和广场;其他", "新建", "公园和广场"),
        ("一、新建\n公园3个", "公园", ""),
        ("拨款1,200万元修路", "拨款", "修路"),
    ],
)
def test_the_context_ends_with_the_clause(text: str, before: str, after: str) -> None:
    quantity = next(find_quantities(text, 0, len(text)))
    context = Surroundings(text, 0, len(text)).of(quantity)
    assert (context.before, context.after) == (before, after)


def test_the_context_does_not_look_over_the_range() -> None:
    text = "去年新建3个公园"
    quantity = next(find_quantities(text, 2, 6))
    context = Surroundings(text, 2, 6).of(quantity)
    assert (context.before, context.after) == ("新建", "")
