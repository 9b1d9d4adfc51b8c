"""本周变化: since when a task shows its colour, what was closed and what was sent back."""

from datetime import date, datetime

import pytest

from tests.make import make_doing, make_plan, make_strategy, make_task, make_update
from tracker.database import db
from tracker.domain.calendar_days import SHANGHAI
from tracker.domain.recent import News
from tracker.domain.values import TaskKind, TaskState, Verdict
from tracker.models import Verification
from tracker.queries import recent_news
from tracker.queries.board_scope import BoardScope
from tracker.queries.recent_news import NewsGroup, list_news
from tracker.services import figures

MONDAY, WEDNESDAY = date(2026, 11, 16), date(2026, 11, 18)


@pytest.fixture
def strategy(people, clock):
    clock.move_to(date(2026, 11, 10))
    return make_strategy(make_plan())


def news_of(strategy, news: News, *, limit: int = 9, **scope: object) -> NewsGroup:
    groups = list_news(BoardScope(strategy.plan_id, **scope), MONDAY, limit=limit)
    assert [group.news for group in groups] == list(News)
    return next(group for group in groups if group.news is news)


def titles(group: NewsGroup) -> list[str]:
    assert group.count == len(group.tasks)
    return [task.title for task in group.tasks]


def test_a_task_is_told_in_the_week_in_which_it_came_to_its_colour(people, clock, strategy):
    lead = {"lead": people.unit_a}
    make_task(strategy, title="早已红灯", due_on=date(2026, 11, 2), **lead)
    make_task(strategy, title="周二逾期", due_on=MONDAY, **lead)
    make_task(strategy, title="周三逾期", due_on=date(2026, 11, 17), **lead)
    lagging = make_task(strategy, title="滞后", **lead)
    make_update(lagging, percent=86)
    for day in (MONDAY, date(2026, 11, 17), WEDNESDAY):
        clock.move_to(day)
        figures.refresh_lights(make_doing())
    assert titles(news_of(strategy, News.NEW_RED)) == ["周三逾期", "周二逾期"]
    make_update(lagging, percent=60)
    assert titles(news_of(strategy, News.NEW_YELLOW)) == ["滞后"]
    clock.move_to(date(2026, 12, 20))
    figures.refresh_lights(make_doing())  # from one red light to another
    assert titles(news_of(strategy, News.NEW_RED)) == ["滞后", "周三逾期", "周二逾期"]


def test_what_was_closed_or_sent_back_is_told_once(people, clock, strategy):
    clock.move_to(WEDNESDAY)
    make_task(strategy, lead=people.unit_a, title="办结的", state=TaskState.DONE)
    task = make_task(strategy, lead=people.unit_a, title="退回的", state=TaskState.IN_PROGRESS)
    for day in (13, 16, 17):
        said = {"asked_by_id": people.chief_a.id, "decided_by_id": people.office.id}
        at = datetime(2026, 11, day, 9, tzinfo=SHANGHAI)
        when = {"asked_at": at, "decided_at": at, "verdict": Verdict.SENT_BACK}
        db.session.add(Verification(task_id=task.id, **said, **when))
    db.session.commit()
    assert titles(news_of(strategy, News.CLOSED)) == ["办结的"]
    sent_back = news_of(strategy, News.SENT_BACK)
    assert titles(sent_back) == ["退回的"]
    assert sent_back.tasks[0].on == date(2026, 11, 17)


def test_it_is_of_what_was_chosen_and_of_whole_tasks_alone(people, clock, strategy):
    clock.move_to(WEDNESDAY)
    late = {"due_on": date(2026, 11, 17)}
    task = make_task(strategy, lead=people.unit_a, title="甲", **late)
    make_task(strategy, lead=people.unit_a, parent=task, **late)
    make_task(strategy, lead=people.unit_b, title="乙", kind=TaskKind.ONGOING, **late)
    for scope, found in (
        ({}, ["乙", "甲"]),
        ({"unit_ids": [people.unit_a.id]}, ["甲"]),
        ({"unit_ids": []}, []),
        ({"strategy_id": strategy.id + 1}, []),
        ({"is_ongoing": True}, ["乙"]),
        ({"is_ongoing": False, "strategy_id": strategy.id}, ["甲"]),
    ):
        assert titles(news_of(strategy, News.NEW_RED, **scope)) == found


def test_more_than_are_listed_are_counted_and_more_than_are_counted_are_owned_to(
    people, clock, strategy, monkeypatch
):
    clock.move_to(WEDNESDAY)
    for _ in range(3):
        make_task(strategy, lead=people.unit_a, due_on=date(2026, 11, 17))
    group = news_of(strategy, News.NEW_RED, limit=2)
    assert (len(group.tasks), group.count, group.is_more) == (2, 3, False)
    monkeypatch.setattr(recent_news, "COUNTED", 3)
    recent_news._statement.cache_clear()
    assert news_of(strategy, News.NEW_RED, limit=2).is_more
    recent_news._statement.cache_clear()
