from hypothesis import given
from hypothesis import strategies as st

from tracker.parsing.text.normalise import fold


def test_full_width_forms_become_half_width():
    assert fold("（１）达到９５％，好：是；否！") == "(1)达到95%,好:是;否!"


@given(st.text(max_size=50))
def test_no_character_moves(text: str):
    assert len(fold(text)) == len(text)


@given(st.text(max_size=50))
def test_folding_twice_changes_nothing_more(text: str):
    assert fold(fold(text)) == fold(text)


def test_a_long_text_is_folded_like_a_short_one():
    assert fold("（１）" * 5000) == "(1)" * 5000
