"""Knows which characters are the same thing in another width, and folds them without moving any."""

import re
from functools import lru_cache

_SPACES = "\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000\ufeff\u200b"
_LONG = 400  # more than a name or a number, less than any document
_SAME_LENGTH = {
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(_SPACES, " "),
    "｡": "。",
    "︰": ":",
    "﹒": ".",
    "﹙": "(",
    "﹚": ")",
    "﹔": ";",
    "﹕": ":",
    "﹐": ",",
}
_ANOTHER_WIDTH = re.compile(f"[{re.escape(''.join(_SAME_LENGTH))}]")


def fold(text: str) -> str:
    """The text in one width. Its length and so every offset into it stay what they were."""
    return _folded(text) if len(text) < _LONG else _remembered(text)


# Every finder folds the text that it is given, again and again the one document at hand.
@lru_cache(maxsize=1)
def _remembered(text: str) -> str:
    return _folded(text)


def _folded(text: str) -> str:
    for character in set(_ANOTHER_WIDTH.findall(text)):
        text = text.replace(character, _SAME_LENGTH[character])
    return text
