import pytest

from tracker.domain.numerals import LEGAL, in_characters


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (23, "二十三"),
        (99, "九十九"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (115, "一百一十五"),
        (320, "三百二十"),
    ],
)
def test_ordinals_as_headings_count(number, words) -> None:
    assert in_characters(number) == words


def test_larger_numbers_keep_their_digits() -> None:
    assert [in_characters(number) for number in (0, 1000, 12345)] == ["0", "1000", "12345"]


def test_the_signs_of_cheques_are_written_alike() -> None:
    assert [in_characters(number, LEGAL) for number in (3, 12, 205)] == ["叁", "十贰", "贰百零伍"]
