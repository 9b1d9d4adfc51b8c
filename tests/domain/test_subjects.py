"""Whose tasks a board speaks of has a name, and an empty choice its reason."""

import pytest

from tracker.domain.subjects import WHOLE, Subject


@pytest.mark.parametrize(
    ("subject", "name", "progress", "nothing"),
    [
        (WHOLE, "", "总进度", "计划中还没有已交办的任务"),
        (Subject(unit="食品科"), "食品科", "食品科进度", "食品科在本计划中没有牵头的任务"),
        (
            Subject(leader="郑局"),
            "郑局分管单位",
            "郑局分管单位进度",
            "郑局分管的单位在本计划中没有牵头的任务",
        ),
        (
            Subject(unit="食品科", leader="郑局"),
            "食品科",
            "食品科进度",
            "食品科在本计划中没有牵头的任务",
        ),
        (
            Subject(unit="食品科", leader="郑局", is_led=False),
            "食品科",
            "食品科进度",
            "食品科不由郑局分管，没有同时符合的任务",
        ),
    ],
)
def test_a_choice_is_called_by_its_name(subject, name, progress, nothing):
    assert (subject.name, subject.progress, subject.nothing) == (name, progress, nothing)
