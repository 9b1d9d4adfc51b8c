"""Every use case on a task, made ready and then done by somebody, with words that no rule minds.

`ready(scene, task)` adds the rows that the act needs (something asked for, something written) and
gives back what somebody then does.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import sqlalchemy as sa

from tests.clocks import TestClock
from tests.make import make_doing, make_strategy, make_task, make_unit, make_update, make_user
from tests.people import People
from tracker import clock
from tracker.database import Base, db
from tracker.domain.breakdown import MilestoneTerms, SubTaskTerms
from tracker.domain.bulk_acts import Seen
from tracker.domain.deadline_extensions import ExtensionRequest
from tracker.domain.decisions import Decision, DecisionKind
from tracker.domain.evidence import Upload
from tracker.domain.node_templates import Chain, StepTerms
from tracker.domain.progress import ProgressReport
from tracker.domain.terms.targets import TargetTerms
from tracker.domain.terms.tasks import TaskEdit
from tracker.domain.values import (
    Actor,
    Op,
    ProgressMode,
    ReportEvery,
    Role,
    TargetKind,
    TaskState,
)
from tracker.domain.workdays import Workdays
from tracker.models import (
    DeadlineExtension,
    HelpRequest,
    Instruction,
    Strategy,
    Suspension,
    Task,
    Unit,
    Verification,
    Withdrawal,
)
from tracker.services import (
    breakdown,
    bulk_acts,
    deadline_extensions,
    decisions,
    evidence,
    help_requests,
    instructions,
    lifecycle,
    progress,
    targets,
    tasks,
    urgings,
    verification,
)

Deed = Callable[[Actor], object]
WORDS = "情况属实。"


@dataclass(frozen=True, slots=True)
class Scene:
    """Unit A leads, unit B supports, unit C has nothing to do with it.

    `kinds` are the kinds of people that the rules tell apart, by name. `asker` is somebody of
    unit A who asked for all that is open and who, being of the plan office too, might decide it.
    """

    people: People
    clock: TestClock
    unit_c: Unit
    strategy: Strategy
    kinds: dict[str, Actor] = field(default_factory=dict)

    @property
    def asker(self) -> Actor:
        return self.kinds["asker"]

    def task(self, state: TaskState = TaskState.IN_PROGRESS, **changes: Any) -> Task:
        """Half done, signed for and due at the end of the year, unless `changes` say otherwise."""
        terms = {"lead": self.people.unit_a, "supports": [self.people.unit_b], "state": state}
        stands = {"percent": Decimal(50), "signed_at": self.clock.now()}
        return make_task(self.strategy, **(terms | stands | changes))

    def add(self, row: Base) -> Any:
        db.session.add(row)
        db.session.commit()
        return row


def make_scene(people: People, clock: TestClock) -> Scene:
    unit_c = make_unit("计量科")
    chief_c, asker, clerk = (
        make_user(unit_c),
        make_user(people.unit_a, roles=[Role.CHIEF, Role.PLAN_OFFICE]),
        make_user(people.unit_a, roles=[]),
    )
    kinds = {
        name: people[name].actor
        for name in ("admin", "office", "chief_a", "chief_b", "leader_a", "leader_b")
    }
    for name, user, roles in (
        ("chief_c", chief_c, {Role.CHIEF}),
        ("clerk_a", clerk, set()),
        ("asker", asker, {Role.CHIEF, Role.PLAN_OFFICE}),
    ):
        kinds[name] = Actor(user.id, user.name, frozenset(roles), user.unit_id, origin="test")
    return Scene(people, clock, unit_c, make_strategy(), kinds)


def opened_verification(scene: Scene, task: Task) -> None:
    asked = {"asked_by_id": scene.asker.user_id, "asked_at": scene.clock.now()}
    scene.add(Verification(task_id=task.id, **asked))


def opened_extension(scene: Scene, task: Task) -> None:
    asked = {"asked_by_id": scene.asker.user_id, "asked_at": scene.clock.now()}
    dates = {"from_on": task.due_on, "to_on": task.due_on + timedelta(days=30)}
    scene.add(DeadlineExtension(task_id=task.id, reason=WORDS, progress=WORDS, **dates, **asked))


def opened_withdrawal(scene: Scene, task: Task) -> None:
    asked = {"proposed_by_id": scene.asker.user_id, "proposed_at": scene.clock.now()}
    scene.add(Withdrawal(task_id=task.id, reason=WORDS, **asked))


def opened_instruction(scene: Scene, task: Task) -> int:
    written = {"leader_id": scene.people.leader_a.id, "written_at": scene.clock.now()}
    return scene.add(Instruction(task_id=task.id, text=WORDS, **written)).id


def opened_help(scene: Scene, task: Task) -> int:
    """Of the next unit that has asked for nothing, so that a task can have several."""
    asked = sa.select(HelpRequest.unit_id).where(HelpRequest.task_id == task.id)
    unit_id = db.session.scalars(sa.select(Unit.id).where(Unit.id.not_in(asked))).first()
    said = {"asked_by_id": scene.asker.user_id, "asked_at": scene.clock.now(), "text": WORDS}
    return scene.add(HelpRequest(task_id=task.id, unit_id=unit_id, **said)).id


def opened_suspension(scene: Scene, task: Task) -> None:
    stopped = {"suspended_by_id": scene.people.office.id, "suspended_at": scene.clock.now()}
    scene.add(Suspension(task_id=task.id, reason=WORDS, **stopped))


def edit_of(task: Task) -> TaskEdit:
    """As it is, with another title."""
    return TaskEdit(
        title=f"{task.title}（修改）",
        content=task.content,
        weight=task.weight,
        report_every=ReportEvery.MONTH,
        starts_on=task.starts_on,
        supporting_unit_ids=frozenset(each.unit_id for each in task.supports),
    )


# ----- one function an act; what it needs is read when it is made ready, not when it is done


def by(use_case: Callable[..., object], **words: Any) -> Deed:
    """At this moment, though another thread may do it: none of those has the clock of the test."""
    now = clock.now()
    return lambda actor: use_case(make_doing(actor, now), **words)


def sign_off(scene: Scene, task: Task) -> Deed:
    return by(lifecycle.sign_off, task_id=task.id)


def issue(scene: Scene, task: Task) -> Deed:
    return by(lifecycle.issue, task_id=task.id)


def reopen(scene: Scene, task: Task) -> Deed:
    return by(lifecycle.reopen, task_id=task.id, reason=WORDS)


def report(scene: Scene, task: Task) -> Deed:
    said = ProgressReport(narrative=WORDS, percent=Decimal(60), problem=WORDS)
    return by(progress.report, report=said, **_seen(task))


def supplement(scene: Scene, task: Task) -> Deed:
    said = ProgressReport(narrative=WORDS)
    return by(progress.supplement, task_id=task.id, report=said)


def attach(scene: Scene, task: Task) -> Deed:
    """To what the lead unit reported."""
    return _attach(scene, make_update(task, author=scene.people.chief_a.user, percent=50).id)


def attach_to_supplement(scene: Scene, task: Task) -> Deed:
    return _attach(scene, make_update(task, author=scene.people.chief_b.user).id)


def _attach(scene: Scene, update_id: int) -> Deed:
    paper = Upload("说明.txt", BytesIO(WORDS.encode()))
    files = evidence.store(make_doing(), uploads=[paper])
    return by(evidence.attach, update_id=update_id, files=files)


def ask_verification(scene: Scene, task: Task) -> Deed:
    return by(verification.ask, task_id=task.id, statement=WORDS)


def accept(scene: Scene, task: Task) -> Deed:
    opened_verification(scene, task)
    return by(verification.accept, task_id=task.id, grade=None)


def accept_several(scene: Scene, task: Task) -> Deed:
    opened_verification(scene, task)
    return by(verification.accept_several, task_ids=[task.id])


def send_back(scene: Scene, task: Task) -> Deed:
    opened_verification(scene, task)
    return by(verification.send_back, task_id=task.id, reason=WORDS)


def take_back_verification(scene: Scene, task: Task) -> Deed:
    opened_verification(scene, task)
    return by(verification.take_back, task_id=task.id)


def ask_extension(scene: Scene, task: Task) -> Deed:
    wish = ExtensionRequest(task.due_on + timedelta(days=30), WORDS, WORDS)
    return by(deadline_extensions.ask, task_id=task.id, request=wish)


def grant(scene: Scene, task: Task) -> Deed:
    opened_extension(scene, task)
    return by(deadline_extensions.grant, task_id=task.id)


def refuse(scene: Scene, task: Task) -> Deed:
    opened_extension(scene, task)
    return by(deadline_extensions.refuse, task_id=task.id, word=WORDS)


def take_back_extension(scene: Scene, task: Task) -> Deed:
    opened_extension(scene, task)
    return by(deadline_extensions.take_back, task_id=task.id)


def write_instruction(scene: Scene, task: Task) -> Deed:
    return by(instructions.write, task_id=task.id, text=WORDS)


def acknowledge(scene: Scene, task: Task) -> Deed:
    number = opened_instruction(scene, task)
    return by(instructions.acknowledge, instruction_id=number)


def answer(scene: Scene, task: Task) -> Deed:
    words = {"instruction_id": opened_instruction(scene, task), "answer": WORDS}
    return by(instructions.answer, **words)


def answer_help(scene: Scene, task: Task) -> Deed:
    return by(help_requests.answer, help_id=opened_help(scene, task), word=WORDS)


def instruct_on_help(scene: Scene, task: Task) -> Deed:
    return by(help_requests.instruct, help_id=opened_help(scene, task), word=WORDS)


def urge(scene: Scene, task: Task) -> Deed:
    return by(urgings.urge, task_id=task.id, word=WORDS)


def suspend(scene: Scene, task: Task) -> Deed:
    return by(lifecycle.suspend, task_id=task.id, reason=WORDS)


def resume(scene: Scene, task: Task) -> Deed:
    opened_suspension(scene, task)
    return by(lifecycle.resume, task_id=task.id, reason=WORDS)


def propose_withdrawal(scene: Scene, task: Task) -> Deed:
    return by(lifecycle.propose_withdrawal, task_id=task.id, reason=WORDS)


def confirm_withdrawal(scene: Scene, task: Task) -> Deed:
    opened_withdrawal(scene, task)
    return by(lifecycle.confirm_withdrawal, task_id=task.id)


def decline_withdrawal(scene: Scene, task: Task) -> Deed:
    opened_withdrawal(scene, task)
    return by(lifecycle.decline_withdrawal, task_id=task.id, word=WORDS)


def take_back_withdrawal(scene: Scene, task: Task) -> Deed:
    opened_withdrawal(scene, task)
    return by(lifecycle.take_back_withdrawal, task_id=task.id)


def mark_seen(scene: Scene, task: Task) -> Deed:
    """Whoever asks for nothing has nothing to see: it is no refusal."""
    decision = Decision(DecisionKind.INSTRUCTION, opened_instruction(scene, task))
    return by(decisions.mark_seen, decisions=[decision])


def split(scene: Scene, task: Task) -> Deed:
    part = SubTaskTerms("第一步", scene.people.unit_b.id, task.starts_on, task.due_on)
    return by(breakdown.split, parts=[part], **_seen(task))


def set_milestones(scene: Scene, task: Task) -> Deed:
    points = [MilestoneTerms(date(2026, 6, 30), percent=50)]
    return by(breakdown.set_milestones, milestones=points, **_seen(task))


def set_targets(scene: Scene, task: Task) -> Deed:
    terms = TargetTerms("户次", TargetKind.REACH, Op.AT_LEAST, Decimal(9), task.due_on)
    new = {"targets": [terms], "mode": ProgressMode.REPORTED}
    return by(targets.set_targets, **new, **_seen(task))


def urge_many(scene: Scene, task: Task) -> Deed:
    return by(bulk_acts.urge, seen=[Seen(**_seen(task))], word=WORDS)


def reassign_many(scene: Scene, task: Task) -> Deed:
    to = {"lead_unit_id": scene.unit_c.id, "reason": WORDS}
    return by(bulk_acts.reassign, seen=[Seen(**_seen(task))], **to)


def issue_many(scene: Scene, task: Task) -> Deed:
    return by(bulk_acts.issue, seen=[Seen(**_seen(task))])


def set_due_of_many(scene: Scene, task: Task) -> Deed:
    due_on = task.due_on - timedelta(days=9)
    return by(bulk_acts.set_due, seen=[Seen(**_seen(task))], due_on=due_on)


def set_nodes_of_many(scene: Scene, task: Task) -> Deed:
    chain = Chain((StepTerms("办结", share=100, percent=100),), Workdays())
    return by(bulk_acts.set_nodes, seen=[Seen(**_seen(task))], chain=chain, replaces=True)


def edit(scene: Scene, task: Task) -> Deed:
    return by(tasks.edit, edit=edit_of(task), **_seen(task))


def reassign(scene: Scene, task: Task) -> Deed:
    to = {"lead_unit_id": scene.unit_c.id, "reason": WORDS}
    return by(tasks.reassign, **to, **_seen(task))


def discard(scene: Scene, task: Task) -> Deed:
    return by(tasks.discard, task_id=task.id)


def _seen(task: Task) -> dict[str, int]:
    return {"task_id": task.id, "version": task.version}
