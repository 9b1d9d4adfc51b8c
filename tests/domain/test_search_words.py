"""What is typed into the search of the ledger."""

import pytest

from tracker.domain.search_words import MOST, spellings, words_of


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", ()),
        (" \u3000 ", ()),
        ("食品", ("食品",)),
        ("食品 抽检", ("食品", "抽检")),
        ("食品\u3000抽检\t食品", ("食品", "抽检")),
        (" ".join("abcdefghij"), tuple("abcdefgh")),
    ],
)
def test_words_are_parted_by_blanks_and_counted_once(typed, words):
    assert words_of(typed) == words
    assert len(words) <= MOST


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("12345", "１２３４５"),
        ("１２３４５", "12345"),
        ("AI(人工智能)", "AI（人工智能）"),
        ("ＡＩ（人工智能）", "AI(人工智能)"),
        ("互联网+", "互联网＋"),
        ("Ⅱ", "II"),
        ("食品", "食品"),
        ("50%", "50％"),
    ],
)
def test_a_word_is_looked_for_in_full_and_in_half_width(typed, written):
    assert written in spellings(typed)


def test_what_has_no_width_is_looked_for_once():
    assert spellings("食品安全") == ("食品安全",)
