"""What would follow a plan in draft, as the pages ask about it."""

from datetime import date

import pytest

from tests.make import make_plan, make_strategy, make_task
from tracker.domain.values import PlanState
from tracker.queries.plan_drafts import Following, get_following


@pytest.fixture
def plan(app):
    plan = make_plan(state=PlanState.DRAFT)
    strategy = make_strategy(plan)
    whole = make_task(strategy)
    make_task(strategy, parent=whole, due_on=date(2026, 6, 30))
    make_task(strategy, starts_on=date(2026, 2, 1))
    make_task(make_strategy())
    return plan


def test_tasks_and_parts_on_the_edges_are_counted(plan):
    assert get_following(plan.id) == Following(starting=2, ending=2)
