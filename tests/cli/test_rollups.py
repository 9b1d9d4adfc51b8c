"""`flask rollups`: the proof that stored figures are right, and the repair."""

import json

import sqlalchemy as sa

from tests.make import make_task, make_update
from tracker.models import Rollup


def test_figures_that_agree_are_a_success(runner, session):
    make_update(make_task(), percent=50)
    answer = runner.invoke(args=["rollups", "check"])
    assert (answer.exit_code, answer.output) == (0, "汇总与逐项重算一致\n")


def test_a_wrong_figure_is_named_and_rebuilding_repairs_it(runner, session):
    make_update(make_task(), percent=50)
    session.execute(sa.update(Rollup).where(Rollup.id == 1).values(tasks=5))
    session.commit()
    answer = runner.invoke(args=["rollups", "check", "--json"])
    assert answer.exit_code == 1
    (difference,) = json.loads(answer.output)
    assert (difference["figure"], difference["stored"], difference["counted"]) == ("tasks", 5, 1)
    assert runner.invoke(args=["rollups", "check"]).exit_code == 1
    assert runner.invoke(args=["rollups", "rebuild"]).output == "已重算 4 行汇总\n"
    assert runner.invoke(args=["rollups", "check"]).exit_code == 0
