"""Whether two documents say the same, whatever program saved them."""

import unicodedata


def is_same_text(one: str, other: str) -> bool:
    """Spaces, line breaks and the width of signs are what a program changes when it saves."""
    return one == other or _bare(one) == _bare(other)


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
