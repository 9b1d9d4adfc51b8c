"""Runs the revisions with the application's own engine."""

from alembic import context
from flask import current_app

# What may differ between the types here and in a revision: a revision imports nothing of ours.
PLAIN_TYPES = {
    "UtcDateTime": "sa.DateTime(timezone=True)",
    "Hundredths": "sa.Integer()",
    "Exact": "sa.String(length=40)",
}


def render_item(kind, item, autogen_context):
    """Custom types are written as the plain ones under them."""
    if kind == "type":
        return PLAIN_TYPES.get(type(item).__name__, False)
    return False


def run_migrations() -> None:
    db = current_app.extensions["migrate"].db

    with db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,  # its convention also names the constraints of revisions
            render_item=render_item,
            render_as_batch=True,
            compare_type=True,
        )
        # Of several processes that start at once one migrates; the others then find it done.
        with current_app.extensions["alone"](), context.begin_transaction():
            context.run_migrations()


run_migrations()
