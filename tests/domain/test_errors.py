"""How a use case says no: one fault or all of a form at once."""

import pytest

from tracker.domain.errors import ManyBroken, RuleBroken, raise_all

FIRST = RuleBroken("text.missing", field="title")
SECOND = RuleBroken("figure.unreadable", field="weight", limit=3)


def test_where_nothing_is_wrong_nothing_is_raised():
    raise_all([])


def test_all_faults_come_together_and_the_first_speaks_for_them():
    with pytest.raises(ManyBroken) as refused:
        raise_all([SECOND, FIRST])
    assert refused.value.all == (SECOND, FIRST)
    assert (refused.value.code, refused.value.field) == ("figure.unreadable", "weight")
    assert refused.value.parameters == {"limit": 3}


def test_one_fault_is_all_of_its_own():
    assert FIRST.all == (FIRST,)
