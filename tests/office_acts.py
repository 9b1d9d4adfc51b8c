"""Every use case on plans, documents, people and units, made ready and then done by somebody.

The plan office's and the administrator's, beside those of `tests.acts` on a single task.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from tests.acts import WORDS, Deed, Scene, by
from tests.drafted import PLAN, TEXT
from tests.make import (
    PASSWORD,
    make_doing,
    make_plan,
    make_strategy,
    make_task,
    make_unit,
    make_user,
)
from tests.people import UNIT_A, UNIT_B
from tests.reviewing import make_draft
from tests.templates import make_template
from tracker import clock
from tracker.domain.drafts.corrections import Correction, Names
from tracker.domain.drafts.draft import UnitProfile
from tracker.domain.drafts.hints import Hints
from tracker.domain.node_templates import StepTerms, TemplateTerms
from tracker.domain.terms.people import UserTerms
from tracker.domain.terms.plans import PlanTerms
from tracker.domain.terms.tasks import NewTask
from tracker.domain.terms.units import UnitTerms
from tracker.domain.uploads import Upload
from tracker.domain.values import Period, PlanState, Role, TaskState, UnitKind
from tracker.models import User
from tracker.services import (
    documents,
    logins,
    node_templates,
    people,
    plan_drafts,
    plans,
    reviews,
    screens,
    tasks,
    unit_mergers,
    units,
    uploads,
)
from tracker.services import people as people_services
from tracker.services.people import NewUser
from tracker.services.reviews import Part, Picked
from tracker.services.units import UnitEntry

FIRST, SECOND, THIRD = Picked(2, 1), Picked(3, 1), Picked(5, 1)
ANOTHER_PASSWORD = "battery staple"


TEMPLATE = TemplateTerms("调研课题", (StepTerms("结题", share=100, percent=100),))


def add_template(scene: Scene) -> Deed:
    """Of another name each minute."""
    return by(node_templates.add, terms=replace(TEMPLATE, name=f"课题 {clock.now()}"))


def edit_template(scene: Scene) -> Deed:
    row = make_template()
    terms = replace(TEMPLATE, name=row.name)
    return by(node_templates.edit, template_id=row.id, version=row.version, terms=terms)


def delete_template(scene: Scene) -> Deed:
    row = make_template()
    return by(node_templates.delete, template_id=row.id, version=row.version)


def publish(scene: Scene) -> Deed:
    plan = make_plan(state=PlanState.DRAFT)
    make_task(make_strategy(plan), lead=scene.people.unit_a)
    return by(plans.publish, plan_id=plan.id)


def close(scene: Scene) -> Deed:
    plan = make_plan()
    return by(plans.close, plan_id=plan.id)


def postpone(scene: Scene) -> Deed:
    later = {"plan_id": make_plan().id, "ends_on": date(2027, 1, 31), "reason": WORDS}
    return by(plans.postpone, **later)


def edit_plan(scene: Scene) -> Deed:
    plan = make_plan(state=PlanState.DRAFT)
    terms = PlanTerms("新名称", "区局", Period(plan.starts_on, plan.ends_on))
    return by(plan_drafts.edit, plan_id=plan.id, version=plan.version, terms=terms)


def discard_plan(scene: Scene) -> Deed:
    plan = make_plan(state=PlanState.DRAFT)
    return by(plan_drafts.discard, plan_id=plan.id, version=plan.version)


def add_task(scene: Scene) -> Deed:
    dates = {"starts_on": date(2026, 1, 1), "due_on": date(2026, 12, 31)}
    new = NewTask("新任务", WORDS, scene.people.unit_a.id, **dates)
    strategy_id = make_strategy().id
    return by(tasks.add, strategy_id=strategy_id, task=new)


def new_draft(scene: Scene) -> int:
    """Of a text of its own each minute: one document makes one plan."""
    words = replace(PLAN, text=f"{PLAN.text}{scene.clock.now():%H%M}\n")
    return make_draft(scene.people.office.user, words).id


def upload(scene: Scene) -> Deed:
    return by(documents.upload, upload=_document("upload"))


def take_in(scene: Scene) -> Deed:
    return by(uploads.take_in, upload=_document("take_in"))


def _document(purpose: str) -> Upload:
    """Another one each minute: the same one is taken only once."""
    title = f"2026年工作要点（{purpose} {clock.now():%H%M}）"
    text = f"{title}\n\n一、守牢底线\n1.加强检查。（牵头单位：{UNIT_A}）\n"
    return Upload("要点.txt", text.encode())


def reading_anew(use_case: Callable[..., object], **given: Any) -> Callable[[Scene], Deed]:
    def ready(scene: Scene) -> Deed:
        office = make_doing(scene.people.office.actor)
        draft = documents.upload(office, upload=_document(use_case.__name__))
        return by(use_case, draft_id=draft, hints=Hints(year=2027), **given)

    return ready


def accept_draft(scene: Scene) -> Deed:
    """After every item was looked at."""
    draft = new_draft(scene)
    office = scene.people.office.actor
    reviews.check(make_doing(office), draft_id=draft, picked=[FIRST, SECOND, THIRD])
    return by(documents.accept, draft_id=draft, version=2)


def accept_draft_unseen(scene: Scene) -> Deed:
    draft = new_draft(scene)
    return by(documents.accept_unseen, draft_id=draft)


def discard_draft(scene: Scene) -> Deed:
    draft = new_draft(scene)
    return by(documents.discard, draft_id=draft)


def reviewing(use_case: Callable[..., None], **given: Any) -> Callable[[Scene], Deed]:
    def ready(scene: Scene) -> Deed:
        draft = new_draft(scene)
        return by(use_case, draft_id=draft, **given)

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


def undo_step(scene: Scene) -> Deed:
    draft = new_draft(scene)
    reviews.check(make_doing(scene.people.office.actor), draft_id=draft, picked=[FIRST])
    return by(reviews.undo, draft_id=draft, number=2)


CORRECTIONS = {
    f"reviews.{name}": reviewing(getattr(reviews, name), **given) for name, given in REVIEWS.items()
}


def import_units(scene: Scene) -> Deed:
    entry = UnitEntry(UnitProfile("信息中心"), UnitKind.BODY)
    return by(units.import_units, entries=[entry])


def look_at_units(scene: Scene) -> Deed:
    return by(units.look, entries=[UnitEntry(UnitProfile("信息中心"), UnitKind.BODY)])


def delete_unit(scene: Scene) -> Deed:
    return by(units.delete, unit_id=make_unit().id)


def add_unit(scene: Scene) -> Deed:
    terms = UnitTerms("稽查大队", UnitKind.BODY, 9)
    return by(units.add, terms=terms)


def edit_unit(scene: Scene) -> Deed:
    unit = make_unit()
    seen = UnitTerms(unit.name, unit.kind, unit.position).fingerprint
    terms = UnitTerms(f"{unit.name}室", unit.kind, unit.position)
    return by(units.edit, unit_id=unit.id, seen=seen, terms=terms)


def merge_units(scene: Scene) -> Deed:
    unit = make_unit()
    scene.task(TaskState.ISSUED, lead=unit)
    pair = {"unit_id": unit.id, "into_id": scene.unit_c.id}
    return by(unit_mergers.merge, **pair)


def add_user(scene: Scene) -> Deed:
    new = NewUser("wu", "吴新", UNIT_A, roles=[Role.CHIEF], password=ANOTHER_PASSWORD)
    return by(people_services.add, user=new)


def add_users(scene: Scene) -> Deed:
    new = NewUser("zheng", "郑新", UNIT_A, roles=[Role.CHIEF], password=ANOTHER_PASSWORD)
    return by(people_services.add_several, users=[new])


def edit_user(scene: Scene) -> Deed:
    user = make_user()
    terms = {"title": user.title, "mail": user.mail, "unit_id": user.unit_id}
    seen = UserTerms(user.name, roles=frozenset({Role.CHIEF}), **terms).fingerprint
    new = UserTerms("新名", roles=frozenset({Role.LEADER}), **terms)
    return by(people.edit, user_id=user.id, seen=seen, terms=new)


def set_roles(scene: Scene) -> Deed:
    new = {"login": make_user().login, "roles": [Role.LEADER]}
    return by(people_services.set_roles, **new)


def set_password(scene: Scene) -> Deed:
    new = {"login": make_user().login, "password": ANOTHER_PASSWORD}
    return by(people_services.set_password, **new)


def change_own_password(scene: Scene) -> Deed:
    new = {"current": PASSWORD, "password": ANOTHER_PASSWORD}
    return by(logins.change_own_password, **new)


def unlock(scene: Scene) -> Deed:
    return by(logins.unlock, login=make_user().login)


def unlock_all(scene: Scene) -> Deed:
    return by(logins.unlock_all)


def add_screen(scene: Scene) -> Deed:
    return by(screens.add, name="一楼大厅", token=screens.new_token())


def revoke_screen(scene: Scene) -> Deed:
    doing = make_doing(scene.people.admin.actor)
    token = screens.new_token()
    return by(screens.revoke, screen_id=screens.add(doing, name="一楼大厅", token=token))


def disable(scene: Scene) -> Deed:
    user: User = make_user()
    return by(people_services.disable, login=user.login)


def enable(scene: Scene) -> Deed:
    user = make_user(is_active=False)
    return by(people.enable, login=user.login)
