from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.numerals import in_characters
from tracker.parsing.text.numerals import factor_of, parse_chinese, parse_number, whole_number

_WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("1.5", "1.5"),
        ("1,200", 1200),
        ("１２．５", "12.5"),
        ("1.2万", 12000),
        ("2个亿", 200_000_000),
        ("3千万", 30_000_000),
        ("1.5万亿", 1_500_000_000_000),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("一百二十", 120),
        ("两千", 2000),
        ("一万二千", 12000),
        ("三万零五十", 30050),
        ("二〇二五", 2025),
        ("三亿", 300_000_000),
    ],
)
def test_it_reads_numbers_however_written(text: str, value: int | str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "万", "亿", "项", "一一十", "十百", "1.2.3", "一二十"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("magnitude", "factor"),
    [("", 1), ("百", 100), ("万", 10**4), ("千万", 10**7), ("万亿", 10**12)],
)
def test_a_magnitude_multiplies(magnitude: str, factor: int) -> None:
    assert factor_of(magnitude) == factor


@given(st.integers(1, 999))
def test_a_numeral_in_characters_reads_back(value: int) -> None:
    assert whole_number(in_characters(value)) == whole_number(str(value)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("二〇二五", 2025),
        ("二○二六", 2026),
        ("二O一九", 2019),
        ("二零三零", 2030),
        ("两", 2),
        ("十百", 0),
    ],
)
def test_years_are_read_digit_by_digit(text: str, value: int) -> None:
    assert whole_number(text) == value


def test_what_is_no_whole_number_counts_as_none() -> None:
    assert [whole_number(text) for text in ("", "十百", "第")] == [0, 0, 0]


@given(st.integers(1, 999), st.integers(0, 999))
def test_ten_thousands_read_back(high: int, low: int) -> None:
    text = in_characters(high) + "万" + (in_characters(low) if low else "")
    assert parse_chinese(text) == high * 10000 + low


@given(st.decimals(0, 10**9, places=2))
def test_the_width_of_digits_changes_nothing(value: Decimal) -> None:
    assert parse_number(f"{value:,}".translate(_WIDE)) == parse_number(f"{value}") == value
