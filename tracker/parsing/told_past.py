"""Knows which stretches of a text tell of what has been done, so that their figures bind nobody."""

import re

# Where a clause may begin, and words that put it into the past; a year is weighed apart.
_OPENING = re.compile(
    r"(?:^|(?<=[。;\n,:]))(?:(?P<year>20\d\d)年(?=,|全|我|共|累计|完成|实现|新|建|预计|各|\d)"
    r"|今年以来|一年来|[一二三四五]年来|近年来|过去的?[一三五]年|回顾)"
)
_TURN = re.compile(r"(?P<year>20\d\d)年|今年(?!以来)|明年|下一步|下半年|接下来|力争")
_LINE = re.compile(r"\n")
_SENTENCE = re.compile(r"[。\n]")


def past_stretches(body: str, start: int, end: int, year: int | None) -> list[tuple[int, int]]:
    """A paragraph that begins with 今年以来 or with a year gone by tells of the past until it turns
    to what is to come; elsewhere such words rule their sentence.
    """
    found: list[tuple[int, int]] = []
    for opening in _OPENING.finditer(body, start, end):
        if found and opening.start() < found[-1][1]:
            continue
        if opening["year"] and (year is None or int(opening["year"]) >= year):
            continue
        found.append((opening.start(), _end_of(body, opening, start, end, year)))
    return found


def _end_of(body: str, opening: re.Match[str], start: int, end: int, year: int | None) -> int:
    at = opening.start()
    first = at == start or body[at - 1] == "\n"
    stop = (_LINE if first else _SENTENCE).search(body, opening.end(), end)
    limit = stop.start() if stop else end
    for turn in _TURN.finditer(body, opening.end(), limit):
        if turn["year"] is None or year is None or int(turn["year"]) >= year:
            return turn.start()
    return limit
