"""延期: asked for on or before the day due, a few times, with reason and progress so far."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tracker.domain.deadline_extensions import (
    ExtensionRequest,
    check_grant,
    check_refusal,
    check_request,
    refusal_to_ask,
)
from tracker.domain.errors import RuleBroken
from tracker.domain.permissions import TaskFacts
from tracker.domain.values import PlanState, TaskState

DUE = date(2026, 11, 30)
LATER = date(2026, 12, 20)
LIMIT = 2


def request(**changes) -> ExtensionRequest:
    given = {"to_on": LATER, "reason": "设备到货晚了两周", "progress": "已完成八成"}
    return ExtensionRequest(**given | changes)


def codes(faults: tuple[RuleBroken, ...]) -> list[str]:
    return [fault.code for fault in faults]


@pytest.mark.parametrize(
    ("changes", "on", "expected"),
    [
        ({}, DUE - timedelta(days=20), []),
        ({}, DUE, []),
        ({}, DUE + timedelta(days=1), ["deadline-extension.too-late"]),
        ({"granted_extensions": LIMIT - 1}, DUE, []),
        ({"granted_extensions": LIMIT}, DUE, ["deadline-extension.used-up"]),
        ({"extension_asked_by_id": 7}, DUE, ["deadline-extension.open"]),
    ],
)
def test_when_it_may_be_asked_for(changes, on, expected) -> None:
    facts = TaskFacts(1, frozenset(), TaskState.IN_PROGRESS, PlanState.ACTIVE, due_on=DUE)
    refused = refusal_to_ask(replace(facts, **changes), on=on, limit=LIMIT)
    assert codes((refused,) if refused else ()) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"to_on": DUE}, [("due.not-later", "to_on")]),
        ({"to_on": DUE - timedelta(days=1)}, [("due.not-later", "to_on")]),
        ({"to_on": DUE.replace(year=DUE.year + 1)}, []),
        (
            {"to_on": DUE.replace(year=DUE.year + 1) + timedelta(days=1)},
            [("deadline-extension.too-far", "to_on")],
        ),
        ({"to_on": date(2062, 12, 20)}, [("deadline-extension.too-far", "to_on")]),
        ({"reason": "  "}, [("reason.missing", "reason")]),
        ({"progress": ""}, [("text.missing", "progress")]),
        ({"reason": "长" * 4001}, [("text.too-long", "reason")]),
        ({"progress": "八成\x00"}, [("text.control-characters", "progress")]),
        (
            {"to_on": DUE, "reason": "", "progress": ""},
            [
                ("due.not-later", "to_on"),
                ("reason.missing", "reason"),
                ("text.missing", "progress"),
            ],
        ),
    ],
)
def test_what_has_to_be_said_with_it_and_all_that_is_missing_at_once(changes, expected) -> None:
    faults = check_request(DUE, request(**changes))
    assert [(fault.code, fault.field) for fault in faults] == expected


@pytest.mark.parametrize(
    ("granted_on", "word", "expected"),
    [
        (LATER, "", []),
        (LATER, "同意", []),
        (DUE, "同意", ["due.not-later"]),
        (LATER, "同\x07意", ["text.control-characters"]),
    ],
)
def test_a_grant_fixes_a_later_day(granted_on, word, expected) -> None:
    assert codes(check_grant(DUE, granted_on, word)) == expected


@pytest.mark.parametrize(("word", "expected"), [("请按期办结", []), (" ", ["text.missing"])])
def test_who_refuses_says_why(word, expected) -> None:
    assert codes(check_refusal(word)) == expected
