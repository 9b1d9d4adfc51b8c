"""A decision as an address or a form carries it."""

import pytest

from tracker.domain.decisions import Decision, DecisionKind, read_decision


@pytest.mark.parametrize("kind", DecisionKind)
def test_what_is_written_is_read_again(kind):
    decision = Decision(kind, 12)
    assert str(decision) == f"{kind.value}-12"
    assert read_decision(str(decision)) == decision


@pytest.mark.parametrize(
    "text",
    ["", "-", "extension", "extension-", "extension--1", "extension-1x", "extension-１", "plan-1",
     "extension-99999999999", "extension-1-2", " extension-1"],
)  # fmt: skip
def test_anything_else_is_no_decision(text):
    assert read_decision(text) is None
