"""全部变化 of a plan, or of the part that was chosen, since a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.plan_dates import clock_of
from tracker.domain.recent import week_start
from tracker.domain.subjects import Subject
from tracker.queries.board import PlanChoice, chosen_plan, list_published, scope_of
from tracker.queries.board_units import BoardFilter, list_units, subject_of
from tracker.queries.plan_heads import get_head
from tracker.queries.recent_news import COUNTED, NewsGroup, list_news


@dataclass(frozen=True, slots=True)
class NewsPage:
    plan: PlanChoice
    subject: Subject
    since: date
    on: date
    groups: Sequence[NewsGroup]


def find_news(wanted: BoardFilter, *, since: date | None, on: date) -> NewsPage | None:
    """Of this week unless another day is asked for. None when there is no such plan."""
    plan = chosen_plan(list_published(on), wanted.plan_id)
    if plan is None:
        return None
    on = clock_of(on, plan.closed_on)
    since = since or week_start(on)
    units, head = list_units(plan.id, wanted), get_head(plan.id, on)
    return NewsPage(
        plan=plan,
        subject=subject_of(units, wanted, head.name_of(wanted.strategy_id)),
        since=since,
        on=on,
        groups=list_news(scope_of(plan.id, units, wanted), since, limit=COUNTED),
    )
