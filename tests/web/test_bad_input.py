"""Nasty values into every field of every form that somebody is offered: never a fault of ours,
never a script on a page, and what was typed is kept where it was refused."""

from datetime import date

import pytest

from tests.acts import (
    make_scene,
    opened_extension,
    opened_instruction,
    opened_suspension,
    opened_verification,
    opened_withdrawal,
)
from tests.make import make_plan, make_strategy, make_target, make_task, make_unit, make_user
from tests.nasty import (
    CHOICES,
    CONTROL,
    FIGURES,
    LONG,
    MARKUP,
    SCRIPT,
    Form,
    forms_on,
    kept_on,
)
from tests.reviewing import make_draft
from tracker.domain.values import PlanState, ProgressMode, TaskState
from tracker.web.fields import visible

ANSWERS = {200, 303, 400, 403, 404, 409, 413, 422}
ROUNDS = [
    *(("words", [value]) for value in (LONG, CONTROL)),
    *(("figures", FIGURES[at:] + FIGURES[:at]) for at in (0, 4)),
    ("choice", CHOICES),
    ("words", [MARKUP]),
]
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
PEOPLE = ["admin", "chief_a", "chief_b", "leader_a", "office"]
# A password that is changed ends the session; its form is tried in test_account.
LEFT_OUT = ("/logout", "/password")


@pytest.fixture
def places(app, people, clock):
    """What there is to open: a task in each state with something to decide, a draft, a unit."""
    scene = make_scene(people, clock)
    tasks = {state: scene.task(state, due_on=date(2026, 12, 31)) for state in TaskState}
    running = tasks[TaskState.IN_PROGRESS]
    opened_instruction(scene, running)
    opened_verification(scene, tasks[TaskState.SUBMITTED])
    opened_suspension(scene, tasks[TaskState.SUSPENDED])
    opened_extension(scene, tasks[TaskState.ISSUED])
    opened_withdrawal(scene, tasks[TaskState.ISSUED])
    counted = scene.task(mode=ProgressMode.TARGETS)
    make_target(counted)
    make_task(make_strategy(make_plan(year=2027, state=PlanState.DRAFT)))
    plan_id, unit, user = running.plan_id, make_unit(), make_user()
    return [
        *(f"/tasks/{task.id}" for task in tasks.values()),
        *(f"/tasks/{running.id}{page}" for page in ON_TASK),
        f"/tasks/{counted.id}/progress",
        f"/mine?open={running.id}",
        "/mine",
        "/inbox",
        "/plans",
        f"/plans/{plan_id}",
        f"/plans/{plan_id}/postpone",
        f"/plans/{plan_id + 1}",
        f"/imports/{make_draft(people.office.user).id}?item=2",
        "/admin/units/new",
        f"/admin/units/{unit.id}",
        "/admin/users/new",
        f"/admin/users/{user.id}",
    ]


@pytest.mark.parametrize("person", PEOPLE)
def test_no_form_fails_or_forgets_what_was_typed(client_for, places, person):
    client = client_for(person)
    forgotten = []
    for form, sort, words, answer in answered(client, places, ROUNDS):
        assert SCRIPT not in answer.text, form.address
        if sort == "words" and answer.status_code in {409, 422}:
            forgotten += missing(form, words, answer.text)
    assert forgotten == []
    shown = [client.get(place) for place in places]
    assert [page.request.path for page in shown if SCRIPT in page.text] == []


@pytest.mark.databases("postgresql")
@pytest.mark.parametrize("person", PEOPLE)
def test_no_form_fails_on_a_database_that_minds_lengths_and_characters(client_for, places, person):
    """Markup it stores like any other words."""
    assert list(answered(client_for(person), places, ROUNDS[:-1]))


def answered(client, places, rounds):
    """Each form that is offered, what was sent in its fields of which sort, and the answer."""
    forms = {form.kind: form for place in places for form in offered(client, place)}
    for sort, values in rounds:
        for form in forms.values():
            if form.names(sort):
                answer = client.post(form.address, data=form.sent(sort, values))
                assert answer.status_code in ANSWERS, (form.address, sort, values[0][:20])
                yield form, sort, values[0], answer


def offered(client, place: str) -> list[Form]:
    page = client.get(place)
    found = forms_on(page.text, place) if page.status_code == 200 else ()
    return [form for form in found if not form.address.endswith(LEFT_OUT)]


def missing(form: Form, words: str, page: str) -> list[str]:
    """Fields of words whose words are gone."""
    names = form.names("words")
    return [f"{form.address} {name}" for name in names if not kept_on(page, name, visible(words))]
