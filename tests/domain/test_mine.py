"""我的任务: one group for each task, the first that fits."""

from datetime import date

import pytest

from tracker.domain.lights import Light
from tracker.domain.mine import Group, MineFacts, group, needs_report
from tracker.domain.values import TaskState

DAY = date(2026, 11, 23)
LISTED = [s for s in TaskState if s not in {TaskState.DRAFT, TaskState.WITHDRAWN}]


def facts(
    state: TaskState = TaskState.IN_PROGRESS,
    light: Light = Light.NORMAL,
    *,
    lead: bool = True,
    reported: bool = False,
    starts_on: date = date(2026, 1, 1),
) -> MineFacts:
    return MineFacts(state, light, starts_on, lead, reported)


@pytest.mark.parametrize(
    ("mine", "expected", "missing"),
    [
        (facts(), Group.UNREPORTED, True),
        (facts(TaskState.ISSUED), Group.UNREPORTED, True),
        (facts(reported=True), Group.RUNNING, False),
        (facts(light=Light.LAGGING), Group.UNREPORTED, True),
        (facts(light=Light.LAGGING, reported=True), Group.RUNNING, False),
        # The most urgent group wins; what is missing stays missing.
        (facts(light=Light.OVERDUE), Group.OVERDUE, True),
        (facts(light=Light.OVERDUE, reported=True), Group.OVERDUE, False),
        (facts(light=Light.DUE_SOON), Group.DUE_SOON, True),
        (facts(light=Light.DUE_SOON, reported=True), Group.DUE_SOON, False),
        # Whoever waits for the office, or has finished, owes nothing.
        (facts(TaskState.SUBMITTED, Light.OVERDUE), Group.SUBMITTED, False),
        (facts(TaskState.DONE, Light.DONE), Group.DONE, False),
        (facts(TaskState.SUSPENDED, Light.SUSPENDED), Group.RUNNING, False),
        # A supporting unit adds what it knows, but nobody waits for it.
        (facts(lead=False), Group.RUNNING, False),
        (facts(light=Light.OVERDUE, lead=False), Group.RUNNING, False),
        (facts(TaskState.DONE, Light.DONE, lead=False), Group.DONE, False),
        # Nothing is owed before the task begins; from its first day on it is.
        (facts(light=Light.NOT_STARTED, starts_on=date(2026, 11, 24)), Group.RUNNING, False),
        (facts(starts_on=DAY), Group.UNREPORTED, True),
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
