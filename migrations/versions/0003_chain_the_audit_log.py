"""chain the audit log, keep the names of the moment, let passwords be for once only"""

import hashlib
import json
from datetime import UTC

import sqlalchemy as sa
from alembic import op


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

BEFORE_THE_FIRST = '0' * 64
REFUSAL = 'audit entries cannot be changed or deleted'

entries = sa.table(
    'audit_entries',
    sa.column('id', sa.Integer()),
    sa.column('at', sa.DateTime(timezone=True)),
    sa.column('actor_id', sa.Integer()),
    sa.column('actor_name', sa.Text()),
    sa.column('actor_unit', sa.Text()),
    sa.column('origin', sa.Text()),
    sa.column('action', sa.Text()),
    sa.column('subject_kind', sa.Text()),
    sa.column('subject_id', sa.Integer()),
    sa.column('before', sa.JSON()),
    sa.column('after', sa.JSON()),
    sa.column('previous_hash', sa.Text()),
    sa.column('hash', sa.Text()),
)


def upgrade():
    op.add_column('users', sa.Column('must_change_password', sa.Boolean(), nullable=False, server_default=sa.false()))
    # With a default, so that the table need not be copied: others point at it.
    op.add_column('progress_updates', sa.Column('unit_name', sa.Text(), nullable=False, server_default=''))
    op.execute('UPDATE progress_updates SET unit_name = (SELECT name FROM units WHERE units.id = progress_updates.unit_id)')
    drop_drafts_of_the_old_form()
    for name in ('actor_name', 'actor_unit', 'previous_hash', 'hash'):
        op.add_column('audit_entries', sa.Column(name, sa.Text(), nullable=True))
    op.execute('UPDATE audit_entries SET actor_name = (SELECT name FROM users WHERE users.id = audit_entries.actor_id)')
    op.execute(
        'UPDATE audit_entries SET actor_unit = (SELECT units.name FROM users JOIN units ON units.id = users.unit_id'
        ' WHERE users.id = audit_entries.actor_id)'
    )
    chain()
    with op.batch_alter_table('audit_entries', schema=None) as batch_op:
        batch_op.alter_column('previous_hash', existing_type=sa.Text(), nullable=False)
        batch_op.alter_column('hash', existing_type=sa.Text(), nullable=False)
        batch_op.create_unique_constraint(batch_op.f('uq_audit_entries_previous_hash'), ['previous_hash'])
    for statement in guards(op.get_bind().dialect.name):
        op.execute(statement)


def drop_drafts_of_the_old_form():
    """A draft that was begun before the review page existed cannot be opened any more: it goes,
    and with it its document, as if it had never been uploaded."""
    bind = op.get_bind()
    drafts = sa.table('import_drafts', sa.column('id', sa.Integer()), sa.column('document_id', sa.Integer()), sa.column('draft', sa.JSON()), sa.column('accepted_at', sa.DateTime()))
    rows = bind.execute(sa.select(drafts.c.id, drafts.c.document_id, drafts.c.draft).where(drafts.c.accepted_at.is_(None)))
    for id_, document_id, draft in rows.all():
        if 'items' not in draft:
            bind.execute(sa.delete(drafts).where(drafts.c.id == id_))
            bind.execute(
                sa.text(
                    'DELETE FROM plan_documents WHERE id = :id'
                    ' AND NOT EXISTS (SELECT 1 FROM import_drafts WHERE document_id = :id)'
                    ' AND NOT EXISTS (SELECT 1 FROM work_plans WHERE document_id = :id)'
                ),
                {'id': document_id},
            )


def chain():
    bind = op.get_bind()
    head = BEFORE_THE_FIRST
    sealed = []
    for row in bind.execute(sa.select(entries).order_by(entries.c.id)).mappings():
        sealed.append({'entry': row['id'], 'previous_hash': head, 'hash': seal(row, head)})
        head = sealed[-1]['hash']
    if sealed:
        bind.execute(sa.update(entries).where(entries.c.id == sa.bindparam('entry')), sealed)


def seal(row, previous_hash):
    """As `domain.audit_chain.seal` writes it; a form that never changes."""
    at = row['at'].replace(tzinfo=UTC) if row['at'].tzinfo is None else row['at'].astimezone(UTC)
    content = {name: row[name] for name in ('action', 'actor_id', 'actor_name', 'actor_unit', 'after', 'before', 'origin', 'subject_id', 'subject_kind')}
    content |= {'at': at.isoformat(timespec='microseconds'), 'previous_hash': previous_hash}
    canonical = json.dumps(content, sort_keys=True, separators=(',', ':'))
    return hashlib.sha256(canonical.encode('ascii')).hexdigest()


def guards(dialect):
    if dialect == 'sqlite':
        return [
            f"CREATE TRIGGER audit_entries_no_{act} BEFORE {act} ON audit_entries BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            for act in ('update', 'delete')
        ]
    return [
        f"CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
        'CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries'
        ' FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()',
    ]


def downgrade():
    if op.get_bind().dialect.name == 'sqlite':
        op.execute('DROP TRIGGER audit_entries_no_update')
        op.execute('DROP TRIGGER audit_entries_no_delete')
    else:
        op.execute('DROP TRIGGER audit_entries_append_only ON audit_entries')
        op.execute('DROP FUNCTION refuse_audit_change()')
    with op.batch_alter_table('audit_entries', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_audit_entries_previous_hash'), type_='unique')
        for name in ('hash', 'previous_hash', 'actor_unit', 'actor_name'):
            batch_op.drop_column(name)
    op.drop_column('progress_updates', 'unit_name')
    op.drop_column('users', 'must_change_password')
