"""Marks of items as offices type them."""

from collections.abc import Callable

Mark = Callable[[int], str]

_DIGITS = "零一二三四五六七八九"
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def han(number: int) -> str:
    """Up to 99."""
    tens, ones = divmod(number, 10)
    front = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return front + (_DIGITS[ones] if ones or not tens else "")


MARKS: dict[str, Mark] = {
    "一、": lambda n: f"{han(n)}、",
    "（一）": lambda n: f"（{han(n)}）",
    "(一)": lambda n: f"({han(n)})",
    "1.": lambda n: f"{n}.",
    "1、": lambda n: f"{n}、",
    "1．": lambda n: f"{n}．",
    "1. ": lambda n: f"{n}. ",
    "1）": lambda n: f"{n}）",
    "（1）": lambda n: f"（{n}）",
    "(1)": lambda n: f"({n})",
    "①": lambda n: _CIRCLES[n - 1],
    "一是": lambda n: f"{han(n)}是",
    "第一，": lambda n: f"第{han(n)}，",
    "第一条": lambda n: f"第{han(n)}条　",
    "第一章": lambda n: f"第{han(n)}章　",
}
BELOW = {  # what may stand under a group's mark
    "一、": ("（一）", "（一）", "(一)", "1.", "1、", "1．", "1. ", "（1）"),
    "（一）": ("1.", "1.", "1、", "（1）", "①", "1）"),
    "(一)": ("1.", "(1)", "1、"),
    "第一章": ("第一条", "一、"),
}
