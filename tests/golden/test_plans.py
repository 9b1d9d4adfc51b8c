"""The sample plans, read as a careful person reads them.

`expected/` says what each plan means; `misread.toml` lists where the parser still says otherwise.
A fault that is mended must leave that list, and no new one may come in.
"""

import json
import tomllib
from functools import cache
from pathlib import Path

import pytest

from tests.golden.reading import Record, differences, expected_outline, outline
from tracker.cli.unit_files import read_units
from tracker.domain.drafts.draft import PlanDraft
from tracker.parsing.pipeline import parse_plan
from tracker.samples.files import SamplePlan, read_plans

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "seed_plans"
PLANS = read_plans(SAMPLES)
MISREAD = tomllib.loads((HERE / "misread.toml").read_text(encoding="utf-8"))

every_plan = pytest.mark.parametrize("plan", PLANS, ids=[plan.path.stem for plan in PLANS])


@cache
def drafted(path: Path) -> PlanDraft:
    units = [entry.profile for entry in read_units(SAMPLES / "units.toml")]
    return parse_plan(path.name, path.read_bytes(), year=None, units=units)


def expected(plan: SamplePlan) -> Record:
    record: Record = json.loads((HERE / "expected" / f"{plan.path.stem}.json").read_text("utf-8"))
    return record


@every_plan
def test_title_organisation_year_and_period_are_read(plan: SamplePlan):
    draft, wanted = drafted(plan.path), expected(plan)
    assert (draft.title, draft.organisation) == (wanted["title"], wanted["organisation"])
    assert draft.year == wanted["year"] == plan.year
    period = [draft.period.start.isoformat(), draft.period.end.isoformat()]
    assert period == wanted["period"]


@every_plan
def test_strategies_and_tasks_are_found_with_their_titles(plan: SamplePlan):
    assert outline(drafted(plan.path)) == expected_outline(expected(plan))


@every_plan
def test_units_targets_and_deadlines_are_those_of_the_text(plan: SamplePlan):
    found = differences(drafted(plan.path), expected(plan))
    assert found == MISREAD.get(plan.path.stem, [])
