"""What is asked before 下达: how many tasks go to how many units, and what is doubtful of them."""

from dataclasses import replace
from datetime import date

import pytest

from tests.drafted import PLAN
from tests.make import make_plan, make_strategy, make_task
from tests.people import UNIT_A, UNIT_B
from tests.reviewing import OURS, make_draft
from tracker.domain.drafts.draft import PlanDraft, UnitSuggestion
from tracker.domain.drafts.review import begin
from tracker.domain.values import PlanState
from tracker.queries.plan_issuing import Issuing, get_issuing
from tracker.queries.plans import get_plan, list_tasks
from tracker.services import documents, tasks

DAY = date(2026, 11, 23)


def led_by(*leads: UnitSuggestion) -> PlanDraft:
    """The sample plan, and these suggestions for the first task."""
    first, *rest = PLAN.strategies[0].tasks
    changed = replace(PLAN.strategies[0], tasks=(replace(first, lead_units=leads), *rest))
    return replace(PLAN, strategies=(changed, *PLAN.strategies[1:]))


def accepted(people, clock, draft: PlanDraft) -> int:
    row = make_draft(people.office.user, draft, review=begin(draft, OURS))
    doing = people.office.doing(clock.now())
    return documents.accept_unseen(doing, draft_id=row.id).plan_id


def issuing(plan_id: int, on: date = DAY) -> Issuing:
    return get_issuing(get_plan(plan_id), on=on)


def test_tasks_parts_units_and_passed_dates_are_counted(people):
    plan = make_plan(state=PlanState.DRAFT)
    strategy = make_strategy(plan)
    whole = make_task(strategy, lead=people.unit_a)
    make_task(strategy, lead=people.unit_b, parent=whole, due_on=date(2026, 11, 22))
    make_task(strategy, lead=people.unit_a, due_on=DAY)
    make_task(lead=people.unit_b, due_on=date(2026, 1, 31))  # of another plan
    assert issuing(plan.id) == Issuing(
        tasks=2, parts=1, units=2, recommended=0, passed=1, is_over=False
    )


@pytest.mark.parametrize(
    ("leads", "expected"),
    [
        ([UnitSuggestion(UNIT_A, named=False, score=0.8)], 1),
        ([UnitSuggestion(UNIT_A, named=True, score=1.0)], 0),
        ([UnitSuggestion(UNIT_B, named=False, score=0.8), UnitSuggestion(UNIT_A, True, 1.0)], 0),
    ],
    ids=["proposed", "named", "named after a proposal"],
)
def test_a_lead_that_the_document_does_not_name_is_recommended(people, clock, leads, expected):
    plan_id = accepted(people, clock, led_by(*leads))
    assert issuing(plan_id).recommended == expected


def test_a_lead_that_was_changed_is_recommended_no_more(people, clock):
    plan_id = accepted(people, clock, led_by(UnitSuggestion(UNIT_A, named=False, score=0.8)))
    first = list_tasks(plan_id)[0]
    tasks.reassign(
        people.office.doing(clock.now()),
        task_id=first.id,
        version=first.version,
        lead_unit_id=people.unit_b.id,
        reason="",
    )
    assert issuing(plan_id).recommended == 0


@pytest.mark.parametrize(("on", "is_over"), [(date(2026, 12, 31), False), (date(2027, 1, 1), True)])
def test_a_plan_is_over_on_the_day_after_its_end(people, on, is_over):
    plan = make_plan(state=PlanState.DRAFT)
    make_task(make_strategy(plan), lead=people.unit_a)
    assert issuing(plan.id, on).is_over is is_over
