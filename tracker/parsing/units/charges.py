"""Knows who leads and who helps by the verbs behind names, 甲科牵头,乙科配合, or by names alone."""

import re
from collections.abc import Iterable
from enum import StrEnum

from tracker.parsing.units.names import is_plainly_unit, looks_like_unit, split_names


class Kind(StrEnum):
    """In what way a unit is named."""

    LEAD = "lead"
    DUTY = "duty"  # leads where nobody else does
    HELP = "help"
    OTHER = "other"  # no unit: a time, a person, a remark


Names = dict[Kind, list[str]]
Parts = tuple[tuple[str, ...], tuple[str, ...]]  # who leads, who helps

_VERB = re.compile(
    r"(?:(?P<lead>(?:负责)?牵头(?:负责|落实|组织|抓总|实施|推进)?|主办|主抓)"
    r"|(?P<help>(?:积极|共同|协同)?(?:配合|协助|参与|参加|协同|协办|协作|支持)(?:落实|实施)?)"
    r"|(?P<duty>(?:(?:按照?|根据|依)(?:照|据)?(?:各自)?职责(?:分工)?|分别|共同|具体|分工|组织|抓好)*"
    r"(?:负责(?:落实|实施)?|分工负责|落实|承办|承担|实施|组织实施|推进落实)))$"
)
_CHARGES = re.compile(r"牵头|主[办抓]|配合|协[助同办作]|参[与加]|支持|负责|落实|承[办担]|分工|实施")
# A mark behind a verb parts clauses like any comma: 甲科牵头、乙科配合.
_PART = re.compile(r"[,;。\s]+|(?<=牵头|负责|配合|参与|参加|协助)、")
_TOGETHER = re.compile(r"(?<=.{2})(?:会同|联合|商)(?=.{2})")
_TIME = re.compile(
    r"(?:完成|办结|整改)?(?:时限|时间|期限)(?:要求)?[:为].*"
    r"|(?:[于在到]|力争|确保|20\d\d年?|[今明]年|[\d.]+|[一二三四五六七八九十]+(?=[月季])|[月日年]|季度"
    r"|[上下]半年|[上中下]旬|全年|长期|持续|[份底末内初]|之?前|以前|[-–—―~至])+"
    r"(?:完成|办结|推进|坚持|落实|实施)?"
)
_MARK = re.compile(r"\((?:(?P<lead>牵头|主办|牵头单位)|(?P<help>配合|协办|配合单位)|负责)\)$")


def empty() -> Names:
    return {Kind.LEAD: [], Kind.DUTY: [], Kind.HELP: []}


def add(names: Names, kind: Kind, found: Iterable[str]) -> None:
    """What is marked in its own bracket, 甲局(牵头), is what the mark says."""
    for name in found:
        mark = _MARK.search(name)
        if mark is None:
            names[kind].append(name)
        else:
            names[Kind(mark.lastgroup) if mark.lastgroup else kind].append(name[: mark.start()])


def parts_of(text: str) -> list[str]:
    """The clauses without those that only say when."""
    return [part for part in _PART.split(text) if part and not _TIME.fullmatch(part)]


def by_verbs(text: str) -> Names | None:
    """甲局牵头,乙、丙局配合 or 甲、乙局按职责分工负责; None when something else is said."""
    if not _CHARGES.search(text):
        return None
    names = empty()
    waiting: list[str] = []
    for part in parts_of(text):
        verb = _VERB.search(part)
        said = part[: verb.start()] if verb else part
        waiting.append(said)
        if verb and verb.lastgroup:
            _charge(names, Kind(verb.lastgroup), "、".join(waiting))
            waiting = []
    everyone = names[Kind.LEAD] + names[Kind.DUTY] + names[Kind.HELP]
    if not everyone or not all(map(looks_like_unit, everyone)):
        return None
    add(names, Kind.DUTY, filter(looks_like_unit, split_names("、".join(waiting))))
    return names


def _charge(names: Names, kind: Kind, said: str) -> None:
    """甲局会同乙局负责: who is brought in helps."""
    together = _TOGETHER.search(said)
    if together is None:
        add(names, kind, split_names(said))
        return
    add(names, Kind.LEAD, split_names(said[: together.start()]))
    add(names, Kind.HELP, split_names(said[together.end() :]))


def by_names_alone(text: str) -> Names | None:
    """Nothing but names, the first of which is plainly a unit's, and perhaps a time."""
    found = split_names("、".join(parts_of(text)))
    names = empty()
    add(names, Kind.DUTY, found)
    everyone = names[Kind.LEAD] + names[Kind.DUTY] + names[Kind.HELP]
    if not all(map(looks_like_unit, everyone)) or not any(map(is_plainly_unit, everyone[:1])):
        return None
    return names


def by_part(names: Names) -> Parts:
    """Who leads and who helps. Where nobody is said to lead, those who are responsible do."""
    if names[Kind.LEAD]:
        lead, rest = names[Kind.LEAD], names[Kind.DUTY] + names[Kind.HELP]
    else:
        lead, rest = names[Kind.DUTY], names[Kind.HELP]
    return tuple(lead), tuple(name for name in dict.fromkeys(rest) if name not in lead)


def by_cell(text: str) -> Parts | None:
    """办公室牵头,各科室配合 or 甲局(牵头)、乙局; None where a cell only lists names."""
    names = by_verbs(text) or by_names_alone(text) or empty()
    return by_part(names) if names[Kind.LEAD] or names[Kind.HELP] else None
