"""Knows on which day of a year the feasts and seasons fall that plans name as a time."""

from datetime import date, timedelta

_FIXED = {
    "元旦": (1, 1), "妇女节": (3, 8), "五一": (5, 1), "劳动节": (5, 1), "六一": (6, 1),
    "儿童节": (6, 1), "高考": (6, 7), "七一": (7, 1), "八一": (8, 1), "教师节": (9, 10),
    "国庆": (10, 1), "十一": (10, 1),
}  # fmt: skip
# New Year, the fifth of the fifth and the fifteenth of the eighth month of the old calendar.
_MOVING = {
    2015: ("0219", "0620", "0927"), 2016: ("0208", "0609", "0915"), 2017: ("0128", "0530", "1004"),
    2018: ("0216", "0618", "0924"), 2019: ("0205", "0607", "0913"), 2020: ("0125", "0625", "1001"),
    2021: ("0212", "0614", "0921"), 2022: ("0201", "0603", "0910"), 2023: ("0122", "0622", "0929"),
    2024: ("0210", "0610", "0917"), 2025: ("0129", "0531", "1006"), 2026: ("0217", "0619", "0925"),
    2027: ("0206", "0609", "0915"), 2028: ("0126", "0528", "1003"), 2029: ("0213", "0616", "0922"),
    2030: ("0203", "0605", "0912"), 2031: ("0123", "0624", "1001"), 2032: ("0211", "0612", "0919"),
    2033: ("0131", "0601", "0908"), 2034: ("0219", "0620", "0927"), 2035: ("0208", "0610", "0916"),
    2036: ("0128", "0530", "1004"), 2037: ("0215", "0618", "0924"), 2038: ("0204", "0607", "0913"),
    2039: ("0124", "0527", "1002"), 2040: ("0212", "0614", "0920"),
}  # fmt: skip
_BY_THE_MOON = {"春节": (0, 0), "春运": (0, -15), "元宵": (0, 14), "端午": (1, 0), "中秋": (2, 0)}
# The day before differs from place to place: these are what most of them mean.
_SEASONS = {"汛": (5, 31), "春季": (2, 28), "开学": (8, 31), "暖": (11, 14), "冬": (10, 31)}


def feast(name: str, year: int) -> date | None:
    """The day of the feast itself; None for a year whose moons nobody has written down here."""
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name == "清明":
        return date(year, 4, 4 if year % 4 < 2 else 5)
    column, days = _BY_THE_MOON[name]
    if year not in _MOVING:
        return None
    written = _MOVING[year][column]
    return date(year, int(written[:2]), int(written[2:])) + timedelta(days=days)


def before_season(words: str, year: int) -> date:
    """汛期前, 秋季开学前, 采暖季前: the last day before, where it begins at its usual time."""
    return next(date(year, *day) for word, day in _SEASONS.items() if word in words)
