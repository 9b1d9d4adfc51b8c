"""Finds figures with their unit in folded text; says nothing of what they are for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tracker.parsing.measure_units import ALL_UNITS, SPOKEN_UNITS, base_unit
from tracker.parsing.numerals import ARABIC, CHINESE, MAGNITUDE, factor_of, parse_folded

_DASH = r"\s?(?:-{1,2}|[–—―~]{1,2}|至|到)\s?"
_ASIDE = r"(?:\s?\([^()]{1,4}\))?"
_TAIL = (
    r"(?:(?:\([^()]{1,12}\))?\s?"
    r"(?P<tail>及?以上|及?以内|及?以下|之内|(?<=[日时钟天])内|左右|上下))?"
)
_ARABIC = re.compile(
    rf"(?P<low>{ARABIC})"
    rf"(?:\s?(?P<low_magnitude>{MAGNITUDE})?(?P<low_unit>%|个|家|元|项|人|批次)?{_DASH}"
    rf"(?P<high>{ARABIC}))?"
    rf"(?![\d:])\s?(?P<more>余|多)?{_ASIDE}\s?"
    # 2个亿 is money, but 12个百亿元项目 are twelve.
    rf"(?:个多?(?=亿|万亿))?(?P<magnitude>{MAGNITUDE}(?![强佳]|分[点之]))?(?:余|多)?\s?"
    rf"(?P<unit>{ALL_UNITS})?" + _TAIL
)
_SPOKEN = re.compile(
    rf"(?P<low>{CHINESE})(?:{_DASH}(?P<high>{CHINESE}))?(?P<magnitude>万|亿)?(?:余|多)?"
    rf"(?P<unit>{ALL_UNITS})" + _TAIL
)
_SHARE = re.compile(rf"百分(?:之(?P<low>{ARABIC}|{CHINESE}|百)|百)" + _TAIL)
# Cheap to look for; what it finds is then read with care.
_ANCHOR = re.compile(r"[0-9一二两三四五六七八九十]|百分[之百]")
# 一点, 三分, 二级 are words; 一万平方米 is a figure as if written with digits.
LARGE = 100
# A star before a number marks an item, unless it multiplies: 3*5.
_NOT_BEHIND = re.compile(r"[0-9A-Za-z.×第]|(?<=[0-9])\*")


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
    position = start
    for anchor in _ANCHOR.finditer(body, start, end):
        at = anchor.start()
        if at < position or (at > start and _NOT_BEHIND.match(body, at - 1)):
            continue
        match = _pattern_for(anchor[0]).match(body, at, end)
        if match is None:
            continue
        position = match.end()
        quantity = _read(match)
        if quantity is not None:
            yield quantity


def _pattern_for(anchor: str) -> re.Pattern[str]:
    if anchor.startswith("百"):
        return _SHARE
    return _ARABIC if anchor.isascii() else _SPOKEN


def _read(match: re.Match[str]) -> Quantity | None:
    tail, spoken = match["tail"] or "", match.re is not _ARABIC
    if match.re is _SHARE:
        value = parse_folded(match["low"] or "百")
        return None if value is None else Quantity(*match.span(), value, None, "%", tail, spoken)
    magnitude = match["magnitude"] or ""
    ends = _ends(match, magnitude)
    if ends is None:
        return None
    unit = base_unit(match["unit"] or "")
    if spoken and unit not in SPOKEN_UNITS and (ends[0] < LARGE or unit == "度"):
        return None
    return Quantity(*match.span(), *ends, unit, tail, spoken, magnitude)


def _ends(match: re.Match[str], magnitude: str) -> tuple[Decimal, Decimal | None] | None:
    """15-20个, 3万-5万人, 1-2万人: the lower end takes the magnitude of the upper one."""
    low, high = parse_folded(match["low"]), parse_folded(match["high"]) if match["high"] else None
    if low is None:
        return None
    own = match["low_magnitude"] if match.re is _ARABIC else None
    low = _whole(low * factor_of(own or magnitude))
    if high is None:
        return (low, None) if not match["high"] else None
    high = _whole(high * factor_of(magnitude))
    return (low, high) if low < high else None


def _whole(value: Decimal) -> Decimal:
    """12000, not 12000.0 or 1.2E+4."""
    whole = int(value)
    return Decimal(whole) if whole == value else value
