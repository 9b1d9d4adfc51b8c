"""Where every form of the product stands open to somebody."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from tests.acts import (
    make_scene,
    opened_extension,
    opened_help,
    opened_instruction,
    opened_suspension,
    opened_verification,
    opened_withdrawal,
)
from tests.client import StrictClient
from tests.clocks import TestClock
from tests.drafted import doubtful
from tests.make import (
    make_failures,
    make_plan,
    make_strategy,
    make_target,
    make_task,
    make_unit,
    make_update,
    make_user,
)
from tests.nasty import Field, Form, forms_on
from tests.people import People
from tests.reviewing import make_draft
from tests.templates import make_template
from tracker.domain.drafts.draft import Doubt
from tracker.domain.values import PlanState, ProgressMode, TaskState
from tracker.services import screens

PEOPLE = ["admin", "chief_a", "chief_b", "leader_a", "office"]
# Who is offered all forms that there are at such a place; elsewhere it is the plan office.
WHO = {
    r"/admin/.+": ["admin"],
    r"/inbox": ["chief_a", "leader_a"],
    r"/mine.*|/tasks/\d+/progress|/updates/.+": ["chief_a"],
    r"/tasks/\d+": ["chief_a", "leader_a", "office"],
    r"/tasks/\d+/supplement": ["chief_b"],
}
# Whose forms are opened where; the sign of a task stands for its number.
ON_TASK = [
    "",
    "/progress",
    "/supplement",
    "/milestones",
    "/split",
    "/edit",
    "/reassign",
    "/targets",
]
# 不是任务 takes the item away from those who come after, and what was typed about it.
DROP = Field("act", "button", "drop")
# A password that is changed ends the session; its form is tried in test_account.
LEFT_OUT = ("/logout", "/account/password")


def make_places(people: People, clock: TestClock) -> list[str]:
    """What there is to open: a task in each state with something to decide, a draft, a unit."""
    scene = make_scene(people, clock)
    tasks = {state: scene.task(state, due_on=date(2026, 12, 31)) for state in TaskState}
    scene.task(TaskState.ISSUED)  # a second one: 签收全部
    running = tasks[TaskState.IN_PROGRESS]
    opened_instruction(scene, running)
    opened_help(scene, running)
    opened_verification(scene, tasks[TaskState.SUBMITTED])
    opened_suspension(scene, tasks[TaskState.SUSPENDED])
    opened_extension(scene, tasks[TaskState.ISSUED])
    opened_withdrawal(scene, tasks[TaskState.ISSUED])
    counted = scene.task(mode=ProgressMode.TARGETS)
    make_target(counted)
    make_task(make_strategy(make_plan(year=2027, state=PlanState.DRAFT)))
    update = make_update(running, author=people.chief_a.user)
    plan_id, unit, user = running.plan_id, make_unit(), make_user()
    make_failures(user.login)
    screens.add(people.admin.doing(clock.now()), name="大厅", token=screens.new_token())
    read = make_draft(people.office.user)
    doubted = make_draft(people.office.user, review=doubtful(Doubt("task.no-unit", "")))
    return [
        *(f"/tasks/{task.id}" for task in tasks.values()),
        *(f"/tasks/{running.id}{page}" for page in ON_TASK),
        *(f"/ledger/{act}?task={running.id}" for act in ("urge", "reassign", "set-nodes")),
        "/node-templates/new",
        f"/node-templates/{make_template().id}",
        *(f"/ledger/{act}?task={tasks[TaskState.DRAFT].id}" for act in ("issue", "set-due")),
        f"/tasks/{counted.id}/progress",
        f"/mine?open={running.id}",
        "/mine",
        "/mine/several",
        f"/updates/{update.id}/evidence",
        "/inbox",
        "/plans",
        f"/plans/{plan_id}",
        f"/plans/{plan_id}/postpone",
        f"/plans/{plan_id + 1}",
        f"/plans/{plan_id + 1}/edit",
        f"/plans/{plan_id}/tasks/new",
        "/imports",
        f"/imports/{read.id}?item=2",
        f"/imports/{doubted.id}",
        "/admin/units/new",
        f"/admin/units/{unit.id}",
        "/admin/screens",
        "/admin/users/new",
        f"/admin/users/{user.id}",
    ]


def who_at(place: str) -> list[str]:
    return next((who for places, who in WHO.items() if re.fullmatch(places, place)), ["office"])


def forms_at(
    places: Sequence[str], clients: Mapping[str, StrictClient]
) -> list[tuple[StrictClient, Form]]:
    """Each kind of form once, with the client of the first person who is offered it."""
    forms: dict[tuple[str, ...], tuple[StrictClient, Form]] = {}
    for person, client in clients.items():
        for form in (f for at in places if person in who_at(at) for f in offered(client, at)):
            forms.setdefault(form.kind, (client, form))
    return list(forms.values())


def offered(client: StrictClient, place: str) -> list[Form]:
    page = client.get(place)
    found = forms_on(page.text, place) if page.status_code == 200 else ()
    return [
        form for form in found if not form.address.endswith(LEFT_OUT) and DROP not in form.fields
    ]
