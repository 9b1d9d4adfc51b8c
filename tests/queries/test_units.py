"""Units as the parser and the pages know them."""

from datetime import datetime

from tests.make import make_plan, make_strategy, make_task, make_unit
from tracker.domain.calendar_days import SHANGHAI
from tracker.domain.values import PlanState
from tracker.queries.units import EXAMPLES, list_names, list_profiles

ISSUED = datetime(2026, 3, 1, 9, tzinfo=SHANGHAI)


def examples_of(unit):
    return next(profile.examples for profile in list_profiles() if profile.name == unit.name)


def test_what_was_issued_to_a_unit_is_its_example_the_newest_first(people):
    strategy = make_strategy()
    for title in ("检查校园食堂", "抽检校园食材"):
        make_task(strategy, lead=people.unit_a, title=title, issued_at=ISSUED)
    make_task(strategy, lead=people.unit_b, title="更新电梯", issued_at=ISSUED)
    assert examples_of(people.unit_a) == ("抽检校园食材", "检查校园食堂")
    assert examples_of(people.unit_b) == ("更新电梯",)


def test_a_proposal_that_nobody_has_issued_teaches_nothing(people):
    draft = make_strategy(make_plan(state=PlanState.DRAFT))
    make_task(draft, lead=people.unit_a, title="只是草稿")
    assert examples_of(people.unit_a) == ()


def test_only_the_newest_examples_are_kept(people):
    strategy = make_strategy()
    for number in range(EXAMPLES + 2):
        make_task(strategy, lead=people.unit_a, title=f"第{number}件", issued_at=ISSUED)
    examples = examples_of(people.unit_a)
    assert len(examples) == EXAMPLES
    assert examples[0] == f"第{EXAMPLES + 1}件"


def test_units_that_are_no_more_are_not_proposed(app):
    make_unit("食品安全科", aliases=["食品科"])
    make_unit("撤并科", aliases=["旧科"], is_active=False)
    assert [(each.name, each.aliases) for each in list_profiles()] == [("食品安全科", ("食品科",))]
    assert list_names() == ["食品安全科"]
