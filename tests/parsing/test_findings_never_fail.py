"""Whatever the text, the finders answer; a plan may hold anything at all."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.drafts.draft import UnitProfile
from tracker.domain.values import Period
from tracker.parsing.dates.deadlines import find_deadlines
from tracker.parsing.figures.targets import find_targets
from tracker.parsing.text.normalise import fold
from tracker.parsing.units.responsibility import find_responsibility
from tracker.parsing.units.suggest import UnitMatcher

_SIGNS = (
    "0123456789一二两三十百千万亿个项家元%年月日季周前第至.,-—、。；：（）“”《》()[]"
    "牵头单位责任每全覆盖以上达增长 \n\t"
)
_PERIOD = Period(date(2025, 1, 1), date(2025, 12, 31))
_MATCHER = UnitMatcher((UnitProfile("甲科", ("乙处",), ("全年责任单位",)),))


def _find_everything(text: str) -> None:
    end, folded = len(text), fold(text)
    spans = [target.span for target in find_targets(folded, 0, end)]
    spans += [found.span for found in find_deadlines(folded, 0, end, year=2025, period=_PERIOD)]
    spans += [clause.span for clause in find_responsibility(folded, 0, end)]
    assert all(0 <= span.start < span.end <= end for span in spans)
    assert len(_MATCHER.suggest(text, heading="", named=())) <= 3


@given(st.text(alphabet=_SIGNS, max_size=60))
def test_no_row_of_signs_makes_them_fail(text: str) -> None:
    _find_everything(text)


@given(st.text(max_size=40))
def test_no_text_at_all_makes_them_fail(text: str) -> None:
    _find_everything(text)


@pytest.mark.parametrize("sign", list("9一十百万亿零1.,-“（年月第前每全"))
def test_a_long_row_of_one_sign_neither_fails_nor_hangs(sign: str) -> None:
    _find_everything("新增" + sign * 5000 + "个")
