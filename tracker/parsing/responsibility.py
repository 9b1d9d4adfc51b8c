"""Knows the clauses that say which unit leads a task and which ones help."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.domain.values import SourceSpan
from tracker.parsing.normalise import fold
from tracker.parsing.unit_names import is_plainly_unit, looks_like_unit, split_names

_LEAD, _DUTY, _HELP, _OTHER = "lead", "duty", "help", "other"


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Who leads and who helps. `removable`: the span is a clause of its own that a task's text can
    do without; else it is a name inside a sentence."""

    span: SourceSpan
    lead: tuple[str, ...]
    supporting: tuple[str, ...]
    removable: bool = True


_WHO = r"(?:单位|部门|科室|处室|股室|机构|主体|人|领导|局领导|校领导|委领导)"
# A label ends with a colon or with the bracket that it stands in: 【牵头单位】甲科.
_COLON = r"(?:\([^()]{1,8}\))?\s*[:】\]]\s*:?"
_KEY = re.compile(
    rf"(?P<lead>牵头(?:责任)?{_WHO}?|主办{_WHO}?|主责{_WHO}|第一责任{_WHO}){_COLON}"
    rf"|(?P<help>(?:配合|协办|协同|协助|参与|参加|共同责任|支持)(?:责任)?{_WHO}?(?:/责任单位)?){_COLON}"
    rf"|(?P<duty>(?:责任|负责|承办|落实|实施|承担|主管){_WHO}?|分工){_COLON}"
    rf"|(?P<other>(?:完成|办结|整改)?(?:时限|时间|期限)(?:要求)?|领导|进度安排|备注){_COLON}"
)
# Cheap to look for; a label is then read with care where one may begin.
_KEY_ANCHOR = re.compile(
    r"(?:牵头|主[办责管]|第一|配合|协[办同助]|参[与加]|共同|支持|责任|负责|承[办担]|落实|实施|分工|完成|办结|整改"
    r"|时[限间]|期限|领导|进度|备注)(?=[^。;,\r\n]{0,24}?[:】\]])"
)
_PERSON = re.compile(r"领导|责任人|负责人")
_VERB = re.compile(
    r"(?P<lead>(?:负责)?牵头(?:负责|落实|组织|抓总)?|主办)$"
    r"|(?P<help>(?:积极|共同)?(?:配合|协助|参与|协同|协办)(?:落实)?)$"
    r"|(?P<duty>(?:按照?(?:各自)?职责(?:分工)?|根据职责(?:分工)?|分别|共同|分工)*(?:负责(?:落实)?|分工负责|落实|承办|承担))$"
)
_BRACKET = re.compile(r"[(\[【〔]([^()\[\]【】〔〕]*(?:\([^()]*\)[^()\[\]【】〔〕]*)*)[)\]】〕]")
_CHARGES = re.compile(r"牵头|主办|配合|协[助同办]|参与|负责|落实|承[办担]|分工")
_OWN_BRACKET = re.compile(r"[】\]]\s*:?$")
_OPEN, _CLOSE = "([【〔", ")]】〕"
_LONGEST = 600
_STOP = re.compile(r"[。\r\n]")


def find_responsibility(text: str, start: int, end: int) -> list[Responsibility]:
    """The clauses in text[start:end], in the order of the text, none over another."""
    body = fold(text)
    found = _labelled(body, start, end)
    for clause in _bracketed(body, start, end):
        if all(_apart(clause.span, other.span) for other in found):
            found.append(clause)
    return sorted(found, key=lambda clause: clause.span.start)


def opens_clause(folded: str, at: int) -> bool:
    """Whether a label such as 责任单位: stands there."""
    return _KEY.match(folded, at) is not None


def _apart(one: SourceSpan, other: SourceSpan) -> bool:
    return one.end <= other.start or other.end <= one.start


def _labelled(body: str, start: int, end: int) -> list[Responsibility]:
    """Clauses with labels: (牵头单位:甲;责任单位:乙、丙), with or without their brackets."""
    found: list[Responsibility] = []
    position = start
    while key := _next_key(body, position, end):
        span, inner_end = _clause_around(body, key, start, end)
        clause = _read_labels(body, key.start(), inner_end, span)
        if clause is not None:
            found.append(clause)
        position = max(inner_end, key.end())
    return found


def _next_key(body: str, position: int, end: int) -> re.Match[str] | None:
    for anchor in _KEY_ANCHOR.finditer(body, position, end):
        key = _KEY.match(body, anchor.start(), end)
        if key is not None and _is_label(body, key):
            return key
    return None


