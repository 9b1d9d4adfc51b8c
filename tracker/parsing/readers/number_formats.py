"""Knows how a spreadsheet shows the numbers that it stores: 0.98 as 98%, 46203 as 2026年6月30日."""

import re
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

# the formats that a workbook names by number only, as a Chinese Excel shows them
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy/m/d",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm",
    21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: "yyyy年m月", 28: "m月d日", 29: "m月d日",
    30: "m-d-yy", 31: "yyyy年m月d日", 32: "h时mm分", 33: "h时mm分ss秒", 34: "h时mm分",
    35: "h时mm分ss秒", 36: "yyyy年m月", 37: "#,##0", 38: "#,##0", 39: "#,##0.00",
    40: "#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 45: "mm:ss",
    50: "yyyy年m月", 51: "m月d日", 52: "yyyy年m月", 53: "m月d日", 54: "m月d日", 55: "h时mm分",
    56: "h时mm分ss秒", 57: "yyyy年m月", 58: "m月d日",
}  # fmt: skip
_FROM_1900, _FROM_1904 = date(1899, 12, 30), date(1904, 1, 1)
# words in quotes or after a stroke; room for a bracket, filling, colours and conditions
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|[_*].|\[[^\]]*\]')
_SECTION_END = re.compile(r'"[^"]*"|\\.|(;)')
_DIGITS = re.compile(r"[#0?,]+(?:\.[#0?]*,*)?|\.[#0?]+,*")
_GENERAL = re.compile(r"general|g/通用格式", re.I)
_STEADY = Decimal("1e15")
_LONGEST_CODE = 255
_TYPED = 2  # digits more than a format shows: else they come from a division


def shown(value: float, code: str, *, from_1904: bool = False) -> str:
    """The words that a cell shows for a number under a format code.

    Dates come out as 2026年6月30日 whatever order they are shown in, so that no month can be taken
    for a day; a part that the format leaves out stays left out.
    """
    section, is_chosen = _section(code[:_LONGEST_CODE], value)
    kind = _date_parts(section)
    if kind:
        return _moment(value, kind, _FROM_1904 if from_1904 else _FROM_1900)
    size = abs(value) if is_chosen else value
    general = _GENERAL.search(section)
    if general is not None:
        return _around(section, general, _plain(size))
    masked = _LITERAL.sub(_blank, section)
    digits = _DIGITS.search(masked)
    if digits is None:
        return _said(section) if is_chosen else _plain(value)
    if "E+" in masked or "/" in masked:
        return _plain(value)
    return _around(section, digits, _number(size, digits[0], is_percent="%" in masked))


def _section(code: str, value: float) -> tuple[str, bool]:
    """The part of a code for numbers of this sign; whether that part writes the sign itself."""
    ends = [match.start(1) for match in _SECTION_END.finditer(code) if match[1]]
    parts = [
        code[start:end]
        for start, end in zip([0, *(e + 1 for e in ends)], [*ends, None], strict=True)
    ]
    if value < 0 and len(parts) > 1:
        return parts[1], True
    if value == 0 and len(parts) > 2:
        return parts[2], True
    return parts[0], False


@lru_cache(maxsize=256)
def _date_parts(section: str) -> str:
    """Which of y, m, d, h a date code shows; empty for a code of numbers."""
    letters = _LITERAL.sub("", section).lower()
    if _GENERAL.search(letters) or "0" in letters or "#" in letters:
        return ""
    has_time = "h" in letters or "s" in letters
    parts = "".join(part for part in "yd" if part in letters)
    if "m" in letters and (parts or not has_time):
        parts += "m"
    return parts + ("h" if has_time else "")


def _moment(value: float, parts: str, first: date) -> str:
    try:
        moment = datetime(first.year, first.month, first.day) + timedelta(  # noqa: DTZ001
            seconds=round(value * 86400)
        )
    except (ValueError, OverflowError):
        return _plain(value)
    words = f"{moment.year}年" if "y" in parts else ""
    words += f"{moment.month}月" if "m" in parts else ""
    words += f"{moment.day}日" if "d" in parts else ""
    is_time = "h" in parts and (not words or (moment.hour, moment.minute) != (0, 0))
    time = f"{moment.hour}:{moment.minute:02d}" if is_time else ""
    return f"{words} {time}".strip()


def _number(value: float, digits: str, *, is_percent: bool) -> str:
    whole, _, fraction = digits.rstrip(",").partition(".")
    thousands = len(digits) - len(digits.rstrip(","))
    scaled = Decimal(repr(value)) * (100 if is_percent else 1) / Decimal(1000) ** thousands
    if abs(scaled) >= _STEADY:
        return _plain(value)
    typed = -int(scaled.normalize().as_tuple().exponent)
    # what somebody typed is not rounded away by a column that shows fewer digits
    digits_kept = typed if typed <= len(fraction) + _TYPED else len(fraction)
    places = max(len(fraction), digits_kept)
    rounded = scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    words = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    for sign in reversed(fraction):
        if sign != "#" or not words.endswith("0"):
            break
        words = words[:-1]
    return words.removesuffix(".")


def _around(section: str, place: re.Match[str], number: str) -> str:
    """Words around the digits stay: a sheet may show 120 as 120万元."""
    return _said(section[: place.start()]) + number + _said(section[place.end() :])


def _blank(match: re.Match[str]) -> str:
    """As long as what it stands for, so that places stay."""
    return " " * len(match[0])


def _said(piece: str) -> str:
    """What a piece of a code writes out."""
    words = _LITERAL.sub(lambda match: match[1] or match[2] or "", piece)
    return "".join(sign for sign in words if sign not in "#0?@").strip()


def _plain(value: float) -> str:
    """A number without a format, and without what binary fractions add to it."""
    if value == int(value) and abs(value) < _STEADY:
        return str(int(value))
    return f"{value:.12g}"
