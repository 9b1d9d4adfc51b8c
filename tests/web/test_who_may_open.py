"""DESIGN.md section 3, Who may, at the doors: every address as every kind of person.

One line an address. A new one fails here until it has its line, written from the design.
"""

from io import BytesIO

import pytest
import sqlalchemy as sa

from tests.acts import (
    make_scene,
    opened_extension,
    opened_help,
    opened_instruction,
    opened_withdrawal,
)
from tests.make import (
    commit_and_keep,
    make_document,
    make_mail,
    make_plan,
    make_strategy,
    make_target,
    make_task,
    make_unit,
    make_update,
)
from tests.reviewing import make_draft
from tests.templates import make_template
from tests.waiting import send_in
from tracker.database import db
from tracker.domain.evidence import Upload
from tracker.domain.values import PlanState
from tracker.models import Evidence, WorkPlan
from tracker.services import evidence, screens

# The task is led by unit A, which leader A supervises, and supported by unit B; C is another unit.
LEAD, SUPPORT = {"chief_a"}, {"chief_b"}
CHIEFS = LEAD | SUPPORT | {"chief_c"}
OFFICE, ADMIN = {"office"}, {"admin"}
LEADERS = {"leader_a", "leader_b"}
DECIDERS = OFFICE | {"leader_a"}
ALL = CHIEFS | OFFICE | ADMIN | LEADERS
EVERYBODY = ALL | {"stranger"}
NOBODY: set[str] = set()

WHO = {
    "board.index": ALL,
    "board.figures": ALL,
    "board.changes": ALL,
    "board.screen": ALL,
    "tasks.show": ALL,
    "plans.index": ALL,
    "plans.show": ALL,
    "plan_texts.show": ALL,
    "ledger.index": ALL,
    "inbox.index": ALL,
    "inbox.mark_seen": ALL,
    "account.password": ALL,
    "mine.index": CHIEFS,
    "mine.several": CHIEFS,
    "mine.send_several": CHIEFS,
    "mine.sign_off": CHIEFS,
    "inbox.accept_several": OFFICE | LEADERS,
    # A task: those who work on it
    "progress.report": LEAD,
    "progress.supplement": SUPPORT,
    "evidence.show": LEAD | SUPPORT | OFFICE | LEADERS,
    "evidence.attach": LEAD | SUPPORT,
    "evidence.image": LEAD | SUPPORT | OFFICE | LEADERS,
    "tasks.sign_off": LEAD,
    "verification.ask": LEAD,
    "deadline_extensions.ask": LEAD,
    "instructions.acknowledge": LEAD,
    "instructions.answer": LEAD,
    # those who decide
    "verification.accept": DECIDERS,
    "verification.send_back": DECIDERS,
    "deadline_extensions.decide": DECIDERS,
    "help_requests.answer": DECIDERS,
    "withdrawals.decide": DECIDERS,
    "tasks.reopen": DECIDERS,
    "urgings.urge": DECIDERS,
    "bulk_acts.urge": DECIDERS | LEADERS,
    "instructions.write": LEADERS,
    # and the plan office
    "suspensions.suspend": OFFICE,
    "suspensions.resume": OFFICE,
    "withdrawals.propose": OFFICE,
    "breakdown.milestones": OFFICE,
    "breakdown.split": OFFICE,
    "task_terms.add": OFFICE,
    "task_terms.edit": OFFICE,
    "task_terms.issue": OFFICE,
    "task_terms.reassign": OFFICE,
    "task_terms.targets": OFFICE,
    "task_terms.discard": OFFICE,
    "bulk_acts.issue": OFFICE,
    "bulk_acts.reassign": OFFICE,
    "bulk_acts.set_due": OFFICE,
    "bulk_acts.set_nodes": OFFICE,
    "node_templates.index": OFFICE,
    "node_templates.add": OFFICE,
    "node_templates.edit": OFFICE,
    "node_templates.delete": OFFICE,
    "plans.postpone": OFFICE,
    "plan_drafts.edit": OFFICE,
    "plans.publish": OFFICE,
    # One's own request alone: none is open, or somebody else asked.
    "verification.take_back": LEAD,
    "deadline_extensions.take_back": NOBODY,
    "withdrawals.take_back": NOBODY,
    # Documents
    "imports.index": OFFICE,
    "imports.upload": OFFICE,
    "imports.waiting": OFFICE,
    "rereading.show": OFFICE,
    "rereading.reread": OFFICE,
    "reviews.show": OFFICE,
    "reviews.answer": OFFICE,
    "reviews.correct": OFFICE,
    "reviews.correct_part": OFFICE,
    "reviews.correct_several": OFFICE,
    "reviews.rename": OFFICE,
    "reviews.rename_strategy": OFFICE,
    "reviews.undo": OFFICE,
    "imports.accept": OFFICE,
    # Administration
    "mails.index": ADMIN,
    "mails.retry": ADMIN,
    "mails.retry_all": ADMIN,
    "job_runs.index": ADMIN,
    "audit.index": ADMIN,
    "audit.export": ADMIN,
    "audit.verify": ADMIN,
    "units.index": ADMIN,
    "units.add": ADMIN,
    "units.edit": ADMIN,
    "screens.index": ADMIN,
    "screens.add": ADMIN,
    "screens.revoke": ADMIN,
    "users.index": ADMIN,
    "users.add": ADMIN,
    "users.edit": ADMIN,
    "users.reset_password": ADMIN,
    "users.unlock": ADMIN,
    # What others above still need is closed, merged, deleted or left last.
    "units.merge": ADMIN,
    "units.delete": ADMIN,
    "imports.discard": OFFICE,
    "plan_drafts.discard": OFFICE,
    "plans.close": OFFICE,
    "account.login": EVERYBODY,
    "account.logout": ALL,
}
FILES = {"static"}
OTHERWISE = {"reviews.rename_strategy": {"key": 4}}
LET_IN = {200, 303, 409, 422}


