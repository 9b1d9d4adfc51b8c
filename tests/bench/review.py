"""Time and statements of the page on which a long document is reviewed, by which item is open."""

from flask import Flask

from tests.bench.machine import timed
from tests.bench.report import line, seconds
from tests.bench.scene import VIEWER, filled
from tests.client import new_client
from tests.drafted import Clause, drafted
from tests.query_counter import counted_queries
from tests.reviewing import make_draft
from tracker.database import db
from tracker.domain.drafts.draft import PlanDraft
from tracker.models import User
from tracker.queries.users import get_actor

STRATEGIES, TASKS = 6, 50
FIRST_ITEM = 2


def run() -> None:
    with filled(60) as app, app.app_context():
        reviewer = db.session.get_one(User, get_actor(VIEWER).user_id)
        draft_id = make_draft(reviewer, _long()).id
        _measure(app, f"/imports/{draft_id}", "review")
        _measure(app, f"/imports/{draft_id}?item={FIRST_ITEM}", "review, one open")


def _long() -> PlanDraft:
    """Three measures, two figures and two dates in each task."""
    return drafted(
        *[
            [
                [
                    Clause("开展专项检查", figure=100 + task, month=6),
                    Clause("登记造册并及时消除隐患"),
                    Clause("组织回头看", figure=30, month=11),
                ]
                for task in range(TASKS)
            ]
            for _ in range(STRATEGIES)
        ]
    )


def _measure(app: Flask, address: str, name: str) -> None:
    client = new_client(app)
    client.log_in(get_actor(VIEWER).user_id)
    response = client.get(address)  # the first one also compiles the templates
    assert response.status_code == 200, f"{address} answered {response.status}"
    with counted_queries() as queries:
        client.get(address, check=False)
    taken = seconds(lambda: client.get(address, check=False), times=5)
    timed(f"{name}, {STRATEGIES * TASKS} items", taken * 1000, "ms")
    line(f"{name}, {STRATEGIES * TASKS} items", queries.count, "queries")
