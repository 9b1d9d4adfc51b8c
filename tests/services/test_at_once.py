"""Several people at once: one wins, the others are told so, and nothing is lost or doubled."""

from functools import partial

import pytest
import sqlalchemy as sa

from tests import acts
from tests.acts import make_scene
from tests.make import make_task
from tests.threads import at_once
from tracker.database import db
from tracker.domain.errors import RuleBroken, StaleWrite, TrackerError
from tracker.domain.values import TaskState
from tracker.domain.words.errors import error_sentence
from tracker.models import AuditEntry, ProgressUpdate, Task
from tracker.services import deadline_extensions, figures

DRAFT, ISSUED, DOING, SUBMITTED, DONE, STOPPED, _ = TaskState
CHIEFS, OFFICE, DECIDERS = ["chief_a", "asker"], ["office", "asker"], ["office", "leader_a"]
# What is done, in which state, by whom at once, and what those are told who come too late.
RACES = [
    (acts.report, DOING, CHIEFS, "write.stale"),
    (acts.report, ISSUED, ["chief_a"] * 4, "progress.already-sent"),
    (acts.supplement, DOING, ["chief_b"] * 4, "progress.already-sent"),
    (acts.sign_off, ISSUED, CHIEFS, "task.cannot-sign-off"),
    (acts.ask_verification, DOING, CHIEFS, "task.cannot-ask-verification"),
    (acts.accept, SUBMITTED, DECIDERS, "task.cannot-accept"),
    (acts.accept_several, SUBMITTED, DECIDERS, "verification.decided"),
    (acts.send_back, SUBMITTED, DECIDERS, "task.cannot-send-back"),
    (acts.reopen, DONE, DECIDERS, "task.cannot-reopen"),
    (acts.ask_extension, DOING, CHIEFS, "deadline-extension.open"),
    (acts.grant, DOING, DECIDERS, "deadline-extension.none-open"),
    (acts.refuse, DOING, DECIDERS, "deadline-extension.none-open"),
    (acts.propose_withdrawal, DOING, OFFICE, "withdrawal.open"),
    (acts.confirm_withdrawal, DOING, DECIDERS, "withdrawal.none-open"),
    (acts.decline_withdrawal, DOING, DECIDERS, "withdrawal.none-open"),
    (acts.suspend, DOING, OFFICE, "task.cannot-suspend"),
    (acts.resume, STOPPED, OFFICE, "task.cannot-resume"),
    (acts.write_instruction, DOING, ["leader_a"] * 4, "instruction.already-sent"),
    (acts.acknowledge, DOING, CHIEFS, "instruction.acknowledged"),
    (acts.answer, DOING, CHIEFS, "instruction.answered"),
    (acts.issue, DRAFT, OFFICE, "task.cannot-issue"),
    (acts.discard, DRAFT, OFFICE, "task.not-found"),
    (acts.edit, DOING, OFFICE, "write.stale"),
    (acts.reassign, DOING, OFFICE, "write.stale"),
    (acts.split, DOING, OFFICE, "write.stale"),
    (acts.set_milestones, DOING, OFFICE, "write.stale"),
    (acts.set_targets, DOING, OFFICE, "write.stale"),
]


@pytest.fixture
def scene(people, clock):
    return make_scene(people, clock)


@pytest.mark.parametrize(
    ("ready", "state", "who", "told"), RACES, ids=[f"{r[0].__name__}-{r[1]}" for r in RACES]
)
def test_of_several_one_wins_and_the_others_are_told_in_words(app, scene, ready, state, who, told):
    doing = ready(scene, scene.task(state))
    answers = at_once(app, *(partial(doing, scene.kinds[name]) for name in who))
    refusals = [answer for answer in answers if isinstance(answer, TrackerError)]
    assert [no.code for no in refusals] == [told] * (len(who) - 1)
    assert all(error_sentence(no) for no in refusals)
    assert count(AuditEntry) == 1
    assert figures.check() == []


def test_an_extension_is_granted_or_refused_and_never_both(app, scene):
    task = scene.task(DOING)
    grant = acts.grant(scene, task)
    refuse = acts.by(deadline_extensions.refuse, task_id=task.id, word="不妥")
    office, leader = scene.kinds["office"], scene.kinds["leader_a"]
    answers = at_once(app, partial(grant, office), partial(refuse, leader))
    (no,) = (answer for answer in answers if answer is not None)
    assert (type(no), no.code) == (RuleBroken, "deadline-extension.none-open")


def test_a_report_that_crosses_with_its_verification_is_kept_whole_or_told(app, scene):
    """Whichever comes first: nothing is written under a verification that is going on."""
    for _ in range(4):
        task = scene.task(DOING)
        report, ask = acts.report(scene, task), acts.ask_verification(scene, task)
        chief, colleague = scene.kinds["chief_a"], scene.asker
        before = count(ProgressUpdate)
        answers = at_once(app, partial(report, chief), partial(ask, colleague))
        refusals = [answer for answer in answers if isinstance(answer, TrackerError)]
        assert [type(no) for no in refusals] in ([], [StaleWrite])
        assert count(ProgressUpdate) - before == 1 - len(refusals)
        assert db.session.get_one(Task, task.id).state is SUBMITTED


def test_parts_of_one_task_are_reported_side_by_side(app, scene, people):
    """Both move the task above them: neither is lost, and none waits in a circle."""
    whole = scene.task(DOING, percent=None)
    parts = [
        make_task(scene.strategy, lead=unit, parent=whole, state=DOING)
        for unit in (people.unit_a, people.unit_b, scene.unit_c)
    ]
    chiefs = [scene.kinds[name] for name in ("chief_a", "chief_b", "chief_c")]
    reports = [
        partial(acts.report(scene, part), chief) for part, chief in zip(parts, chiefs, strict=True)
    ]
    answers = at_once(app, *reports, partial(acts.suspend(scene, whole), scene.kinds["office"]))
    refusals = [answer for answer in answers if isinstance(answer, TrackerError)]
    assert {no.code for no in refusals} <= {"write.stale"}
    assert count(AuditEntry) == len(answers) - len(refusals)
    db.session.rollback()
    assert figures.check() == []


def test_many_tasks_are_reported_at_once_and_every_figure_counts_them_all(app, scene):
    chief = scene.kinds["chief_a"]
    reports = [acts.report(scene, scene.task(DOING)) for _ in range(8)]
    answers = at_once(app, *(partial(report, chief) for report in reports))
    assert len({answer for answer in answers if isinstance(answer, int)}) == len(reports)
    assert (count(AuditEntry), count(ProgressUpdate)) == (8, 8)
    assert figures.check() == []


def count(model) -> int:
    db.session.rollback()
    return db.session.scalar(sa.select(sa.func.count(model.id)))
