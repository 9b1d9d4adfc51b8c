"""Knows the clauses that say which unit leads a task and which ones help."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from tracker.domain.values import SourceSpan
from tracker.parsing.text.anchors import Anchored
from tracker.parsing.units.cells import charging_cells
from tracker.parsing.units.charges import (
    Kind,
    Names,
    Parts,
    add,
    by_names_alone,
    by_part,
    by_verbs,
    empty,
)
from tracker.parsing.units.names import looks_like_unit, split_names


class Responsibility(NamedTuple):
    """Who leads and who helps. `removable`: the span is a clause of its own that a task's text can
    do without; else it is a name inside a sentence."""

    span: SourceSpan
    lead: tuple[str, ...]
    supporting: tuple[str, ...]
    removable: bool = True


_WHO = (
    r"(?:单位|部门|科室|处室|股室|机构|主体|人|领导|局领导|校领导|委领导|县领导|市领导|区领导"
    r"|[\u4e00-\u9fff]?[科处室股队所组部院局])"
)
# A label ends with a colon or with the bracket that it stands in: 【牵头单位】甲科.
_COLON = r"(?:\([^()]{1,8}\))?\s*[:】\]]\s*:?"
_KEY = re.compile(
    rf"(?P<lead>牵头(?:责任)?{_WHO}?|主办{_WHO}?|主责{_WHO}|第一责任{_WHO}){_COLON}"
    rf"|(?P<help>(?:配合|协办|协同|协助|协作|参与|参加|共同责任|支持)(?:责任)?{_WHO}?(?:/责任单位)?){_COLON}"
    rf"|(?P<duty>(?:责任|负责|承办|落实|实施|承担|主管){_WHO}?|分工){_COLON}"
    rf"|(?P<other>(?:完成|办结|整改)?(?:时限|时间|期限)(?:要求)?|(?:分管|挂包|挂联|包联|包保|联系|主管)?领导|(?:计划|工作|时间|序时|推进)进度|进度(?:安排|计划)?|备注|联系人|联络员|属地){_COLON}"
)
_KEY_ANCHOR = re.compile(
    r"(?:牵头|主[办责管]|第一|配合|协[办同助作]|参[与加]|共同|支持|责任|负责|承[办担]|落实|实施|分工|完成|办结|整改"
    r"|时[限间]|期限|分管领导|挂包领导|挂联领导|包[联保]领导|主管领导|领导"
    r"|计划进度|序时进度|推进进度|工作进度|进度|备注|联[系络]|属地)(?=[^。;,\r\n]{0,24}?[:】\]])"
)
_LABEL = Anchored(_KEY_ANCHOR, _KEY)
_LABEL_END = re.compile(r"[:】\]]")
_LONGEST_LABEL = 30  # with what may stand between its words and its end
_PERSON = re.compile(r"领导|责任人|负责人")
_BRACKET = re.compile(r"[(\[【〔]([^()\[\]【】〔〕]*(?:\([^()]*\)[^()\[\]【】〔〕]*)*)[)\]】〕]")
_OWN_BRACKET = re.compile(r"[】\]]\s*:?$")
_OPEN, _CLOSE = "([【〔", ")]】〕"
_BRACKET_SIGN = re.compile(r"[(\[【〔)\]】〕]")
_LONGEST = 600
_FURTHEST_BACK = 60
_STOP = re.compile(r"[。\r\n]")
_NEXT_LABEL = re.compile(r"[。\s]{0,4}")


def find_responsibility(body: str, start: int, end: int) -> list[Responsibility]:
    """The clauses in body[start:end] (folded), in the order of the text, none over another."""
    labelled = list(_labelled(body, start, end))
    bracketed = _bracketed(body, start, end, [clause.span for clause in labelled])
    found = sorted((*labelled, *bracketed), key=lambda clause: clause.span.start)
    return found or _in_cells(body, start, end)


def _in_cells(body: str, start: int, end: int) -> list[Responsibility]:
    found = charging_cells(body, start, end)
    return [_charging(found[0], found[1], found[2])] if found else []


def _charging(start: int, end: int, names: Names) -> Responsibility:
    return Responsibility(SourceSpan(start, end), *by_part(names))


def opens_clause(folded: str, at: int) -> bool:
    """Whether a label such as 责任单位: stands there."""
    return _KEY.match(folded, at) is not None


def _labelled(body: str, start: int, end: int) -> Iterator[Responsibility]:
    """Clauses with labels: (牵头单位:甲;责任单位:乙、丙), with or without their brackets."""
    position = start
    while key := _next_key(body, position, end):
        span, inner, inner_end = _clause_around(body, key, position, end)
        before = max(inner - 1, 0)  # the bracket that a label may stand in
        parts = _read_labels(body[before:inner_end], inner - before)
        if parts is not None:
            yield Responsibility(span, *parts)
        position = max(inner_end, key.end())


def _next_key(body: str, position: int, end: int) -> re.Match[str] | None:
    """The search begins shortly before the first sign that a label can end with."""
    sign = _LABEL_END.search(body, position, end)
    if sign is None:
        return None
    for key in _LABEL.matches(body, max(position, sign.start() - _LONGEST_LABEL), end):
        if not _OWN_BRACKET.search(key[0]) or _is_opened(body, key.start()):
            return key
    return None


def _is_opened(body: str, at: int) -> bool:
    """【牵头单位】 is a label, the end of 【甲处牵头,乙处配合】 is none."""
    return at > 0 and body[at - 1] in _OPEN


def _clause_around(
    body: str, key: re.Match[str], start: int, end: int
) -> tuple[SourceSpan, int, int]:
    """The bracket that holds the label, else from the label to the end of its sentence; and where
    what it says begins and ends."""
    limit = min(end, key.start() + _LONGEST)
    opening = _opening(body, key.start(), start)
    if opening is not None and not _OWN_BRACKET.search(key[0]):
        close = _closing(body, key.start(), limit)
        if close is not None:
            return SourceSpan(opening, close + 1), opening + 1, close
    right = _end_of_labels(body, key, limit)
    left = key.start() if opening is None else opening
    is_next_to = body[left : key.start()].strip(" \t" + _OPEN) == ""
    return SourceSpan(left if is_next_to else key.start(), right), key.start(), right


def _opening(body: str, at: int, start: int) -> int | None:
    """The bracket that is still open at `at`."""
    depth = 0
    for index in range(at - 1, max(start, at - _FURTHEST_BACK) - 1, -1):
        if body[index] in _CLOSE:
            depth += 1
        elif body[index] in _OPEN:
            if depth == 0:
                return index
            depth -= 1
        elif body[index] in "。\r\n":
            return None
    return None


def _closing(body: str, at: int, limit: int) -> int | None:
    depth = 0
    for sign in _BRACKET_SIGN.finditer(body, at, limit):
        if sign[0] in _OPEN:
            depth += 1
        elif depth == 0:
            return sign.start()
        else:
            depth -= 1
    return None


def _end_of_labels(body: str, key: re.Match[str], limit: int) -> int:
    """The end of the sentence; of the next one too where that begins with another kind of label."""
    seen = {key.lastgroup}
    stop = _STOP.search(body, key.end(), limit)
    while stop is not None:
        space = _NEXT_LABEL.match(body, stop.start(), limit)
        following = _KEY.match(body, space.end() if space else limit, limit)
        if following is None or following.lastgroup in seen:
            return stop.start()
        seen.add(following.lastgroup)
        stop = _STOP.search(body, following.end(), limit)
    return limit


@lru_cache(maxsize=1024)  # the same clause stands under task after task
def _read_labels(clause: str, start: int) -> Parts | None:
    keys = list(_keys(clause, start, len(clause)))
    names = (by_verbs(clause[start : keys[0].start()]) if keys else None) or empty()
    for index, key in enumerate(keys):
        kind = Kind(key.lastgroup or Kind.OTHER)
        if kind is Kind.OTHER or _PERSON.search(key[0]):
            continue
        value_end = keys[index + 1].start() if index + 1 < len(keys) else len(clause)
        add(names, kind, _names(clause[key.end() : value_end]))
    if all(key.lastgroup == Kind.OTHER for key in keys) and not any(names.values()):
        return None
    return by_part(names)


def _keys(body: str, position: int, end: int) -> Iterator[re.Match[str]]:
    while key := _next_key(body, position, end):
        yield key
        position = key.end()


def _names(text: str) -> list[str]:
    """Under a label even what looks like no unit is one, as long as it is short."""
    return [
        name
        for name in split_names(text)
        if looks_like_unit(name) or (len(name) <= 12 and ":" not in name)
    ]


def _bracketed(
    body: str, start: int, end: int, taken: Sequence[SourceSpan]
) -> Iterator[Responsibility]:
    """Clauses without labels: (甲牵头,乙、丙配合), (甲、乙按职责分工负责), (市教育局).

    `taken`: spans, in order, that other clauses have.
    """
    spans = iter(taken)
    other = next(spans, None)
    for bracket in _BRACKET.finditer(body, start, end):
        while other is not None and other.end <= bracket.start():
            other = next(spans, None)
        if len(bracket[1]) > _LONGEST or (other is not None and other.start < bracket.end()):
            continue
        names = by_verbs(bracket[1]) or _read_bare(body, start, bracket, end)
        if names is not None:
            yield _charging(*bracket.span(), names)


def _read_bare(body: str, start: int, bracket: re.Match[str], end: int) -> Names | None:
    """Only names, at the end of a sentence: 推进改造。(市住建局、市财政局)."""
    after = body[bracket.end()] if bracket.end() < end else "。"
    before = body[bracket.start() - 1] if bracket.start() > start else ""
    if after not in "。;\r\n" and before != "。":
        return None
    return by_names_alone(bracket[1])