def _is_label(body: str, key: re.Match[str]) -> bool:
    """【牵头单位】 is one; 【教务处牵头,各院系配合】 closes its own bracket only."""
    return not _OWN_BRACKET.search(key[0]) or body[key.start() - 1 : key.start()] in ("【", "[")


def _clause_around(body: str, key: re.Match[str], start: int, end: int) -> tuple[SourceSpan, int]:
    """The bracket that holds the label, else from the label to the end of its sentence."""
    at = left = key.start()
    while left > start and body[left - 1] in " \t":
        left -= 1
    limit = min(end, at + _LONGEST)
    bracketed = left > start and body[left - 1] in _OPEN
    if bracketed and not _OWN_BRACKET.search(key[0]):
        close = _closing(body, at, limit)
        if close is not None:
            return SourceSpan(left - 1, close + 1), close
    stop = _STOP.search(body, at, limit)
    right = stop.start() if stop else limit
    return SourceSpan(left - 1 if bracketed else at, right), right


def _closing(body: str, at: int, limit: int) -> int | None:
    depth = 0
    for index in range(at, limit):
        if body[index] in _OPEN:
            depth += 1
        elif body[index] in _CLOSE:
            if depth == 0:
                return index
            depth -= 1
    return None


def _read_labels(body: str, at: int, end: int, span: SourceSpan) -> Responsibility | None:
    keys = list(_keys(body, at, end))
    names: dict[str, list[str]] = {_LEAD: [], _DUTY: [], _HELP: []}
    for index, key in enumerate(keys):
        kind = key.lastgroup or _OTHER
        if kind == _OTHER or _PERSON.search(key[0]):
            continue
        value_end = keys[index + 1].start() if index + 1 < len(keys) else end
        names[kind].extend(_names(body[key.end() : value_end]))
    if not keys or all(key.lastgroup == _OTHER for key in keys):
        return None
    return _assign(span, names)


def _keys(body: str, position: int, end: int) -> Iterator[re.Match[str]]:
    while key := _next_key(body, position, end):
        yield key
        position = key.end()


def _names(text: str) -> list[str]:
    """Under a label even what looks like no unit is one, as long as it is short."""
    return [name for name in split_names(text) if looks_like_unit(name) or len(name) <= 12]


def _assign(span: SourceSpan, names: dict[str, list[str]]) -> Responsibility:
    """Where nobody is said to lead, those who are responsible do."""
    if names[_LEAD]:
        lead, rest = names[_LEAD], names[_DUTY] + names[_HELP]
    else:
        lead, rest = names[_DUTY], names[_HELP]
    return Responsibility(
        span, tuple(lead), tuple(name for name in dict.fromkeys(rest) if name not in lead)
    )


def _bracketed(body: str, start: int, end: int) -> list[Responsibility]:
    """Clauses without labels: (甲牵头,乙、丙配合), (甲、乙按职责分工负责), (市教育局)."""
    found: list[Responsibility] = []
    for bracket in _BRACKET.finditer(body, start, end):
        if len(bracket[1]) > _LONGEST:
            continue
        names = _read_verbs(bracket[1]) or _read_bare(body, start, bracket, end)
        if names is not None:
            found.append(_assign(SourceSpan(*bracket.span()), names))
    return found


def _read_bare(
    body: str, start: int, bracket: re.Match[str], end: int
) -> dict[str, list[str]] | None:
    """Only names, at the end of a sentence: 推进改造。(市住建局、市财政局)."""
    after = body[bracket.end()] if bracket.end() < end else "。"
    before = body[bracket.start() - 1] if bracket.start() > start else ""
    if after not in "。;\r\n" and before != "。":
        return None
    names = list(split_names(bracket[1]))
    if not all(map(looks_like_unit, names)) or not any(map(is_plainly_unit, names[:1])):
        return None
    return {_LEAD: [], _DUTY: names, _HELP: []}


def _read_verbs(text: str) -> dict[str, list[str]] | None:
    if not _CHARGES.search(text):
        return None
    names: dict[str, list[str]] = {_LEAD: [], _DUTY: [], _HELP: []}
    waiting: list[str] = []
    verbs = 0
    for part in re.split(r"[,;。]", text):
        verb = _VERB.search(part.strip())
        said = part.strip()[: verb.start()] if verb else part
        waiting.extend(split_names(said))
        if verb and verb.lastgroup and waiting:
            names[verb.lastgroup].extend(waiting)
            waiting, verbs = [], verbs + 1
    everyone = names[_LEAD] + names[_DUTY] + names[_HELP]
    if not verbs or not everyone or not all(looks_like_unit(name) for name in everyone):
        return None
    return names
