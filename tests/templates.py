"""节点模板 for tests."""

from tests.make import commit_and_keep
from tracker.database import db
from tracker.models import NodeStep, NodeTemplate


def make_template(name: str = "") -> NodeTemplate:
    """Two steps: half of it after half of the time, and all of it at the end."""
    halves = ((1, "开工", 50), (2, "竣工", 100))
    steps = [NodeStep(position=n, text=text, share=at, percent=at) for n, text, at in halves]
    row = NodeTemplate(name=name or f"两步{db.session.query(NodeTemplate).count()}", steps=steps)
    db.session.add(row)
    commit_and_keep()
    return row
