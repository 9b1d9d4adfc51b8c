"""Knows which unit a sentence makes its subject: 由甲科牵头, 甲处应组织, 各乙局负责."""

import re

from tracker.parsing.numerals import folded
from tracker.parsing.unit_names import looks_like_unit

_NAME = r"([\u4e00-\u9fff]{2,18}?(?:[局科处室办]|中心|大队|支队|部门|委员会|工作组|教务处|分局))"
_SUBJECT = re.compile(
    rf"(?:由{_NAME}(?:牵头|负责|组织|会同|统筹|具体|制定|承担|实施|按|对)"
    rf"|(?:(?<=[。;\n)])|^)\s*{_NAME}(?:牵头|负责|应当?|要(?!求)|会同|须|组织))",
)


def find_subjects(text: str, start: int, end: int) -> tuple[str, ...]:
    """The names of the units that sentences of text[start:end] charge with the work."""
    body = folded(text)
    names = (match[1] or match[2] for match in _SUBJECT.finditer(body, start, end))
    return tuple(dict.fromkeys(name for name in names if looks_like_unit(name)))
