"""What the revisions do to rows that are there already: before and after, on both databases."""

import flask_migrate
import pytest
import sqlalchemy as sa

from tracker.database import db
from tracker.queries.audit_log import verify

BEFORE_0003 = """
INSERT INTO units (id, name, kind, position, is_active) VALUES (1, '办公室', 'office', 1, true);
INSERT INTO users
 (id, login, name, title, unit_id, password_hash, has_demo_password, is_active, session_epoch)
 VALUES (1, 'office', '秦督办', '', 1, 'x', false, true, 0);
INSERT INTO plan_documents (id, filename, sha256, content, text, uploaded_by_id, uploaded_at)
 VALUES (1, 'old.txt', 'a', '', '', 1, '2026-11-01 00:00:00'),
 (2, 'new.txt', 'b', '', '', 1, '2026-11-01 00:00:00'),
 (3, 'accepted.txt', 'c', '', '', 1, '2026-11-01 00:00:00');
INSERT INTO import_drafts (id, document_id, draft, accepted_at, version)
 VALUES (1, 1, '{"strategies": []}', NULL, 1),
 (2, 2, '{"items": []}', NULL, 1),
 (3, 3, '{"strategies": []}', '2026-11-02 00:00:00', 2);
INSERT INTO audit_entries
 (id, at, actor_id, origin, action, subject_kind, subject_id, before, after)
 VALUES (3, '2026-11-01 01:02:03.000004', 1, '192.0.2.1', 'unit.edited', 'unit', 1,
 '{"name": "督查室"}', '{"name": "办公室", "n": [1, 2.5]}'),
 (7, '2026-11-02 01:02:03', NULL, 'job', 'mail.retried', 'mail', 1, '{}', '{}')
"""


@pytest.fixture
def scratch(database):
    with database.scratch() as app, app.app_context():
        yield db.engine
        db.session.remove()


def test_0003_chains_the_log_keeps_names_and_drops_drafts_of_the_old_form(scratch):
    flask_migrate.upgrade(revision="0002")
    with scratch.begin() as connection:
        if scratch.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL TIME ZONE 'UTC'")
        for statement in BEFORE_0003.split(";"):
            connection.exec_driver_sql(statement)
    flask_migrate.upgrade(revision="0003")
    found = verify()
    db.session.remove()  # else its reading would keep the downgrade waiting
    assert (found.entries, found.first_break, str(found.last_at)[:10]) == (2, None, "2026-11-02")
    with scratch.connect() as connection:
        names = connection.execute(
            sa.text("SELECT actor_name, actor_unit FROM audit_entries ORDER BY id")
        ).all()
        drafts = connection.scalars(sa.text("SELECT id FROM import_drafts ORDER BY id")).all()
        files = connection.scalars(sa.text("SELECT id FROM plan_documents ORDER BY id")).all()
    assert names == [("秦督办", "办公室"), (None, None)]
    assert (drafts, files) == ([2, 3], [2, 3])
    flask_migrate.downgrade(revision="0002")
    with scratch.connect() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM audit_entries")) == 2
