"""DESIGN.md section 3, Who may: every kind of person before every use case that takes an actor.

The table is written down from the design, not read from the rules. A new use case fails here
until it has its line.
"""

import inspect
import pkgutil
from importlib import import_module

import pytest
import sqlalchemy as sa

from tests import acts, office_acts
from tests.acts import make_scene
from tracker import services
from tracker.domain.errors import Forbidden, RuleBroken
from tracker.domain.values import TaskState
from tracker.models import AuditEntry
from tracker.services import rereading

pytestmark = pytest.mark.databases("sqlite")  # a table of rules

# Unit A leads, B supports, C has nothing to do with the task. `asker`, a chief of A and of the
# plan office, asked for all that is open; `clerk_a` works in A and has no role.
LEAD = {"chief_a", "asker"}
SUPPORT = {"chief_b"}
OFFICE = {"office", "asker"}
ASKER = {"asker"}
OFFICE_BUT_ASKER = {"office"}
SUPERVISOR = {"leader_a"}
LEADERS = {"leader_a", "leader_b"}
ADMIN = {"admin"}
ALL = LEAD | SUPPORT | OFFICE | LEADERS | ADMIN | {"chief_c", "clerk_a"}

# To an update one adds files of one's own unit: whose it is, is asked after who one is.
REFUSALS = {"access.denied", "evidence.other-unit"}
ISSUED, DOING, SUBMITTED = TaskState.ISSUED, TaskState.IN_PROGRESS, TaskState.SUBMITTED
# use case, how it is made ready, the state of the task, who may
ON_TASKS = [
    ("lifecycle.sign_off", acts.sign_off, ISSUED, LEAD),
    ("lifecycle.issue", acts.issue, TaskState.DRAFT, OFFICE),
    ("lifecycle.reopen", acts.reopen, TaskState.DONE, OFFICE | SUPERVISOR),
    ("progress.report", acts.report, DOING, LEAD),
    ("progress.supplement", acts.supplement, DOING, SUPPORT),
    ("evidence.attach", acts.attach, DOING, LEAD),
    ("evidence.attach", acts.attach_to_supplement, DOING, SUPPORT),
    ("verification.ask", acts.ask_verification, DOING, LEAD),
    ("verification.accept", acts.accept, SUBMITTED, OFFICE_BUT_ASKER | SUPERVISOR),
    ("verification.accept_several", acts.accept_several, SUBMITTED, OFFICE_BUT_ASKER | SUPERVISOR),
    ("verification.send_back", acts.send_back, SUBMITTED, OFFICE_BUT_ASKER | SUPERVISOR),
    ("verification.take_back", acts.take_back_verification, SUBMITTED, ASKER),
    ("deadline_extensions.ask", acts.ask_extension, DOING, LEAD),
    ("deadline_extensions.grant", acts.grant, DOING, OFFICE_BUT_ASKER | SUPERVISOR),
    ("deadline_extensions.refuse", acts.refuse, DOING, OFFICE_BUT_ASKER | SUPERVISOR),
    ("deadline_extensions.take_back", acts.take_back_extension, DOING, ASKER),
    ("instructions.write", acts.write_instruction, DOING, LEADERS),
    ("instructions.acknowledge", acts.acknowledge, DOING, LEAD),
    ("instructions.answer", acts.answer, DOING, LEAD),
    ("help_requests.answer", acts.answer_help, DOING, OFFICE | SUPERVISOR),
    ("help_requests.instruct", acts.instruct_on_help, DOING, SUPERVISOR),
    ("urgings.urge", acts.urge, DOING, OFFICE | SUPERVISOR),
    ("lifecycle.suspend", acts.suspend, DOING, OFFICE),
    ("lifecycle.resume", acts.resume, TaskState.SUSPENDED, OFFICE),
    ("lifecycle.propose_withdrawal", acts.propose_withdrawal, DOING, OFFICE),
    ("lifecycle.confirm_withdrawal", acts.confirm_withdrawal, DOING, OFFICE_BUT_ASKER | SUPERVISOR),
    ("lifecycle.decline_withdrawal", acts.decline_withdrawal, DOING, OFFICE_BUT_ASKER | SUPERVISOR),
    ("lifecycle.take_back_withdrawal", acts.take_back_withdrawal, DOING, ASKER),
    ("decisions.mark_seen", acts.mark_seen, DOING, ALL),
    ("breakdown.split", acts.split, DOING, OFFICE),
    ("breakdown.set_milestones", acts.set_milestones, DOING, OFFICE),
    ("targets.set_targets", acts.set_targets, DOING, OFFICE),
    ("tasks.edit", acts.edit, DOING, OFFICE),
    ("tasks.reassign", acts.reassign, DOING, OFFICE),
    ("bulk_acts.urge", acts.urge_many, DOING, OFFICE | SUPERVISOR),
    ("bulk_acts.set_nodes", acts.set_nodes_of_many, DOING, OFFICE),
    ("bulk_acts.reassign", acts.reassign_many, DOING, OFFICE),
    ("bulk_acts.issue", acts.issue_many, TaskState.DRAFT, OFFICE),
    ("bulk_acts.set_due", acts.set_due_of_many, TaskState.DRAFT, OFFICE),
    ("tasks.discard", acts.discard, TaskState.DRAFT, OFFICE),
]
ELSEWHERE = [
    ("tasks.add", office_acts.add_task, OFFICE),
    ("node_templates.add", office_acts.add_template, OFFICE),
    ("node_templates.edit", office_acts.edit_template, OFFICE),
    ("node_templates.delete", office_acts.delete_template, OFFICE),
    ("plans.publish", office_acts.publish, OFFICE),
    ("plans.close", office_acts.close, OFFICE),
    ("plans.postpone", office_acts.postpone, OFFICE),
    ("plan_drafts.edit", office_acts.edit_plan, OFFICE),
    ("plan_drafts.discard", office_acts.discard_plan, OFFICE),
    ("documents.upload", office_acts.upload, OFFICE),
    ("uploads.take_in", office_acts.take_in, OFFICE),
    ("documents.accept", office_acts.accept_draft, OFFICE),
    ("documents.accept_unseen", office_acts.accept_draft_unseen, OFFICE),
    ("documents.discard", office_acts.discard_draft, OFFICE),
    *((name, ready, OFFICE) for name, ready in office_acts.CORRECTIONS.items()),
    ("reviews.undo", office_acts.undo_step, OFFICE),
    ("rereading.look", office_acts.reading_anew(rereading.look), OFFICE),
    ("rereading.reread", office_acts.reading_anew(rereading.reread, version=1), OFFICE),
    ("units.import_units", office_acts.import_units, ADMIN),
    ("units.look", office_acts.look_at_units, ADMIN),
    ("units.delete", office_acts.delete_unit, ADMIN),
    ("units.add", office_acts.add_unit, ADMIN),
    ("units.edit", office_acts.edit_unit, ADMIN),
    ("unit_mergers.merge", office_acts.merge_units, ADMIN),
    ("people.add", office_acts.add_user, ADMIN),
    ("people.add_several", office_acts.add_users, ADMIN),
    ("people.set_roles", office_acts.set_roles, ADMIN),
    ("people.set_password", office_acts.set_password, ADMIN),
    ("people.disable", office_acts.disable, ADMIN),
    ("people.enable", office_acts.enable, ADMIN),
    ("screens.add", office_acts.add_screen, ADMIN),
    ("screens.revoke", office_acts.revoke_screen, ADMIN),
    ("logins.change_own_password", office_acts.change_own_password, ALL),
    ("people.edit", office_acts.edit_user, ADMIN),
    ("logins.unlock", office_acts.unlock, ADMIN),
    ("logins.unlock_all", office_acts.unlock_all, ADMIN),
]


