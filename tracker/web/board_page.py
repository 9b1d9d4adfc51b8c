"""What the address of a board asks for, and what its page shows besides the rows."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from flask import request, url_for

from tracker.domain import acts
from tracker.domain.acts import Act
from tracker.domain.calendar_days import day_of
from tracker.domain.coverage import period_name, quarterly_note
from tracker.domain.lights import Colour
from tracker.domain.recent import week_start
from tracker.domain.unit_series import UnitOrder, columns, ordered
from tracker.domain.verdicts import shares, verdict
from tracker.queries.board import BoardPage
from tracker.queries.board_units import BoardFilter
from tracker.queries.day_figures import CoursePoint
from tracker.queries.red_list import RED_LIST
from tracker.rendering.charts import Frame, Trend, trend
from tracker.rendering.heat import Heat, heat
from tracker.web import session
from tracker.web.converters import row_id

Word = TypeVar("Word", bound=StrEnum)
ME = "me"  # 我分管的
KINDS: Mapping[str | None, bool] = {"ongoing": True, "once": False}
WHOLE_LIST = 200  # 红灯任务 in one piece, for printing
USUAL = BoardFilter()
ORDER_WORDS = {USUAL.colour: "逾期久的在前，再按落后多少排"}
WALL = Frame(width=350, height=250, left=40, right=262, top=24, bottom=220)
WIDE, NARROW = 14, 5  # pixels of a month: in one column of units, and in two


def filter_from_address() -> BoardFilter:
    """A value that makes no sense counts as missing."""
    asked = request.args
    return BoardFilter(
        plan_id=asked.get("plan", type=row_id),
        unit_id=asked.get("unit", type=row_id),
        leader_id=_leader(asked.get("leader", "")),
        strategy_id=asked.get("strategy", type=row_id),
        past=asked.get("on", type=date.fromisoformat),
        colour=_one_of(Colour, asked.get("light")) or USUAL.colour,
        is_ongoing=KINDS.get(asked.get("kind")),
        order=_one_of(UnitOrder, asked.get("order")) or USUAL.order,
        limit=WHOLE_LIST if "all" in asked else RED_LIST,
    )


def since_from_address() -> date | None:
    return request.args.get("since", type=date.fromisoformat)


def _leader(text: str) -> int | None:
    if text == ME:
        return session.actor().user_id
    return request.args.get("leader", type=row_id)


def _one_of(choices: Iterable[Word], text: str | None) -> Word | None:
    return next((choice for choice in choices if choice.value == text), None)


def arguments_of(wanted: BoardFilter) -> Mapping[str, Any]:
    """The filter as an address states it: links change one of these and keep the rest."""
    kind = next((name for name, value in KINDS.items() if value is wanted.is_ongoing), None)
    stated = {
        "plan": wanted.plan_id,
        "unit": wanted.unit_id,
        "leader": wanted.leader_id,
        "strategy": wanted.strategy_id,
        "on": wanted.past,
        "light": None if wanted.colour is USUAL.colour else wanted.colour,
        "kind": kind,
        "order": None if wanted.order is USUAL.order else wanted.order,
        "all": 1 if wanted.limit == WHOLE_LIST else None,
    }
    return {name: value for name, value in stated.items() if value is not None}


def shown(page: BoardPage, wanted: BoardFilter) -> Mapping[str, object]:
    """For the template: sentences, shares and drawings of the rows."""
    counts = page.figures.by_colour()
    parts = columns(ordered(page.units, wanted.order))
    return {
        "page": page,
        "wanted": wanted,
        "arguments": arguments_of(wanted),
        "verdict": sentence(page),
        "period": period_name(page.figures, page.on),
        "period_note": quarterly_note(page.figures, page.on),
        "colours": list(zip(counts, counts.values(), shares(list(counts.values())))),
        "trend": course_of(page),
        "month_ends": month_ends(page.course),
        "columns": parts,
        "units": ordered(page.units, wanted.order),
        "heats": heats(page, step=WIDE if len(parts) < 2 else NARROW),
        "instructable": _instructable(page),
        "ledger": ledger_of(page.plan.id, wanted),
        "explained": _explained(page, wanted),
        "tasks": url_for("tasks.show", task_id=0).removesuffix("0"),
        "other_colour": _other_colour(wanted),
        "order_words": ORDER_WORDS.get(wanted.colour, "先按亮灯轻重，再按时限"),
        "since": week_start(page.on),
        "seen_on": _last_visit(),
    }


def sentence(page: BoardPage) -> str:
    strategies = [(row.title, row.figures) for row in page.strategies]
    units = [(row.name, row.gap) for row in page.units]
    if page.is_past and page.kept is None:
        return "这一天和此前都没有留存的数据"
    return verdict(page.figures, page.on, strategies, page.subject, units)


def heats(page: BoardPage, *, step: int) -> Mapping[int, Heat]:
    """By unit."""
    plan = page.plan
    return {
        unit.id: heat(unit.months, plan.starts_on, plan.ends_on, step=step) for unit in page.units
    }


def course_of(page: BoardPage, frame: Frame | None = None) -> Trend:
    return trend(
        page.plan.starts_on,
        page.plan.ends_on,
        [(point.on, point.actual) for point in page.course if point.actual is not None],
        [(point.on, point.expected) for point in page.course if point.expected is not None],
        on=page.on,
        frame=frame or Frame(),
    )


def month_ends(course: Sequence[CoursePoint]) -> Sequence[CoursePoint]:
    """The last day of each month that was kept, and the newest: the drawn course in figures."""
    return list({point.on.replace(day=1): point for point in course}.values())


def _other_colour(wanted: BoardFilter) -> Colour:
    """One click away: from red to yellow, from all others to red."""
    return Colour.YELLOW if wanted.colour is USUAL.colour else USUAL.colour


def _instructable(page: BoardPage) -> Sequence[int]:
    """The tasks on which the person at the page may write 批示."""
    doing = session.doing()
    rows = [row for row in page.red if acts.refusal(Act.INSTRUCT, doing, row.facts) is None]
    return [row.id for row in rows]


def _last_visit() -> date | None:
    """Of the person at the page, before this one."""
    row = session.viewer()
    at = row.previous_login_at if row else None
    return None if at is None else day_of(at)


def ledger_of(plan_id: int, wanted: BoardFilter) -> str:
    """The list behind the figures, to which each count adds what it counts."""
    return url_for(
        "ledger.index",
        plan=plan_id,
        unit=wanted.unit_id,
        leader=wanted.leader_id,
        strategy=wanted.strategy_id,
    )


def shown_on_wall(page: BoardPage, wanted: BoardFilter, token: str) -> Mapping[str, object]:
    """The same, drawn larger."""
    larger = {"trend": course_of(page, WALL), "heats": heats(page, step=WIDE)}
    return {**shown(page, wanted), **larger, "following": next_turn(page, wanted, token)}


def next_turn(page: BoardPage, wanted: BoardFilter, token: str) -> str:
    """What the wall screen shows next: the plan, then each of its strategies, then the plan."""
    turns = [None, *(choice.id for choice in page.strategy_choices)]
    place = turns.index(wanted.strategy_id) if wanted.strategy_id in turns else 0
    return url_for(
        "board.screen",
        token=token or None,
        plan=wanted.plan_id,
        strategy=turns[(place + 1) % len(turns)],
    )


def _explained(page: BoardPage, wanted: BoardFilter) -> str:
    """To which each figure adds whose it is."""
    return url_for("board.figures", **{"plan": page.plan.id} | dict(arguments_of(wanted)))
