"""Knows how to look for words at the end of a stretch of text without searching all of it."""

import re


def ending(pattern: re.Pattern[str], words: str, reach: int) -> re.Match[str] | None:
    """What `pattern`, which ends in `$`, finds in the last `reach` characters.

    A place before the first character is taken for the first.
    """
    return pattern.search(words, len(words) - reach)
