"""分解: two levels, so many parts, milestones whose percents rise with their dates."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.breakdown import (
    MAX_MILESTONES,
    MAX_PARTS,
    MilestoneTerms,
    SubTaskTerms,
    WholeFacts,
    check_milestones,
    check_split,
    is_late,
    quarter_ends,
)
from tracker.domain.expected import course
from tracker.domain.values import Period

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
START, DUE = date(2026, 2, 1), date(2026, 10, 31)
WHOLE = WholeFacts(START, DUE)
PART = SubTaskTerms("摸清底数", 1, START, date(2026, 4, 30))


def split(whole: WholeFacts, *parts: SubTaskTerms) -> list[tuple[str, str | None]]:
    return [(f.code, f.field) for f in check_split(whole, parts, period=YEAR)]


def milestones(*terms: MilestoneTerms, whole: WholeFacts = WHOLE) -> list[tuple[str, str | None]]:
    return [(f.code, f.field) for f in check_milestones(whole, terms)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"parts": MAX_PARTS}, ["parts.too-many"]),
        ({"parts": MAX_PARTS - 1}, []),
    ],
)
def test_which_task_can_be_split(changes, expected) -> None:
    assert [code for code, _ in split(replace(WHOLE, **changes), PART)] == expected


def test_nothing_is_no_split() -> None:
    assert split(WHOLE) == [("parts.missing", None)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"title": ""}, ("text.missing", "part-2-title")),
        ({"weight": 0}, ("weight.out-of-range", "part-2-weight")),
        ({"due_on": date(2026, 1, 15)}, ("due.before-start", "part-2-due_on")),
        ({"due_on": date(2030, 1, 15)}, ("due.outside", "part-2-due_on")),
        ({"content": "长" * 4001}, ("text.too-long", "part-2-content")),
    ],
)
def test_a_fault_names_the_part_that_it_is_in(changes, expected) -> None:
    assert split(WHOLE, PART, replace(PART, **changes)) == [expected]


def test_a_part_may_be_due_after_the_whole_and_is_then_late() -> None:
    late = replace(PART, due_on=date(2026, 11, 1))
    assert split(WHOLE, late) == []
    assert is_late(late.due_on, DUE)
    assert not is_late(DUE, DUE)


def on(month: int, percent: int | None = None, text: str = "") -> MilestoneTerms:
    return MilestoneTerms(date(2026, month, 28), text, percent)


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ((), []),
        ((on(3, 20), on(6, 60), on(9, 90)), []),
        ((on(9, 90), on(3, 20), on(6, 60)), []),
        ((on(3, 20), on(6, text="完成初验"), on(9, 90)), []),
        ((on(3, 60), on(6, 60)), [("milestone.not-rising", "milestone-2-percent")]),
        ((on(6, 20), on(3, 60)), [("milestone.not-rising", "milestone-1-percent")]),
        (
            (on(3, 60), on(6, text="初验"), on(9, 50)),
            [("milestone.not-rising", "milestone-3-percent")],
        ),
        ((on(3, 20), on(3, 30)), [("milestone.same-day", "milestone-2-on")]),
        ((on(3),), [("milestone.empty", "milestone-1-text")]),
        ((on(3, 0),), [("milestone.out-of-range", "milestone-1-percent")]),
        ((on(3, 101),), [("milestone.out-of-range", "milestone-1-percent")]),
        ((on(1, 10),), [("milestone.outside", "milestone-1-on")]),
        ((on(11, 10),), [("milestone.outside", "milestone-1-on")]),
        ((MilestoneTerms(START, "启动", 5),), [("milestone.outside", "milestone-1-on")]),
        ((MilestoneTerms(DUE, "", 100),), []),
        ((MilestoneTerms(DUE, "", 90),), [("milestone.short-at-end", "milestone-1-percent")]),
        ((on(3, text="长" * 4001),), [("text.too-long", "milestone-1-text")]),
    ],
)
def test_milestones_rise_with_their_dates(terms, expected) -> None:
    assert milestones(*terms) == expected


def test_a_task_has_so_many_milestones_and_no_more() -> None:
    days = [MilestoneTerms(date(2026, 3, 1 + day), "节点") for day in range(MAX_MILESTONES + 1)]
    assert milestones(*days) == [("milestone.too-many", None)]
    assert milestones(*days[1:]) == []


@given(
    st.lists(
        st.builds(
            MilestoneTerms,
            on=st.dates(START, DUE),
            text=st.just("节点"),
            percent=st.none() | st.integers(1, 100),
        ),
        max_size=6,
    )
)
def test_with_milestones_that_are_accepted_expected_progress_never_falls(terms) -> None:
    if check_milestones(WHOLE, terms):
        return
    points = [(each.on, each.percent) for each in terms if each.percent is not None]
    line = course(START, DUE, points)
    values = [line.expected(day) for day in (START, *sorted(p[0] for p in points), DUE)]
    assert values == sorted(values)
    assert values[-1] == 100


@pytest.mark.parametrize(
    ("starts_on", "due_on", "expected"),
    [
        (
            (2026, 1, 1),
            (2026, 12, 31),
            [("03-31", 24), ("06-30", 49), ("09-30", 75), ("12-31", 100)],
        ),
        ((2026, 5, 1), (2026, 9, 30), [("06-30", 39), ("09-30", 100)]),
        ((2026, 6, 30), (2026, 7, 31), [("07-31", 100)]),
        (
            (2026, 3, 30),
            (2027, 3, 31),
            [("06-30", 25), ("09-30", 50), ("12-31", 75), ("03-31", 100)],
        ),
        ((2026, 5, 1), (2026, 5, 1), []),
    ],
)
def test_quarters_are_proposed_as_milestones(starts_on, due_on, expected) -> None:
    points = quarter_ends(date(*starts_on), date(*due_on))
    assert [(f"{day:%m-%d}", percent) for day, percent in points] == expected


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 800))
def test_what_is_proposed_can_be_saved(starts_on, length) -> None:
    due_on = date.fromordinal(starts_on.toordinal() + length)
    whole = replace(WHOLE, starts_on=starts_on, due_on=due_on)
    terms = [MilestoneTerms(on, percent=percent) for on, percent in quarter_ends(starts_on, due_on)]
    assert milestones(*terms, whole=whole) == []
