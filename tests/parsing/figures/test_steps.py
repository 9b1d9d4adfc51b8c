import pytest

from tracker.parsing.figures.context import Surroundings
from tracker.parsing.figures.quantities import find_quantities
from tracker.parsing.figures.steps import is_baseline


def _baselines(text: str) -> list[bool]:
    around = Surroundings(text, 0, len(text))
    return [is_baseline(around.of(found)) for found in find_quantities(text, 0, len(text))]


@pytest.mark.parametrize(
    "text", ["由80元提高至100元", "覆盖率从60%提升到70%", "60%增长到70%", "从12天压减到3天"]
)
def test_the_first_figure_of_a_step_says_where_things_stand(text: str) -> None:
    assert _baselines(text) == [True, False]


@pytest.mark.parametrize(
    "text", ["新建80家,提高到100家", "80元以上,20元以下", "培训80人次提升能力9项"]
)
def test_two_figures_without_a_step_are_two_aims(text: str) -> None:
    assert _baselines(text) == [False, False]
