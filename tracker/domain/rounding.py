"""How figures are rounded for people, and how a difference is made from what they read.

四舍五入, as people do it with a pencil. A difference is taken between the rounded figures that
stand beside it, so that nobody who subtracts them finds another one.
"""

from decimal import ROUND_HALF_UP, Decimal

FAR_BEHIND = Decimal(-10)  # points: a gap from here on stands out


def rounded(value: Decimal | int, decimals: int) -> Decimal:
    """Whole numbers, too: a row holds one until it is read again."""
    return Decimal(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def tenth(value: Decimal) -> Decimal:
    """As figures are printed."""
    return rounded(value, 1)


def hundredth(value: Decimal) -> Decimal:
    """As percents are stored."""
    return rounded(value, 2)


def difference(left: Decimal | None, right: Decimal | None) -> Decimal | None:
    """Of two figures as they are printed. None where one of them is unknown."""
    return None if left is None or right is None else tenth(left) - tenth(right)


def is_far_behind(gap: Decimal | None) -> bool:
    return gap is not None and gap <= FAR_BEHIND
