"""Finds figures with their unit in folded text; says nothing of what they are for."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from tracker.parsing.figures.measure_units import ALL_UNITS, SPOKEN_UNITS, UNIT_HEADS, base_unit
from tracker.parsing.text.anchors import Anchored
from tracker.parsing.text.numerals import ARABIC, CHINESE, MAGNITUDE, factor_of, parse_folded

_DASH = r"\s?(?:-{1,2}|[–—―~]{1,2}|至|到)\s?"
_ASIDE = r"(?:\s?\([^()]{1,12}\))?"
_TAIL = (
    r"(?:(?:\([^()]{1,12}\))?\s?"
    r"(?P<tail>及?以上|及?以内|及?以下|之内|(?<=[日时钟天])内|左右|上下))?"
)
# A star before a number marks an item, unless it multiplies: 3*5. Growth by -3% is no aim.
_FREE = r"(?<![0-9A-Za-z.×第])(?<![0-9]\*)(?<![\u4e00-\u9fff、]-)"
_NO_DATE = r"(?!\d{1,4}(?:[年月日号:]|[.、](?!\d))|(?<=\()\d{1,2}\))"
_ARABIC_FORM = re.compile(
    rf"{_FREE}{_NO_DATE}(?P<low>{ARABIC})"
    rf"(?:\s?(?P<low_magnitude>{MAGNITUDE})?(?P<low_unit>%|个|家|元|项|人|批次)?{_DASH}"
    rf"(?P<high>{ARABIC}))?"
    rf"(?![\d:]) ?(?P<more>余|多)?{_ASIDE} ?"
    # 2个亿 is money, but 12个亿元项目 and 12个百亿元项目 are twelve.
    rf"(?:个多?(?=(?:亿|万亿)(?!元[级以]|元(?:项目|企业|产业))))?(?P<magnitude>{MAGNITUDE}"
    rf"(?![强佳]|分[点之]))?(?:余|多)? ?"
    rf"(?P<unit>{ALL_UNITS})?" + _TAIL
)
_SPOKEN_FORM = re.compile(
    rf"{_FREE}(?P<low>{CHINESE})(?:{_DASH}(?P<high>{CHINESE}))?(?P<magnitude>万|亿)?(?:余|多)?"
    rf"(?P<unit>{ALL_UNITS})" + _TAIL
)
# 一两个, 三五家: nobody is held to so vague a number.
_ABOUT = re.compile(r"[一二两三四五六七八九]{2}十?")
_SHARE_FORM = re.compile(rf"{_FREE}百分(?:之(?P<low>{ARABIC}|{CHINESE}|百)|百)" + _TAIL)
# 一点, 三分, 二级 are words; 一万平方米 is a figure as if written with digits.
LARGE = 100
# In one task; no plan comes near, and a text made to be slow is cut off here.
_MOST = 60_000
# Where a figure may begin: at a digit that begins no date and marks no item, at 百分之, at
# characters that count with a unit.
_ANCHOR = re.compile(
    r"[0-9一二两三四五六七八九十百](?<![0-9A-Za-z.×第].)(?<![0-9]\*.)(?<![\u4e00-\u9fff、]-.)"
    r"(?:(?<=[0-9])(?!\d{0,3}(?:[年月日号:]|[.、](?!\d))|(?<=\(.)\d?\))"
    r"|(?<=百)(?=分[之百])"
    rf"|(?<=[^0-9百])(?=[零〇一二两三四五六七八九十百千]{{0,10}}+(?:{_DASH}{CHINESE}+)?[万亿]?[余多]?[{UNIT_HEADS}]))"
)

_ARABIC = Anchored(_ANCHOR, _ARABIC_FORM)
_SPOKEN = Anchored(_ANCHOR, _SPOKEN_FORM)
_SHARE = Anchored(_ANCHOR, _SHARE_FORM)


class Quantity(NamedTuple):
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
    for anchor in islice(_ANCHOR.finditer(body, start, end), _MOST):
        at = anchor.start()
        if at < position:
            continue
        match = _form_of(anchor[0]).pattern.match(body, at, end)
        if match is None:
            continue
        position = match.end()
        quantity = _read(match)
        if quantity is not None:
            yield quantity


def _form_of(sign: str) -> Anchored:
    if sign == "百":
        return _SHARE
    return _ARABIC if sign.isascii() else _SPOKEN


def _read(match: re.Match[str]) -> Quantity | None:
    start, end = match.span()
    tail, spoken = match["tail"] or "", match.re is not _ARABIC.pattern
    if match.re is _SHARE.pattern:
        value = parse_folded(match["low"] or "百")
        return None if value is None else Quantity(start, end, value, None, "%", tail, spoken)
    magnitude = match["magnitude"] or ""
    ends = _ends(match, magnitude)
    if ends is None:
        return None
    value, high = ends
    unit = base_unit(match["unit"]) if match["unit"] else ""
    if spoken and unit not in SPOKEN_UNITS and (value < LARGE or unit == "度"):
        return None
    return Quantity(start, end, value, high, unit, tail, spoken, magnitude)


def _ends(match: re.Match[str], magnitude: str) -> tuple[Decimal, Decimal | None] | None:
    """15-20个, 3万-5万人, 1-2万人: the lower end takes the magnitude of the upper one."""
    low, high = match.group("low", "high")
    spoken = match.re is _SPOKEN.pattern
    value = None if spoken and _ABOUT.fullmatch(low) else parse_folded(low)
    if value is None:
        return None
    own = None if spoken else match["low_magnitude"]
    if own or magnitude:
        value = _whole(value * factor_of(own or magnitude))
    if high is None:
        return value, None
    upper = parse_folded(high)
    if upper is None:
        return None
    upper = _whole(upper * factor_of(magnitude))
    return (value, upper) if value < upper else None


def _whole(value: Decimal) -> Decimal:
    """12000, not 12000.0 or 1.2E+4."""
    whole = int(value)
    return Decimal(whole) if whole == value else value
