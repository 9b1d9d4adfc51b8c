"""Finds figures with their unit in folded text; says nothing of what they are for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tracker.parsing.measure_units import ALL_UNITS, CHINESE_UNITS, base_unit
from tracker.parsing.numerals import ARABIC, CHINESE, MAGNITUDE, factor_of, parse_number

_DASH = r"\s?(?:-{1,2}|[–—―~]{1,2}|至|到)\s?"
_TAIL = r"(?:\s?\([^()]{{1,4}}\))?\s?(?P<{0}tail>及?以上|及?以内|及?以下|之内|左右|上下)?"
_ARABIC_QUANTITY = (
    rf"(?P<ratio>百分之)?(?<![\dA-Za-z.×*])(?P<low>{ARABIC})"
    rf"(?:\s?(?P<low_magnitude>{MAGNITUDE})?(?P<low_unit>%|个|家|元|项|人|批次)?{_DASH}(?P<high>{ARABIC}))?"
    rf"(?![\d:])\s?(?P<more>余|多)?(?:\s?\([^()]{{1,4}}\))?\s?"
    rf"(?:个(?={MAGNITUDE}))?(?P<magnitude>{MAGNITUDE}(?![强佳]))?(?:余|多)?\s?"
    rf"(?P<unit>{ALL_UNITS})?" + _TAIL.format("")
)
_CHINESE_QUANTITY = (
    rf"(?<![第\d.])(?P<word>{CHINESE})(?:{_DASH}(?P<word_high>{CHINESE}))?(?P<word_magnitude>万|亿)?(?:余|多)?"
    rf"(?P<word_unit>{CHINESE_UNITS})" + _TAIL.format("word_")
)
_CHINESE_RATE = (
    rf"百分之(?P<percent>{CHINESE}|百)" + _TAIL.format("rate_") + r"|(?P<hundred>百分百)"
)
_QUANTITY = re.compile(rf"{_CHINESE_RATE}|{_ARABIC_QUANTITY}|{_CHINESE_QUANTITY}")
_NO_TAIL = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """`spoken`: written in characters. `bare`: there is no unit behind the number."""

    start: int
    end: int
    value: Decimal
    high: Decimal | None
    unit: str
    tail: str
    spoken: bool
    magnitude: str = ""

    @property
    def bare(self) -> bool:
        return not self.unit


def find_quantities(body: str, start: int, end: int) -> Iterator[Quantity]:
    for match in _QUANTITY.finditer(body, start, end):
        quantity = _read(match)
        if quantity is not None:
            yield quantity


def _read(match: re.Match[str]) -> Quantity | None:
    if match["low"]:
        return _read_arabic(match)
    if match["word"]:
        return _read_spoken(match)
    value = Decimal(100) if match["hundred"] or match["percent"] == "百" else None
    value = value or parse_number(match["percent"])
    if value is None:
        return None
    return Quantity(*match.span(), value, None, "%", match["rate_tail"] or _NO_TAIL, spoken=True)


def _read_arabic(match: re.Match[str]) -> Quantity | None:
    magnitude = match["magnitude"] or ""
    low, high = parse_number(match["low"]), parse_number(match["high"] or "")
    if low is None:
        return None
    unit = "%" if match["ratio"] else base_unit(match["unit"] or "")
    factor = Decimal(factor_of(magnitude))
    own = match["low_magnitude"]
    low *= Decimal(factor_of(own)) if own else factor
    if high is not None:
        high *= factor
        if high <= low:
            return None
    value, top = _whole(low), None if high is None else _whole(high)
    tail = match["tail"] or _NO_TAIL
    return Quantity(*match.span(), value, top, unit, tail, spoken=False, magnitude=magnitude)


def _read_spoken(match: re.Match[str]) -> Quantity | None:
    factor = Decimal(factor_of(match["word_magnitude"] or ""))
    low, high = parse_number(match["word"]), parse_number(match["word_high"] or "")
    if low is None:
        return None
    low *= factor
    if high is not None:
        high *= factor
        if high <= low:
            return None
    unit = base_unit(match["word_unit"])
    return Quantity(*match.span(), low, high, unit, match["word_tail"] or _NO_TAIL, spoken=True)


def _whole(value: Decimal) -> Decimal:
    """12000, not 12000.0 or 1.2E+4."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value
