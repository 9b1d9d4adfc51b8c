"""数字 as people type them, also with their unit: 1,200, ３.５, 85%, 3.2亿元; and how large."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from tracker.domain.errors import RuleBroken

MAX_FIGURE = Decimal(10) ** 15
MAX_DECIMALS = 6

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", re.IGNORECASE)
_SCALES = {"万亿": 10**12, "亿": 10**8, "百万": 10**6, "万": 10**4, "千": 1000, "百": 100}


def figure_faults(value: Decimal, field: str) -> list[RuleBroken]:
    if value.copy_abs() > MAX_FIGURE:
        return [RuleBroken("reading.out-of-range", field=field)]
    if _decimals(value) > MAX_DECIMALS:
        return [RuleBroken("reading.too-fine", field=field, limit=MAX_DECIMALS)]
    return []


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def read_figure(
    text: str, *, unit: str = "", wrong: str = "reading.not-a-number"
) -> Decimal | None:
    """Empty is None. A figure in another unit is not converted in silence: it is asked back."""
    plain = unicodedata.normalize("NFKC", text).strip().replace(",", "")
    if not plain:
        return None
    number = _NUMBER.match(plain)
    if number is None:
        raise RuleBroken(wrong)
    value = _decimal(number.group(), wrong)
    typed_unit = plain[number.end() :].strip()
    unit = unicodedata.normalize("NFKC", unit)
    if typed_unit in {"", unit} or typed_unit == "%":
        if typed_unit == "%" and unit not in {"", "%", "个百分点"}:
            raise RuleBroken("reading.other-unit", unit=unit)
        return value
    return _rescaled(value, typed_unit, unit, plain, wrong)


def _decimal(text: str, wrong: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise RuleBroken(wrong) from None


def _rescaled(value: Decimal, typed: str, unit: str, words: str, wrong: str) -> Decimal:
    typed_scale, typed_base = _split(typed)
    scale, base = _split(unit)
    if typed_scale > 1 and typed_base in {"", base} and abs(value.adjusted()) < 20:
        there = f"{(value * typed_scale / scale).normalize():f}"
        raise RuleBroken("reading.other-scale", typed=words, value=there, unit=unit)
    if typed_base == base and scale > 1 and abs(value.adjusted()) < 20:
        there = f"{(value / scale).normalize():f}"
        raise RuleBroken("reading.other-scale", typed=words, value=there, unit=unit)
    if typed[0].isdigit() or not unit or not typed[0].isalpha():
        raise RuleBroken(wrong)
    raise RuleBroken("reading.other-unit", unit=unit)


def _split(unit: str) -> tuple[int, str]:
    for word, scale in _SCALES.items():
        if unit.startswith(word):
            return scale, unit.removeprefix(word)
    return 1, unit