def rules(app):
    """In the order of the table."""
    place = {endpoint: number for number, endpoint in enumerate(WHO)}
    found = [rule for rule in app.url_map.iter_rules() if rule.endpoint not in FILES]
    return sorted(found, key=lambda rule: place.get(rule.endpoint, -1))


def test_every_address_has_its_line_in_the_table(app):
    assert {rule.endpoint for rule in rules(app)} == set(WHO)


@pytest.fixture
def numbers(people, clock):
    """What the parts of an address stand for."""
    scene = make_scene(people, clock)
    task = scene.task()
    update = make_update(task, author=people.chief_a.user, percent=60)
    make_target(task)
    picture = Upload("现场.png", BytesIO(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"))
    doing = people.chief_a.doing(clock.now())
    files = evidence.store(doing, uploads=[picture])
    evidence.attach(doing, update_id=update.id, files=files)
    opened_extension(scene, task)
    opened_withdrawal(scene, task)
    make_task(make_strategy(make_plan(year=2027, state=PlanState.DRAFT)))
    db.session.get_one(WorkPlan, task.plan_id).document_id = make_document(people.office.user).id
    commit_and_keep()
    return {
        "mail_id": make_mail().id,
        "task_id": task.id,
        "plan_id": task.plan_id,
        "strategy_id": task.strategy_id,
        "instruction_id": opened_instruction(scene, task),
        "update_id": update.id,
        "help_id": opened_help(scene, task),
        "evidence_id": db.session.scalars(sa.select(Evidence.id)).one(),
        "draft_id": make_draft(people.office.user).id,
        "upload_id": send_in(people.office),
        "key": 2,
        "template_id": make_template().id,
        "screen_id": screens.add(people.admin.doing(), name="大厅", token="x"),
        "unit_id": make_unit().id,
        "user_id": people.chief_a2.id,
        "chief_c": scene.kinds["chief_c"].user_id,
    }


@pytest.mark.parametrize("person", sorted(EVERYBODY))
def test_every_address_opens_to_those_whom_the_design_names_and_to_nobody_else(
    app, client_for, anonymous, numbers, person
):
    client = client_for(person) if person != "chief_c" else anonymous
    if person == "chief_c":
        client.log_in(numbers["chief_c"])
    answers = {}
    for rule in rules(app):
        for method in sorted(rule.methods & {"GET", "POST"}):
            answer = client.open(address_of(app, rule, method, numbers), method=method)
            answers[rule.endpoint, method] = is_open(answer, person)
    expected = {key: person in WHO.get(key[0], ()) for key in answers}
    assert {key: opens for key, opens in answers.items() if opens is not expected[key]} == {}


def address_of(app, rule, method, numbers) -> str:
    with app.test_request_context():
        known = numbers | OTHERWISE.get(rule.endpoint, {})
        parts = {name: known[name] for name in rule.arguments}
        return app.url_map.bind("localhost").build(rule.endpoint, parts, method)


def is_open(answer, person: str) -> bool | int:
    """Not for those who may not, nor for a stranger who is sent to log in. What is neither, such
    as a thing that is not there, proves nothing and is no answer."""
    sent_to_log_in = answer.headers.get("Location", "").startswith("/login")
    if answer.status_code == 403 or (person == "stranger" and sent_to_log_in):
        return False
    return answer.status_code in LET_IN or answer.status_code
