"""What somebody types to find a task: several words, in full or half width, in any case."""

import unicodedata

MOST = 8  # words that are looked for; who types more has found it, or will not
FULL_WIDTH = 0xFEE0  # from ! to ！, for all of ASCII that is printed


def words_of(typed: str) -> tuple[str, ...]:
    """Parted by blanks of every kind; each has to be found."""
    return tuple(dict.fromkeys(typed.split()))[:MOST]


def spellings(word: str) -> tuple[str, ...]:
    """The ways in which a title may write it: 12345, １２３４５; AI（人工智能）, AI(人工智能)."""
    half = unicodedata.normalize("NFKC", word)
    full = "".join(_widened(sign) for sign in half)
    mixed = "".join(sign if sign.isalnum() else _widened(sign) for sign in half)
    return tuple(dict.fromkeys((word, half, mixed, full)))


def _widened(sign: str) -> str:
    return chr(ord(sign) + FULL_WIDTH) if "!" <= sign <= "~" else sign
