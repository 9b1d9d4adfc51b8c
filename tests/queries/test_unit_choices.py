"""单位: what a list of units offers."""

from tests.make import make_unit
from tracker.queries.unit_choices import list_choices


def test_closed_units_are_offered_only_to_the_task_that_has_them(people):
    closed, other = make_unit("撤并科", is_active=False), make_unit("老科", is_active=False)
    active = [people.unit_a.name, people.unit_b.name, "办公室"]
    assert [unit.name for unit in list_choices()] == active
    assert [unit.name for unit in list_choices({closed.id})] == [*active, "撤并科"]
    assert other.name == "老科"
