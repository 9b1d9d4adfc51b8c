from pathlib import Path

import pytest

from tests.parsing.marked import check

PLANS = sorted((Path(__file__).parent / "plans").glob("*.txt"))


@pytest.mark.parametrize("path", PLANS, ids=[path.stem for path in PLANS])
def test_strategies_tasks_and_plan_are_found_in(path: Path):
    check(path.read_text(encoding="utf-8"))
