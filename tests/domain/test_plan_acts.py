"""What may be done with a plan as a whole: by whom, in which state, and when it is ready."""

from datetime import datetime

import pytest

from tests.domain.test_permissions import PEOPLE
from tracker.domain.doing import Doing, Policy
from tracker.domain.errors import Forbidden, RuleBroken
from tracker.domain.plan_acts import PLAN_ACTS, PlanAct, PlanFacts, check, offered, refusal
from tracker.domain.values import PlanState

NOW = datetime.fromisoformat("2026-11-23T10:00+08:00")
MATRIX = """
          draft  active  closed
publish   yes    .       .
add_task  yes    yes     .
postpone  .      yes     .
close     .      yes     .
edit      yes    .       .
discard   yes    .       .
"""


def doing(name: str) -> Doing:
    return Doing(PEOPLE[name], NOW, Policy())


def drawn() -> set[tuple[PlanAct, PlanState]]:
    head, *lines = MATRIX.strip("\n").split("\n")
    return {
        (PlanAct(act), PlanState(state))
        for act, *cells in map(str.split, lines)
        for state, cell in zip(head.split(), cells, strict=True)
        if cell == "yes"
    }


def test_every_act_has_its_rule() -> None:
    assert set(PLAN_ACTS) == set(PlanAct) == {act for act, _ in drawn()}


@pytest.mark.parametrize("state", PlanState)
@pytest.mark.parametrize("name", PEOPLE)
def test_an_act_is_offered_as_drawn_and_to_the_office_alone(name: str, state: PlanState) -> None:
    possible = {act for act in PlanAct if (act, state) in drawn()}
    expected = possible if name in {"office", "asker"} else set()
    assert offered(doing(name), PlanFacts(state, tasks=3)) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (PlanFacts(PlanState.DRAFT, tasks=2), None),
        (PlanFacts(PlanState.DRAFT), "plan.no-tasks"),
        (PlanFacts(PlanState.DRAFT, tasks=2, leaderless=("1-01", "2-03")), "plan.lead-missing"),
        (PlanFacts(PlanState.ACTIVE, leaderless=("1-01",)), "plan.not-draft"),
    ],
)
def test_a_plan_goes_out_whole_and_each_task_to_a_unit(facts, expected) -> None:
    refused = refusal(PlanAct.PUBLISH, doing("office"), facts)
    assert (refused and refused.code) == expected


def test_what_is_refused_is_raised_with_what_is_missing() -> None:
    with pytest.raises(RuleBroken) as refused:
        check(PlanAct.PUBLISH, doing("office"), PlanFacts(PlanState.DRAFT, 2, ("1-01", "2-03")))
    assert refused.value.parameters["numbers"] == "1-01、2-03"
    with pytest.raises(Forbidden):
        check(PlanAct.CLOSE, doing("leader"), PlanFacts(PlanState.ACTIVE))
