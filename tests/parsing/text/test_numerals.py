from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.parsing.text.numerals import chinese_numeral, factor_of, parse_chinese, parse_number

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


@given(st.integers(0, 9999))
def test_a_numeral_in_characters_reads_back(value: int) -> None:
    assert parse_chinese(chinese_numeral(value)) == value


@given(st.integers(1, 9999), st.integers(0, 9999))
def test_ten_thousands_read_back(high: int, low: int) -> None:
    text = chinese_numeral(high) + "万" + (chinese_numeral(low) if low else "")
    assert parse_chinese(text) == high * 10000 + low


@given(st.decimals(0, 10**9, places=2))
def test_the_width_of_digits_changes_nothing(value: Decimal) -> None:
    assert parse_number(f"{value:,}".translate(_WIDE)) == parse_number(f"{value}") == value


def test_a_number_of_more_than_four_digits_has_no_plain_reading() -> None:
    with pytest.raises(ValueError, match="10000"):
        chinese_numeral(10000)
