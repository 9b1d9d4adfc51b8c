"""Every use case on a task, made ready and then done by somebody, with words that no rule minds.

`ready(scene, task)` adds the rows that the act needs (something asked for, something written) and
gives back what somebody then does.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.clocks import TestClock
from tests.make import POLICY, make_strategy, make_task, make_unit, make_update, make_user
from tests.people import People
from tracker.database import Base, db
from tracker.domain.breakdown import MilestoneTerms, SubTaskTerms
from tracker.domain.deadline_extensions import ExtensionRequest
from tracker.domain.evidence import EvidenceFile
from tracker.domain.progress import ProgressReport
from tracker.domain.target_terms import TargetTerms
from tracker.domain.task_terms import TaskEdit
from tracker.domain.values import (
    Actor,
    EvidenceKind,
    Op,
    ProgressMode,
    ReportEvery,
    Role,
    TargetKind,
    TaskState,
)
from tracker.models import (
    DeadlineExtension,
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
    deadline_extensions,
    evidence,
    instructions,
    progress,
    suspensions,
    targets,
    task_terms,
    tasks,
    verification,
    withdrawals,
)

Doing = Callable[[Actor], object]
WORDS = "情况属实。"
PAPER = EvidenceFile(name="说明.txt", kind=EvidenceKind.TXT, size=6, sha256="0" * 64)


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

    @property
    def tick(self) -> dict[str, Any]:
        return {"now": self.clock.now(), "policy": POLICY}


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


# ----- one function an act


def sign_off(scene: Scene, task: Task) -> Doing:
    return lambda actor: tasks.sign_off(actor, task_id=task.id, **scene.tick)


def issue(scene: Scene, task: Task) -> Doing:
    return lambda actor: tasks.issue(actor, task_id=task.id, **scene.tick)


def reopen(scene: Scene, task: Task) -> Doing:
    return lambda actor: tasks.reopen(actor, task_id=task.id, reason=WORDS, **scene.tick)


def report(scene: Scene, task: Task) -> Doing:
    said = ProgressReport(narrative=WORDS, percent=Decimal(60))
    seen = {"task_id": task.id, "version": task.version}
    return lambda actor: progress.report(actor, **seen, report=said, **scene.tick)


def supplement(scene: Scene, task: Task) -> Doing:
    said = ProgressReport(narrative=WORDS)
    now = scene.clock.now()
    return lambda actor: progress.supplement(actor, task_id=task.id, report=said, now=now)


def attach(scene: Scene, task: Task) -> Doing:
    """To what the lead unit reported."""
    return _attach(scene, make_update(task, author=scene.people.chief_a.user, percent=50).id)


def attach_to_supplement(scene: Scene, task: Task) -> Doing:
    return _attach(scene, make_update(task, author=scene.people.chief_b.user).id)


def _attach(scene: Scene, update_id: int) -> Doing:
    now = scene.clock.now()
    return lambda actor: evidence.attach(actor, update_id=update_id, files=[PAPER], now=now)


def ask_verification(scene: Scene, task: Task) -> Doing:
    return lambda actor: verification.ask(actor, task_id=task.id, statement=WORDS, **scene.tick)


def accept(scene: Scene, task: Task) -> Doing:
    opened_verification(scene, task)
    return lambda actor: verification.accept(actor, task_id=task.id, grade=None, **scene.tick)


def accept_several(scene: Scene, task: Task) -> Doing:
    opened_verification(scene, task)
    return lambda actor: verification.accept_several(actor, task_ids=[task.id], **scene.tick)


def send_back(scene: Scene, task: Task) -> Doing:
    opened_verification(scene, task)
    return lambda actor: verification.send_back(actor, task_id=task.id, reason=WORDS, **scene.tick)


def ask_extension(scene: Scene, task: Task) -> Doing:
    wish = ExtensionRequest(task.due_on + timedelta(days=30), WORDS, WORDS)
    return lambda actor: deadline_extensions.ask(
        actor, task_id=task.id, request=wish, limit=2, now=scene.clock.now()
    )


def grant(scene: Scene, task: Task) -> Doing:
    opened_extension(scene, task)
    return lambda actor: deadline_extensions.grant(actor, task_id=task.id, **scene.tick)


def refuse(scene: Scene, task: Task) -> Doing:
    opened_extension(scene, task)
    now = scene.clock.now()
    return lambda actor: deadline_extensions.refuse(actor, task_id=task.id, word=WORDS, now=now)


def write_instruction(scene: Scene, task: Task) -> Doing:
    now = scene.clock.now()
    return lambda actor: instructions.write(actor, task_id=task.id, text=WORDS, now=now)


def acknowledge(scene: Scene, task: Task) -> Doing:
    number, now = opened_instruction(scene, task), scene.clock.now()
    return lambda actor: instructions.acknowledge(actor, instruction_id=number, now=now)


def answer(scene: Scene, task: Task) -> Doing:
    number, now = opened_instruction(scene, task), scene.clock.now()
    return lambda actor: instructions.answer(actor, instruction_id=number, answer=WORDS, now=now)


def suspend(scene: Scene, task: Task) -> Doing:
    return lambda actor: suspensions.suspend(actor, task_id=task.id, reason=WORDS, **scene.tick)


def resume(scene: Scene, task: Task) -> Doing:
    opened_suspension(scene, task)
    return lambda actor: suspensions.resume(actor, task_id=task.id, reason=WORDS, **scene.tick)


def propose_withdrawal(scene: Scene, task: Task) -> Doing:
    now = scene.clock.now()
    return lambda actor: withdrawals.propose(actor, task_id=task.id, reason=WORDS, now=now)


def confirm_withdrawal(scene: Scene, task: Task) -> Doing:
    opened_withdrawal(scene, task)
    return lambda actor: withdrawals.confirm(actor, task_id=task.id, **scene.tick)


def decline_withdrawal(scene: Scene, task: Task) -> Doing:
    opened_withdrawal(scene, task)
    now = scene.clock.now()
    return lambda actor: withdrawals.decline(actor, task_id=task.id, word=WORDS, now=now)


def split(scene: Scene, task: Task) -> Doing:
    part = SubTaskTerms("第一步", scene.people.unit_b.id, task.starts_on, task.due_on)
    return lambda actor: breakdown.split(actor, parts=[part], **_seen(task), **scene.tick)


def set_milestones(scene: Scene, task: Task) -> Doing:
    points = [MilestoneTerms(date(2026, 6, 30), percent=50)]
    return lambda actor: breakdown.set_milestones(
        actor, milestones=points, **_seen(task), **scene.tick
    )


def set_targets(scene: Scene, task: Task) -> Doing:
    terms = TargetTerms("户次", TargetKind.REACH, Op.AT_LEAST, Decimal(9), task.due_on)
    new = {"targets": [terms], "mode": ProgressMode.REPORTED}
    return lambda actor: targets.set_targets(actor, **new, **_seen(task), **scene.tick)


def edit(scene: Scene, task: Task) -> Doing:
    new = edit_of(task)
    return lambda actor: task_terms.edit(actor, edit=new, **_seen(task), **scene.tick)


def reassign(scene: Scene, task: Task) -> Doing:
    to = {"lead_unit_id": scene.unit_c.id, "reason": WORDS}
    return lambda actor: task_terms.reassign(actor, **to, **_seen(task), **scene.tick)


def discard(scene: Scene, task: Task) -> Doing:
    now = scene.clock.now()
    return lambda actor: task_terms.discard(actor, task_id=task.id, now=now)


def _seen(task: Task) -> dict[str, int]:
    return {"task_id": task.id, "version": task.version}
