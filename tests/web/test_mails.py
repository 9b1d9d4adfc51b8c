"""邮件: what an administrator sees of the outbox, and 重发."""

import pytest

from tests.make import make_mail
from tracker.database import db
from tracker.domain.values import MailState
from tracker.models import OutboxEmail, ParkedAddress
from tracker.queries import outbox


@pytest.fixture
def refused(people, clock):
    db.session.add(
        ParkedAddress(
            address=people.chief_a.user.mail, reason="550 User not found", parked_at=clock.now()
        )
    )
    return make_mail(people.chief_a.user, state=MailState.FAILED, error="550 User not found")


def test_what_was_refused_is_shown_with_its_reason_and_sent_once_more(client_for, people, refused):
    make_mail(people.chief_b.user, state=MailState.QUEUED, tries=2, error="450 busy")
    admin = client_for(people.admin)
    page = admin.get("/admin/mails").text
    assert "停用的地址（1 个）" in page
    assert page.count("550 User not found") == 2
    assert "已试 2 次" in page
    assert page.count(">重发<") == 1
    page = admin.post(f"/admin/mails/{refused.id}/retry", follow_redirects=True).text
    assert "已重新放入发件箱 1 封" in page
    assert "停用的地址" not in page
    assert db.session.get(OutboxEmail, refused.id).state is MailState.QUEUED


def test_all_are_sent_once_more_by_one_button_that_does_no_harm_twice(client_for, people, refused):
    make_mail(state=MailState.FAILED, error="554 spam")
    admin = client_for(people.admin)
    assert "放入发件箱 2 封" in admin.post("/admin/mails/retry", follow_redirects=True).text
    again = admin.post("/admin/mails/retry", follow_redirects=True).text
    assert "没有未送达的邮件" in again
    assert "全部重发" not in again


def test_the_list_is_searched_by_person_address_and_state_page_by_page(
    client_for, people, monkeypatch, count_queries
):
    monkeypatch.setattr(outbox, "A_PAGE", 2)
    for _ in range(3):
        make_mail(people.chief_a.user, state=MailState.SENT)
    make_mail(address="other@example.invalid")
    admin = client_for(people.admin)
    with count_queries() as queries:
        found = admin.get("/admin/mails", query_string={"q": people.chief_a.user.name}).text
    assert queries.count <= 12
    assert "other@example.invalid" not in found
    assert found.count('data-label="编号"') == 2
    before = found.partition("before=")[2].partition('"')[0]
    assert admin.get(f"/admin/mails?before={before}").text.count('data-label="编号"') == 1
    assert "other@example.invalid" in admin.get("/admin/mails?q=OTHER@").text
    assert "没有符合条件的邮件" in admin.get("/admin/mails?state=failed").text
    assert admin.get("/admin/mails?state=nonsense&before=x").status_code == 200
