"""`flask jobs`."""

from datetime import date

from tests.make import make_task


def test_a_run_says_what_it_counted(people, runner):
    make_task(lead=people.unit_b, due_on=date(2026, 11, 20))

    answer = runner.invoke(args=["jobs", "run", "write-reminders", "--at", "2026-11-23T08:30"])

    assert answer.exit_code == 0
    assert answer.output == (
        "write-reminders 2026-11-23 完成：提醒人数 1，提醒任务 1，待发邮件 1\n"
    )
