"""我的任务: one group for each task, the first that fits."""

from datetime import date
from decimal import Decimal

import pytest

from tracker.domain.acts import Act
from tracker.domain.lights import Light
from tracker.domain.mine import Group, MineFacts, group, needs_report
from tracker.domain.reporting import ReportFacts
from tracker.domain.values import ReportEvery, TaskState

DAY = date(2026, 11, 23)
LISTED = [s for s in TaskState if s not in {TaskState.DRAFT, TaskState.WITHDRAWN}]
ASK, ANSWER, SIGN = Act.ASK_VERIFICATION, Act.ANSWER, Act.SIGN_OFF


def facts(
    state: TaskState = TaskState.IN_PROGRESS,
    light: Light = Light.NORMAL,
    *acts: Act,
    lead: bool = True,
    reported: bool = False,
    starts_on: date = date(2026, 1, 1),
    issued_on: date = date(2026, 1, 5),
    percent: int | None = None,
    sent_back: bool = False,
) -> MineFacts:
    last = date(2026, 11, 2) if reported else None
    return MineFacts(
        state=state,
        light=light,
        percent=None if percent is None else Decimal(percent),
        is_lead=lead,
        is_sent_back=sent_back,
        acts=frozenset(acts),
        report=ReportFacts(starts_on, issued_on, ReportEvery.MONTH, last),
    )


@pytest.mark.parametrize(
    ("mine", "expected", "missing"),
    [
        (facts(), Group.UNREPORTED, True),
        (facts(reported=True), Group.RUNNING, False),
        (facts(light=Light.LAGGING), Group.UNREPORTED, True),
        (facts(light=Light.LAGGING, reported=True), Group.RUNNING, False),
        # The most urgent group wins; what is missing stays missing.
        (facts(light=Light.OVERDUE), Group.OVERDUE, True),
        (facts(light=Light.OVERDUE, reported=True), Group.OVERDUE, False),
        (facts(light=Light.DUE_SOON), Group.DUE_SOON, True),
        (facts(light=Light.DUE_SOON, reported=True), Group.DUE_SOON, False),
        (facts(TaskState.ISSUED, Light.OVERDUE, SIGN), Group.UNSIGNED, True),
        (facts(TaskState.ISSUED, Light.NORMAL, SIGN, ANSWER), Group.INSTRUCTED, True),
        (facts(light=Light.OVERDUE, sent_back=True, reported=True), Group.SENT_BACK, False),
        # At 100 % it is the verification that is missing, whatever the light.
        (facts(TaskState.IN_PROGRESS, Light.OVERDUE, ASK, percent=100), Group.READY, True),
        (facts(TaskState.IN_PROGRESS, Light.OVERDUE, ASK, percent=99), Group.OVERDUE, True),
        # Whoever waits for the office, or has finished, owes nothing; a 批示 wants its answer.
        (facts(TaskState.SUBMITTED, Light.AWAITING), Group.SUBMITTED, False),
        (facts(TaskState.SUBMITTED, Light.AWAITING, ANSWER), Group.INSTRUCTED, False),
        (facts(TaskState.DONE, Light.DONE), Group.DONE, False),
        (facts(TaskState.SUSPENDED, Light.SUSPENDED), Group.SUSPENDED, False),
        # A supporting unit adds what it knows, but nobody waits for it.
        (facts(lead=False), Group.SUPPORTED, False),
        (facts(lead=False, sent_back=True), Group.SUPPORTED, False),
        (facts(light=Light.OVERDUE, lead=False), Group.SUPPORTED, False),
        (facts(TaskState.DONE, Light.DONE, lead=False), Group.DONE, False),
        # Nothing is owed before the task begins; from its first day on it is.
        (facts(light=Light.NOT_STARTED, starts_on=date(2026, 11, 24)), Group.RUNNING, False),
        (facts(starts_on=DAY), Group.UNREPORTED, True),
        (facts(issued_on=DAY), Group.RUNNING, False),
    ],
)
def test_a_task_stands_in_the_first_group_that_fits(mine, expected, missing):
    assert (group(mine, DAY), needs_report(mine, DAY)) == (expected, missing)


@pytest.mark.parametrize("state", LISTED)
@pytest.mark.parametrize("light", Light)
@pytest.mark.parametrize("reported", [True, False])
def test_whatever_is_said_to_be_unreported_needs_a_report(state, light, reported):
    mine = facts(state, light, reported=reported)
    assert group(mine, DAY) is not Group.UNREPORTED or needs_report(mine, DAY)


def test_what_is_most_urgent_stands_first():
    first = [Group.SENT_BACK, Group.INSTRUCTED, Group.UNSIGNED, Group.READY, Group.OVERDUE]
    assert list(Group)[:5] == first
    assert [each for each in Group if each.is_urgent] == first
