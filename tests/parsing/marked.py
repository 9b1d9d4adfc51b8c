"""Reads test documents that carry their own answer: {S} strategy, {T} task, {<} and {>} plan."""

import re
from dataclasses import dataclass

from tracker.domain.drafts.draft import PlanDraft
from tracker.parsing.pipeline import parse_plan

_TOKEN = re.compile(r"\{([ST<>])\}")


@dataclass(frozen=True)
class Marked:
    text: str
    strategies: list[int]
    tasks: list[int]
    plan: tuple[int | None, int | None]


def marked(source: str) -> Marked:
    places: dict[str, list[int]] = {"S": [], "T": [], "<": [], ">": []}
    pieces, length, position = [], 0, 0
    for token in _TOKEN.finditer(source):
        pieces.append(source[position : token.start()])
        length += token.start() - position
        places[token[1]].append(length)
        position = token.end()
    pieces.append(source[position:])
    plan = (next(iter(places["<"]), None), next(iter(places[">"]), None))
    return Marked("".join(pieces), places["S"], places["T"], plan)


def parsed(text: str, year: int | None = 2027) -> PlanDraft:
    return parse_plan("计划.txt", text.encode(), year=year, units=())


def _opening(text: str, start: int) -> str:
    return "".join(text[start : start + 30].split())[:14]


def check(source: str, year: int | None = 2027) -> None:
    """The parse of a marked document finds what its marks say."""
    wanted = marked(source)
    draft = parsed(wanted.text, year)
    shown = [_opening(draft.text, task.span.start) for task in draft.tasks]
    assert shown == [_opening(wanted.text, start) for start in wanted.tasks]
    if draft.text != wanted.text:
        return  # broken lines were joined: offsets point into the text as read
    assert [task.span.start for task in draft.tasks] == wanted.tasks
    assert [s.span.start for s in draft.strategies] == wanted.strategies
    if wanted.plan[0] is not None:
        assert draft.plan_span.start == wanted.plan[0]
    if wanted.plan[1] is not None:
        assert draft.plan_span.end == wanted.plan[1]
