"""Every use case on plans, documents, people and units, made ready and then done by somebody.

The plan office's and the administrator's, beside those of `tests.acts` on a single task.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from tests.acts import WORDS, Doing, Scene
from tests.drafted import PLAN, TEXT
from tests.make import PASSWORD, make_plan, make_strategy, make_task, make_unit, make_user
from tests.people import UNIT_A, UNIT_B
from tests.reviewing import make_draft
from tracker.domain.drafts.corrections import Correction, Names
from tracker.domain.drafts.draft import UnitProfile
from tracker.domain.terms.people import UserTerms
from tracker.domain.terms.tasks import NewTask
from tracker.domain.terms.units import UnitTerms
from tracker.domain.values import PlanState, Role, TaskState, UnitKind
from tracker.models import User
from tracker.services import (
    documents,
    plans,
    reviews,
    task_terms,
    unit_mergers,
    units,
    user_terms,
    users,
)
from tracker.services.reviews import Part, Picked
from tracker.services.units import UnitEntry
from tracker.services.users import NewUser

FIRST, SECOND, THIRD = Picked(2, 1), Picked(3, 1), Picked(5, 1)
ANOTHER_PASSWORD = "battery staple"


def publish(scene: Scene) -> Doing:
    plan = make_plan(state=PlanState.DRAFT)
    make_task(make_strategy(plan), lead=scene.people.unit_a)
    return lambda actor: plans.publish(actor, plan_id=plan.id, **scene.tick)


def close(scene: Scene) -> Doing:
    plan, now = make_plan(), scene.clock.now()
    return lambda actor: plans.close(actor, plan_id=plan.id, now=now)


def postpone(scene: Scene) -> Doing:
    later = {"plan_id": make_plan().id, "ends_on": date(2027, 1, 31), "reason": WORDS}
    return lambda actor: plans.postpone(actor, **later, **scene.tick)


def add_task(scene: Scene) -> Doing:
    dates = {"starts_on": date(2026, 1, 1), "due_on": date(2026, 12, 31)}
    new = NewTask("新任务", WORDS, scene.people.unit_a.id, **dates)
    strategy_id, now = make_strategy().id, scene.clock.now()
    return lambda actor: task_terms.add(actor, strategy_id=strategy_id, task=new, now=now)


def new_draft(scene: Scene) -> int:
    """Of a text of its own each minute: one document makes one plan."""
    words = replace(PLAN, text=f"{PLAN.text}{scene.clock.now():%H%M}\n")
    return make_draft(scene.people.office.user, words).id


def upload(scene: Scene) -> Doing:
    now = scene.clock.now()
    text = f"2026年工作要点（{now:%H%M}）\n\n一、守牢底线\n1.加强检查。（牵头单位：{UNIT_A}）\n"
    file = documents.Upload("要点.txt", text.encode())
    return lambda actor: documents.upload(actor, upload=file, now=now)


def accept_draft(scene: Scene) -> Doing:
    """After every item was looked at."""
    draft, now = new_draft(scene), scene.clock.now()
    office = scene.people.office.actor
    reviews.check(office, draft_id=draft, picked=[FIRST, SECOND, THIRD], now=now)
    return lambda actor: documents.accept(actor, draft_id=draft, version=2, now=now)


def accept_draft_unseen(scene: Scene) -> Doing:
    draft, now = new_draft(scene), scene.clock.now()
    return lambda actor: documents.accept_unseen(actor, draft_id=draft, now=now)


def discard_draft(scene: Scene) -> Doing:
    draft, now = new_draft(scene), scene.clock.now()
    return lambda actor: documents.discard(actor, draft_id=draft, now=now)


def reviewing(use_case: Callable[..., None], **given: Any) -> Callable[[Scene], Doing]:
    def ready(scene: Scene) -> Doing:
        draft, now = new_draft(scene), scene.clock.now()
        return lambda actor: use_case(actor, draft_id=draft, now=now, **given)

    return ready


REVIEWS = {
    "correct": {"item": FIRST, "correction": Correction(title="检查食堂")},
    "check": {"picked": [FIRST]},
    "set_terms": {"picked": [FIRST], "lead": UNIT_B},
    "drop": {"picked": [FIRST]},
    "restore": {"picked": [FIRST]},
    "move": {"picked": [FIRST], "strategy": 4},
    "merge": {"picked": [FIRST, SECOND]},
    "change_part": {"item": FIRST, "part": Part.SPLIT, "place": TEXT.index("9月底前")},
    "split_by_measures": {"picked": [FIRST]},
    "rename_strategy": {"strategy": 4, "title": "环境", "was": "板块2"},
    "rename": {
        "names": Names("要点", "区局"),
        "was": Names("2026年工作要点", "测试区市场监督管理局"),
    },
}
CORRECTIONS = {
    f"reviews.{name}": reviewing(getattr(reviews, name), **given) for name, given in REVIEWS.items()
}


def import_units(scene: Scene) -> Doing:
    entry, now = UnitEntry(UnitProfile("信息中心"), UnitKind.BODY), scene.clock.now()
    return lambda actor: units.import_units(actor, entries=[entry], now=now)


def add_unit(scene: Scene) -> Doing:
    terms, now = UnitTerms("稽查大队", UnitKind.BODY, 9), scene.clock.now()
    return lambda actor: units.add(actor, terms=terms, now=now)


def edit_unit(scene: Scene) -> Doing:
    unit, now = make_unit(), scene.clock.now()
    seen = UnitTerms(unit.name, unit.kind, unit.position).fingerprint
    terms = UnitTerms(f"{unit.name}室", unit.kind, unit.position)
    return lambda actor: units.edit(actor, unit_id=unit.id, seen=seen, terms=terms, now=now)


def merge_units(scene: Scene) -> Doing:
    unit = make_unit()
    scene.task(TaskState.ISSUED, lead=unit)
    pair = {"unit_id": unit.id, "into_id": scene.unit_c.id}
    return lambda actor: unit_mergers.merge(actor, **pair, **scene.tick)


def add_user(scene: Scene) -> Doing:
    now = scene.clock.now()
    new = NewUser("wu", "吴新", UNIT_A, roles=[Role.CHIEF], password=ANOTHER_PASSWORD)
    return lambda actor: users.add(actor, user=new, now=now)


def edit_user(scene: Scene) -> Doing:
    user, now = make_user(), scene.clock.now()
    terms = {"title": user.title, "mail": user.mail, "unit_id": user.unit_id}
    seen = UserTerms(user.name, roles=frozenset({Role.CHIEF}), **terms).fingerprint
    new = UserTerms("新名", roles=frozenset({Role.LEADER}), **terms)
    return lambda actor: user_terms.edit(actor, user_id=user.id, seen=seen, terms=new, now=now)


def set_roles(scene: Scene) -> Doing:
    new = {"login": make_user().login, "roles": [Role.LEADER], "now": scene.clock.now()}
    return lambda actor: users.set_roles(actor, **new)


def set_password(scene: Scene) -> Doing:
    new = {"login": make_user().login, "password": ANOTHER_PASSWORD, "now": scene.clock.now()}
    return lambda actor: users.set_password(actor, **new)


def change_own_password(scene: Scene) -> Doing:
    new = {"current": PASSWORD, "password": ANOTHER_PASSWORD, "now": scene.clock.now()}
    return lambda actor: users.change_own_password(actor, **new)


def disable(scene: Scene) -> Doing:
    user: User = make_user()
    return lambda actor: users.disable(actor, login=user.login, now=scene.clock.now())
