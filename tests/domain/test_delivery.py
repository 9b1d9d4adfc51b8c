"""When a failed mail is tried again."""

from datetime import timedelta

import pytest

from tracker.domain.delivery import CLAIM_EXPIRES, PAUSES, pause_after


@pytest.mark.parametrize(
    ("tries", "pause"),
    [
        (1, timedelta(minutes=1)),
        (2, timedelta(minutes=5)),
        (5, timedelta(hours=1)),
        (9, timedelta(hours=12)),
        (10, None),
        (11, None),
    ],
)
def test_a_mail_is_tried_ten_times_and_then_given_up(tries, pause):
    assert pause_after(tries) == pause


def test_pauses_grow_and_bridge_a_night_and_the_day_after():
    assert sorted(set(PAUSES)) == list(PAUSES)
    assert timedelta(days=1) < sum(PAUSES, timedelta()) < timedelta(days=2)
    assert timedelta(hours=1) > CLAIM_EXPIRES
