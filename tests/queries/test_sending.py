"""What the bar and `flask doctor` know of mails and jobs, by one statement."""

from datetime import timedelta

import pytest

from tests.clocks import MONDAY_MORNING
from tests.make import make_doing, make_mail
from tracker.domain.health import MailFlow
from tracker.domain.values import MailState
from tracker.queries.sending import JobEnds, get_sending
from tracker.services import job_runs

NOW = MONDAY_MORNING


def ago(minutes):
    return NOW - timedelta(minutes=minutes)


@pytest.mark.usefixtures("session")
def test_of_mails_the_first_that_waits_and_the_newest_that_left_or_was_given_up(count_queries):
    make_mail(created_at=ago(50), next_try_at=ago(-5), error="451 later", tries=1)
    make_mail(created_at=ago(40), next_try_at=ago(40))
    for sent in (30, 20):
        make_mail(state=MailState.SENT, next_try_at=ago(sent), sent_at=ago(sent - 1))
    for failed in (9, 8):
        make_mail(
            state=MailState.FAILED, created_at=ago(failed), next_try_at=ago(failed), error="550"
        )
    make_mail(state=MailState.DROPPED, created_at=ago(99), next_try_at=ago(99))
    with count_queries() as queries:
        seen = get_sending(NOW)
    assert queries.count == 1
    assert seen.flow == MailFlow(2, ago(50), ago(40), ago(19), ago(8), "451 later")


@pytest.mark.usefixtures("session")
def test_of_jobs_when_they_last_ended_well_and_badly():
    for slot, minutes, is_well in [("20", 30, True), ("21", 20, True), ("22", 10, False)]:
        doing = make_doing(now=ago(minutes))
        run_id = job_runs.claim(doing, job="tidy", slot=f"2026-11-{slot}", host="one")
        if is_well:
            job_runs.finish(doing, run_id, figures={})
        else:
            job_runs.fail(doing, run_id, error="disk full")
    job_runs.claim(make_doing(now=NOW), job="send-mail", slot="2026-11-23T09:00", host="one")
    ends = get_sending(NOW).ends
    assert ends == {"tidy": JobEnds(ago(20), ago(10)), "send-mail": JobEnds(None, None)}


@pytest.mark.usefixtures("session")
def test_before_anything_happened_nothing_is_known():
    seen = get_sending(NOW)
    assert (seen.flow, seen.ends) == (MailFlow(), {})
