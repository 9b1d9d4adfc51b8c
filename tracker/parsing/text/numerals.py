"""Knows how numbers are written in Chinese plans, with digits, with characters and with both.

All that reads a number reads it here; how one is written is known by `domain.numerals`.
"""

from decimal import Decimal
from functools import lru_cache

from tracker.parsing.text.normalise import fold

# ○ and O are what keyboards without 〇 offer.
_DIGITS = {
    "零": 0, "〇": 0, "○": 0, "O": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4,
    "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
_STEPS = {"十": 10, "百": 100, "千": 1000}
_MAGNITUDES = {"百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8}

# Written with digits: 12, 1.5, 1,200. A comma only splits thousands.
# Longer ones are no figures of a plan, and too long for a number to hold exactly.
ARABIC = r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?"
CHINESE = r"[一二两三四五六七八九十][零〇一二两三四五六七八九十百千]{0,10}"
_LONGEST = 24
# 千 in 千米 and 千瓦 belongs to the unit.
MAGNITUDE = r"(?:万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|千(?![米瓦克伏卡帕])|百)"


@lru_cache(maxsize=4096)
def whole_number(text: str) -> int:
    """12, 十二, 一百零五 or 二〇二五: what counts chapters, months and years; 0 when it is none."""
    return int(text) if text.isdecimal() else parse_chinese(text) or 0


def parse_number(text: str) -> Decimal | None:
    """1.2万, 2个亿, 一百二十 or １,２００ as a figure; None when it is no number."""
    return parse_folded(fold(text).replace(" ", ""))


@lru_cache(maxsize=4096)
def parse_folded(text: str) -> Decimal | None:
    """As parse_number, for text that is in half width already and has no spaces."""
    if len(text) > _LONGEST:
        return None
    if text.isdecimal():
        return Decimal(text)
    body, factor = _split_magnitude(text)
    if body[:1].isdigit():
        try:
            return Decimal(body.replace(",", "")) * factor
        except ArithmeticError:
            return None
    value = parse_chinese(body)
    return None if value is None else Decimal(value) * factor


def parse_chinese(text: str) -> int | None:
    """一百零五, 两千, 一万二千, and digit by digit as in 二〇二五; 廿 and 卅 are not read."""
    if len(text) > _LONGEST:
        return None
    for sign in "亿万":
        if sign in text:
            return _by_section(text, sign)
    if not text or any(character not in _DIGITS and character not in _STEPS for character in text):
        return None
    if not any(character in _STEPS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    return _by_steps(text)


def _by_section(text: str, sign: str) -> int | None:
    """一万二千: so many times 万, and the rest."""
    head, _, rest = text.partition(sign)
    high, low = parse_chinese(head), parse_chinese(rest.lstrip("零")) if rest else 0
    return None if high is None or low is None else high * _MAGNITUDES[sign] + low


def _by_steps(text: str) -> int | None:
    total, pending, last_step = 0, None, 10**5
    for character in text:
        if character in _DIGITS:
            if pending:
                return None
            pending = _DIGITS[character]
            continue
        step = _STEPS[character]
        if step >= last_step:
            return None
        total += (1 if pending is None else pending) * step
        pending, last_step = None, step
    return total + (pending or 0)


def factor_of(magnitude: str) -> int:
    """What 万, 千万 or 亿 multiplies by; 1 for nothing."""
    factor = 1
    for character in magnitude:
        factor *= _MAGNITUDES.get(character, 10 if character == "十" else 1)
    return factor


def _split_magnitude(text: str) -> tuple[str, int]:
    """A trailing 万 or 亿 comes off; 百 and 千 only behind digits, where they are no step."""
    end = len(text)
    steps = "万亿" if text[:1] in _DIGITS or text[:1] in _STEPS else "十百千万亿"
    while end > 0 and text[end - 1] in steps:
        end -= 1
    return text[:end].removesuffix("个"), factor_of(text[end:])
