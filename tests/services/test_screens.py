"""大屏口令: made and revoked by the administrator; only a hash of it is kept."""

import pytest
import sqlalchemy as sa

from tracker.database import db
from tracker.domain.errors import NotFound, RuleBroken
from tracker.models import AuditEntry, ScreenToken
from tracker.queries.screens import is_screen, list_screens
from tracker.services import screens


def test_a_token_opens_until_it_is_revoked_and_stands_nowhere(people, clock):
    doing, token = people.admin.doing(clock.now()), screens.new_token()
    assert not is_screen(token)
    screen_id = screens.add(doing, name=" 一楼大厅 ", token=token)
    other = screens.new_token()
    screens.add(doing, name="三楼", token=other)
    assert is_screen(token)
    assert is_screen(other)
    assert not is_screen("")
    screens.revoke(doing, screen_id=screen_id)
    assert not is_screen(token)
    assert is_screen(other)
    rows = list_screens()
    assert [(row.name, row.made_by) for row in rows] == [("三楼", "管理员"), ("一楼大厅", "管理员")]
    kept = db.session.scalars(sa.select(ScreenToken.token_hash)).all()
    assert token not in kept
    actions = db.session.scalars(sa.select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert actions == ["screen.added", "screen.added", "screen.revoked"]


def test_what_cannot_be_is_refused_in_a_sentence(people, clock):
    doing = people.admin.doing(clock.now())
    with pytest.raises(RuleBroken, match=r"text\.missing"):
        screens.add(doing, name=" ", token="x")
    with pytest.raises(NotFound):
        screens.revoke(doing, screen_id=9)
    screen_id = screens.add(doing, name="大厅", token="x")
    screens.revoke(doing, screen_id=screen_id)
    with pytest.raises(RuleBroken, match=r"screen\.is-revoked"):
        screens.revoke(doing, screen_id=screen_id)
