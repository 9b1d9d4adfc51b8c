"""A doubt: what it is about, what it asks back, and its sentence."""

from string import Formatter

import pytest

from tracker.domain.drafts.draft import Doubt
from tracker.domain.words.doubts import DOUBTS, doubt_sentence

QUOTING = [code for code in DOUBTS if code.startswith(("target.", "deadline."))]


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("code", DOUBTS)
def test_a_doubt_speaks_of_nothing_but_the_words_it_is_about(code: str) -> None:
    assert placeholders(DOUBTS[code].sentence) <= {"words"}


@pytest.mark.parametrize("code", QUOTING)
def test_a_doubt_about_a_figure_or_a_date_quotes_the_words(code: str) -> None:
    assert "“{words}”" in DOUBTS[code].sentence


def test_a_doubt_is_shown_with_what_it_is_about_and_the_words_of_the_text() -> None:
    doubt = Doubt("deadline.before-month", "6月底前")
    assert DOUBTS[doubt.code].kind == "时限"
    assert doubt_sentence(doubt) == "“6月底前”按上月底计，如指当月底前，请改日期。"
