"""What a unit may be called, and what a form that is out of date shows."""

from dataclasses import replace

import pytest

from tracker.domain.terms.units import UnitTerms, check_unit, tidy
from tracker.domain.values import UnitKind

TERMS = UnitTerms("计量科", UnitKind.OFFICE, 3, aliases=("量科",), duties=("计量监督",))


def test_blanks_doubles_and_the_name_itself_are_no_aliases():
    typed = replace(TERMS, name=" 计量科 ", aliases=("量科", "", " 量科", "计量科"))
    assert tidy(typed) == TERMS


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"name": ""}, "name", "text.missing"),
        ({"name": "长" * 41}, "name", "text.too-long"),
        ({"name": "计\x00量"}, "name", "text.control-characters"),
        ({"aliases": ("长" * 41,)}, "aliases", "text.too-long"),
        ({"aliases": tuple(map(str, range(61)))}, "aliases", "unit.too-many-lines"),
        ({"duties": ("责" * 301,)}, "duties", "text.too-long"),
        ({"duties": ("监\x07督",)}, "duties", "text.control-characters"),
    ],
)
def test_each_fault_stands_at_its_field(changed, field, code):
    faults = check_unit(replace(TERMS, **changed))
    assert [(fault.field, fault.code) for fault in faults] == [(field, code)]


def test_good_terms_have_no_fault():
    assert check_unit(TERMS) == ()


def test_any_change_gives_another_fingerprint():
    others = [replace(TERMS, position=4), replace(TERMS, leader_id=1), replace(TERMS, duties=())]
    assert len({terms.fingerprint for terms in (TERMS, *others)}) == 4
