"""What would follow a plan in draft, as the pages ask about it."""

from datetime import date

import pytest

from tests.make import make_document, make_milestone, make_plan, make_strategy, make_task
from tests.reviewing import make_draft
from tracker.domain.values import PlanState
from tracker.queries.plan_drafts import Discarding, Following, get_discarding, get_following


@pytest.fixture
def plan(people):
    plan = make_plan(state=PlanState.DRAFT, document_id=make_document(people.office.user).id)
    strategy = make_strategy(plan)
    whole = make_task(strategy)
    make_milestone(whole, on=date(2026, 6, 30), percent=50)
    make_task(strategy, parent=whole, due_on=date(2026, 6, 30))
    make_task(strategy, starts_on=date(2026, 2, 1))
    make_milestone(make_task(make_strategy()), on=date(2026, 6, 30))
    return plan


def test_tasks_and_parts_on_the_edges_are_counted(plan):
    assert get_following(plan.id) == Following(starting=2, ending=2)


def test_milestones_go_with_the_plan_and_its_import_is_known(plan, people):
    assert get_discarding(plan.id) == Discarding(milestones=1, has_import=False)
    make_draft(people.office.user, plan_id=plan.id)
    assert get_discarding(plan.id) == Discarding(milestones=1, has_import=True)
