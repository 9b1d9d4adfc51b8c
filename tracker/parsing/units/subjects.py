"""Knows which unit a sentence makes its subject: 由甲科牵头, 甲处应组织, 各乙局负责."""

import re
from collections.abc import Iterator

from tracker.parsing.units.names import looks_like_unit

_OFFICE = r"[局科处室办]|中心|大队|支队|部门|委员会|工作组|分局|街道办?"
_BODY = r"委|院|系|部|所|站|乡|镇|公司|学校|厅|队|组|会"
_HAN_BUT_BY = r"[\u4e00-\u7530\u7532-\u9fff]"  # all but 由
# Both widths of a mark stand here, so that the text need not be folded.
_OPENING = re.compile(r"[由。;；\n)）]")
_CHARGED = re.compile(
    rf"([\u4e00-\u9fff]{{1,18}}?(?:{_OFFICE}|{_BODY}))"
    r"(?:牵头|负责|组织(?!部)|会同|统筹|具体|制定|承担|实施|按)"
)
_BEGINNING = re.compile(
    rf"\s*({_HAN_BUT_BY}{{1,18}}?(?:{_OFFICE}))"
    r"(?:牵头|负责|应当?(?!用|急|对)|要(?!求|素)|会同|须|组织)"
)


def find_subjects(text: str, start: int, end: int) -> tuple[str, ...]:
    """The names of the units that sentences of text[start:end] charge with the work."""
    names = (match[1] for match in _matches(text, start, end))
    return tuple(dict.fromkeys(name for name in names if looks_like_unit(name)))


def _matches(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    position = start
    first = _BEGINNING.match(text, start, end)
    if first:
        position = first.end()
        yield first
    for opening in _OPENING.finditer(text, position, end):
        if opening.start() < position:
            continue
        pattern = _CHARGED if opening[0] == "由" else _BEGINNING
        match = pattern.match(text, opening.end(), end)
        if match:
            position = match.end()
            yield match
