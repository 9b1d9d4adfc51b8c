"""The log is searched by time, person, action and subject, and paged by the number of an entry."""

from datetime import date, timedelta

import pytest

from tests.make import make_doing, make_plan, make_strategy, make_task
from tracker.domain.doing import MACHINE
from tracker.queries import audit_log
from tracker.queries.audit_log import AuditFilter, each_row, get_page
from tracker.transaction import audit
from tracker.transaction.audit import Subject
from tracker.transaction.unit_of_work import unit_of_work


@pytest.fixture
def log(people, clock):
    """Four entries on three days, the third of them just after midnight in Shanghai."""
    plan = make_plan(title="要点")
    task = make_task(make_strategy(plan), title="抽检食材 100%", number="三-04", lead=people.unit_a)
    subject = Subject("task", task.id)
    told = (
        (people.chief_a.actor, "task.signed-off", subject, 0),
        (people.chief_a.actor, "task.progress.reported", subject, 24),
        (people.office.actor, "plan.closed", Subject("plan", plan.id), 39),
        (MACHINE, "mail.retried", Subject("mail", 99), 40),
    )
    start = clock.now()
    with unit_of_work() as session:
        for actor, action, subject, hours in told:
            doing = make_doing(actor, start + timedelta(hours=hours))
            audit.record(session, doing, action, subject)
    return task


def actions(**wanted: object) -> list[str]:
    return [row.action for row in get_page(AuditFilter(**wanted)).rows]


def test_every_filter_finds_its_entries_the_newest_first(log):
    reported, signed, closed = "task.progress.reported", "task.signed-off", "plan.closed"
    expected = (
        ({}, ["mail.retried", closed, reported, signed]),
        ({"who": "周甲"}, [reported, signed]),
        ({"who": "chief_a"}, [reported, signed]),
        ({"who": "100%"}, []),
        ({"action": reported}, [reported]),
        ({"kind": "plan"}, [closed]),
        ({"kind": "task", "subject_id": log.id}, [reported, signed]),
        ({"words": "三-04"}, [reported, signed]),
        ({"words": "食材 100%"}, [reported, signed]),
        ({"words": "_检"}, []),
        ({"words": "要点", "who": "秦"}, [closed]),
        ({"until": date(2026, 11, 23)}, [signed]),
        ({"since": date(2026, 11, 25)}, ["mail.retried", closed]),
        ({"since": date(2026, 11, 24), "until": date(2026, 11, 24)}, [reported]),
    )
    for wanted, found in expected:
        assert actions(**wanted) == found, wanted


def test_a_row_names_its_subject_or_says_which_it_was(log):
    row, *_, first = get_page(AuditFilter()).rows
    assert (first.who, first.unit, first.subject) == (
        "周甲",
        "食品安全监管科",
        "三-04 抽检食材 100%",
    )
    assert (row.who, row.subject, row.about) == (None, "", "邮件 99")


def test_pages_follow_one_another_both_ways(log, monkeypatch):
    monkeypatch.setattr(audit_log, "PAGE", 2)
    wanted = AuditFilter()
    first = get_page(wanted)
    assert ([row.id for row in first.rows], first.older, first.newer) == ([4, 3], 3, None)
    second = get_page(wanted, before=first.older)
    assert ([row.id for row in second.rows], second.older, second.newer) == ([2, 1], None, 2)
    back = get_page(wanted, after=second.newer)
    assert [row.id for row in back.rows] == [4, 3]
    assert back.matching == 4
    assert get_page(wanted, before=1).rows == []


def test_an_export_goes_through_all_batches_the_oldest_first(log, monkeypatch):
    monkeypatch.setattr(audit_log, "BATCH", 3)
    assert [row.id for row in each_row(AuditFilter())] == [1, 2, 3, 4]
    assert audit_log.verify().entries == 4