def _on_task(ready, state):
    return lambda scene: ready(scene, scene.task(state))


TABLE = [
    *((name, _on_task(ready, state), who) for name, ready, state, who in ON_TASKS),
    *ELSEWHERE,
]
MODULES = sorted({name.split(".")[0] for name, _, _ in TABLE})


# What the clock does, and who logs in has not said yet who they are.
BY_NOBODY = {"figures", "job_runs", "outbox", "reminders", "synthetic"}
READERS = {f"uploads.{name}" for name in ("claim", "beat", "read", "refuse", "forget_ended")}


BY_WHOEVER = {
    *("evidence.forget_unclaimed", "evidence.store"),
    *("logins.forget_ended", "logins.log_in", "logins.log_out"),
}


def use_cases() -> set[str]:
    """Public functions of the services that are done by somebody."""
    found = {
        f"{each.name}.{name}"
        for each in pkgutil.iter_modules(services.__path__)
        for module in [import_module(f"{services.__name__}.{each.name}")]
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and "doing" in inspect.signature(function).parameters
    }
    by_nobody = {name for name in found if name.split(".")[0] in BY_NOBODY}
    return found - by_nobody - READERS - BY_WHOEVER


def test_every_use_case_has_its_line_in_the_table():
    assert use_cases() == {name for name, _, _ in TABLE}


@pytest.mark.parametrize("module", MODULES)
def test_those_may_whom_the_design_names_and_nobody_else(people, clock, session, module):
    scene = make_scene(people, clock)
    assert set(scene.kinds) == ALL
    for name, ready, who in TABLE:
        if name.split(".")[0] == module:
            doing, written = ready(scene), count(session)
            assert let_in(doing, scene, ALL - who) == set(), name
            assert count(session) == written, f"{name} wrote down what was refused"
            for kind in sorted(who):
                clock.forward(minutes=1)
                assert let_in(ready(scene), scene, {kind}) == {kind}, name


def let_in(doing, scene, kinds: set[str]) -> set[str]:
    """Whom of these the use case does not send away."""
    passed = set()
    for kind in sorted(kinds):
        try:
            doing(scene.kinds[kind])
            passed.add(kind)
        except (Forbidden, RuleBroken) as no:
            if no.code not in REFUSALS:
                raise
    return passed


def count(session) -> int:
    session.rollback()
    return session.scalar(sa.select(sa.func.count(AuditEntry.id)))
