"""Knows how to look for a costly pattern by the first signs that it can have.

The anchor is a cheap pattern, best one that begins with a set of single characters: then a text is
searched at full speed, and the pattern itself is tried only where the anchor stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Anchored:
    """`anchor` stands wherever `pattern` begins, or up to `lead` characters behind that place."""

    anchor: re.Pattern[str]
    pattern: re.Pattern[str]
    lead: int = 0

    def at(self, text: str, anchor: int, start: int, end: int) -> re.Match[str] | None:
        """What begins at an anchor, or as far before it as may be."""
        if not self.lead:
            return self.pattern.match(text, anchor, end)
        for place in range(max(start, anchor - self.lead), anchor + 1):
            if match := self.pattern.match(text, place, end):
                return match
        return None

    def matches(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """All in text[start:end], in order, none over another."""
        position = start
        for anchor in self.anchor.finditer(text, start, end):
            if anchor.start() < position:
                continue
            match = self.at(text, anchor.start(), position, end)
            if match is not None:
                position = match.end()
                yield match
