from decimal import Decimal

import pytest

from tracker.parsing.figures.quantities import find_quantities


def _read(text: str) -> list[tuple[Decimal, Decimal | None, str, str]]:
    return [(q.value, q.high, q.unit, q.tail) for q in find_quantities(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "value", "high", "unit", "tail"),
    [
        ("12项以上", 12, None, "项", "以上"),
        ("8%", 8, None, "%", ""),
        ("1 %", 1, None, "%", ""),
        ("2个亿元", 200_000_000, None, "元", ""),
        ("1.2万家", 12000, None, "家", ""),
        ("1.2(含)万家", 12000, None, "家", ""),
        ("15-20个", 15, 20, "个", ""),
        ("3%-5%", 3, 5, "%", ""),
        ("3万-5万人", 30000, 50000, "人", ""),
        ("3—5家", 3, 5, "家", ""),
        ("300余家", 300, None, "家", ""),
        ("100多批次", 100, None, "批次", ""),
        ("8个百分点", 8, None, "个百分点", ""),
        ("5批次/千人", 5, None, "批次/千人", ""),
        ("2万元/户", 20000, None, "元", ""),
        ("百分之九十五以上", 95, None, "%", "以上"),
        ("百分之95", 95, None, "%", ""),
        ("百分之百", 100, None, "%", ""),
        ("12个百亿元", 12, None, "个", ""),
        ("四次", 4, None, "次", ""),
        ("一万平方米", 10000, None, "平方米", ""),
        ("十亿元", 10**9, None, "元", ""),
        ("三至五家", 3, 5, "家", ""),
        ("50万千瓦", 500000, None, "千瓦", ""),
        ("80亿千瓦时", 8 * 10**9, None, "千瓦时", ""),
        ("3个工作日以内", 3, None, "个工作日", "以内"),
        ("120亿", 12 * 10**9, None, "", ""),
        ("985项目", 985, None, "", ""),
        ("50名师生", 50, None, "名", ""),
    ],
)
def test_it_reads_number_magnitude_unit_and_bound(
    text: str, value: int, high: int | None, unit: str, tail: str
) -> None:
    assert _read(text)[0] == (Decimal(value), None if high is None else Decimal(high), unit, tail)


@pytest.mark.parametrize(
    "text", ["第3批", "PM2.5", "G109", "20-15个", "一照多址", "5×24", "一点", "三分"]
)
def test_a_number_tied_to_letters_or_an_ordinal_counts_nothing(text: str) -> None:
    assert [unit for _, _, unit, _ in _read(text) if unit] == []


def test_the_span_holds_number_unit_and_bound() -> None:
    text = "新建1.5万平方米以上厂房"
    (quantity,) = find_quantities(text, 0, len(text))
    assert text[quantity.start : quantity.end] == "1.5万平方米以上"
