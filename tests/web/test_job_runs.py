"""任务计划: when each job runs, how it went, and 正在运行 only while it does."""

from datetime import timedelta

from tests.make import make_doing
from tracker.domain.job_runs import DEAD_AFTER
from tracker.jobs import runner
from tracker.jobs.schedule import find_entry
from tracker.services import job_runs


def row(client, name: str) -> str:
    page = client.get("/admin/jobs").text
    return page.partition(name)[2].partition("</tr>")[0]


def test_each_job_is_shown_with_its_last_run_its_figures_and_the_next(client_for, people, clock):
    admin = client_for(people.admin)
    assert "还没有运行过" in row(admin, "write-reminders")
    assert "今天的还没有办" in row(admin, "write-reminders")
    runner.run_once(find_entry("write-reminders"), clock.now())
    shown = row(admin, "write-reminders")
    assert "提醒人数 0" in shown
    assert "今天的还没有办" not in shown
    assert "11-24 08:30" in shown


def test_a_run_is_said_to_run_only_while_its_heart_beats(client_for, people, clock):
    admin = client_for(people.admin)
    job_runs.claim(make_doing(now=clock.now()), job="tidy", slot="2026-11-23", host="here")
    assert "正在运行" in row(admin, "tidy")
    clock.forward(seconds=(DEAD_AFTER + timedelta(seconds=1)).total_seconds())
    assert "中断，等候续办" in row(admin, "tidy")
