"""Random lives of tasks: what anybody may try on them, sensible or not, while time goes by."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

import sqlalchemy as sa
from hypothesis import strategies as st
from sqlalchemy.orm import InstrumentedAttribute, selectinload

from tests.acts import WORDS, Deed, Scene, by
from tests.make import (
    make_doing,
    make_milestone,
    make_plan,
    make_strategy,
    make_target,
    make_task,
)
from tracker.database import db
from tracker.domain.breakdown import MilestoneTerms, SubTaskTerms
from tracker.domain.deadline_extensions import ExtensionRequest
from tracker.domain.errors import TrackerError
from tracker.domain.progress import ProgressReport
from tracker.domain.task_events import EventKind
from tracker.domain.terms.targets import TargetTerms
from tracker.domain.terms.tasks import NewTask, TaskEdit
from tracker.domain.values import (
    Actor,
    Op,
    ProgressMode,
    ReportEvery,
    TargetKind,
    TaskKind,
    TaskState,
)
from tracker.models import DeadlineExtension, Instruction, Task, Withdrawal, WorkPlan
from tracker.services import (
    breakdown,
    deadline_extensions,
    figures,
    instructions,
    lifecycle,
    plans,
    progress,
    targets,
    tasks,
    verification,
)

NEW_YEAR = datetime.fromisoformat("2026-01-12T09:00+08:00")
DRAFT, ISSUED, DOING, SUBMITTED, DONE, STOPPED, WITHDRAWN = TaskState
RUNNING = (ISSUED, DOING)


@dataclass(frozen=True, slots=True)
class Step:
    """Numbers from which it follows what is done, by whom, to which task and with what words."""

    act: int
    who: int
    task: int
    detail: int


STEPS = st.binary(min_size=8, max_size=8).map(
    lambda drawn: Step(*(int.from_bytes(drawn[at : at + 2]) for at in (0, 2, 4, 6)))
)


@dataclass(frozen=True, slots=True)
class Done:
    """A step that the rules let through. `event`: as what the time line of the task shows it."""

    act: str
    actor: Actor
    task_id: int
    at: datetime
    event: EventKind | None


@dataclass(slots=True)
class Lives:
    """What people did and were refused so far, on one plan that chiefs of three units work on."""

    scene: Scene
    plan_id: int = 0
    strategy_id: int = 0
    chiefs: dict[int, Actor] = field(default_factory=dict)
    done: list[Done] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def begin(self) -> None:
        """One plan with a task of each sort: by words, by figures, month by month, with
        milestones, and one that is not issued yet."""
        people = self.scene.people
        self.scene.clock.move_to(NEW_YEAR)
        strategy = make_strategy(make_plan())
        self.plan_id, self.strategy_id = strategy.plan_id, strategy.id
        chiefs = [self.scene.kinds[name] for name in ("chief_a", "chief_b", "chief_c")]
        self.chiefs = {chief.unit_id: chief for chief in chiefs}
        make_task(strategy, lead=self.scene.unit_c, supports=[people.unit_a])
        counted = make_task(strategy, lead=people.unit_a, mode=ProgressMode.TARGETS)
        make_target(counted)
        make_target(counted, kind=TargetKind.KEEP_AT_LEAST)
        make_task(strategy, lead=people.unit_b, kind=TaskKind.ONGOING, supports=[people.unit_a])
        early = make_task(strategy, lead=people.unit_a, due_on=date(2026, 6, 30))
        make_milestone(early, on=date(2026, 3, 31), percent=40)
        make_task(strategy, lead=people.unit_b, state=TaskState.DRAFT)

    @property
    def now(self) -> datetime:
        return self.scene.clock.now()

    def tasks(self) -> Sequence[Task]:
        db.session.rollback()
        whole = (selectinload(Task.milestones), selectinload(Task.supports))
        return db.session.scalars(sa.select(Task).options(*whole).order_by(Task.id)).all()

    def take(self, step: Step) -> Done | None:
        """What happened, if the rules let it happen. Nothing else than a refusal may be raised."""
        self.scene.clock.forward(minutes=1)
        if step.act % 8 == 0:
            self._wait(step.detail)
            return None
        name, act = ACTS[step.act // 8 % len(ACTS)]
        task = self._task_for(act, step.task)
        if task is None:
            return None
        actor = self._actor_for(act, task, step)
        task_id, doing = task.id, act.ready(self, task, step.detail)
        try:
            doing(actor)
        except TrackerError as no:
            self.refused.append(f"{name}: {no.code}")
            return None
        done = Done(name, actor, task_id, self.now, act.event)
        self.done.append(done)
        return done

    def _wait(self, detail: int) -> None:
        """Hours or up to two weeks; most nights the lights are set."""
        self.scene.clock.forward(hours=detail % 24 if detail % 2 else detail % 336)
        if detail % 3:
            figures.refresh_lights(make_doing())

    def _task_for(self, act: "Act", pick: int) -> Task | None:
        """Mostly one with which it makes sense; None where there is none of these."""
        db.session.rollback()
        every = db.session.execute(sa.select(Task.id, Task.state).order_by(Task.id)).all()
        wanted = None if act.waits is None else set(db.session.scalars(act.waits))
        fit = [t for t in every if t.state in act.states and (wanted is None or t.id in wanted)]
        chosen = fit if pick % 9 else every
        return db.session.get(Task, chosen[pick // 9 % len(chosen)].id) if chosen else None

    def _actor_for(self, act: "Act", task: Task, step: Step) -> Actor:
        """Mostly one of those whom it is meant for."""
        everybody = list(self.scene.kinds.values())
        proper = act.who(self, task)
        chosen = proper if proper and step.who % 7 else everybody
        return chosen[step.who // 7 % len(chosen)]


# ----- who it is meant for


def lead(lives: Lives, task: Task) -> list[Actor]:
    chief = lives.chiefs.get(task.lead_unit_id or 0)
    return [chief] if chief else []


def support(lives: Lives, task: Task) -> list[Actor]:
    return [lives.chiefs[each.unit_id] for each in task.supports]


def office(lives: Lives, task: Task) -> list[Actor]:
    return [lives.scene.kinds["office"], lives.scene.kinds["asker"]]


def leader(lives: Lives, task: Task) -> list[Actor]:
    return [lives.scene.kinds["leader_a"], lives.scene.kinds["leader_b"]]


def decider(lives: Lives, task: Task) -> list[Actor]:
    supervising = [a for a in leader(lives, task) if task.lead_unit_id in a.supervised_unit_ids]
    return [*office(lives, task), *supervising]


# ----- what is done, with words and figures that follow from a number


def report(lives: Lives, task: Task, n: int) -> Deed:
    """Now and then above 100, backwards without a reason, or from a page that is out of date."""
    said = ProgressReport(
        narrative=f"第{n % 40}次汇报。",
        percent=Decimal(n % 104),
        setback_reason=WORDS if n % 4 else "",
        readings={target.id: Decimal(n % 150) for target in task.targets} if n % 3 else {},
        sure_of=frozenset(target.id for target in task.targets) if n % 5 else frozenset(),
    )
    seen = {"task_id": task.id, "version": task.version - (n % 9 == 0)}
    return by(progress.report, **seen, report=said)


def supplement(lives: Lives, task: Task, n: int) -> Deed:
    said, task_id = ProgressReport(narrative=f"配合{n % 40}次。"), task.id
    return by(progress.supplement, task_id=task_id, report=said)


def ask(lives: Lives, task: Task, n: int) -> Deed:
    return by(verification.ask, task_id=task.id, statement=WORDS if n % 3 else "")


def send_back(lives: Lives, task: Task, n: int) -> Deed:
    return by(verification.send_back, task_id=task.id, reason=WORDS if n % 5 else " ")


def ask_extension(lives: Lives, task: Task, n: int) -> Deed:
    wish = ExtensionRequest(task.due_on + timedelta(days=n % 70), WORDS, WORDS)
    return by(deadline_extensions.ask, task_id=task.id, request=wish)


def grant(lives: Lives, task: Task, n: int) -> Deed:
    to_on = task.due_on + timedelta(days=n % 60) if n % 2 else None
    return by(deadline_extensions.grant, task_id=task.id, to_on=to_on)


def refuse(lives: Lives, task: Task, n: int) -> Deed:
    return by(deadline_extensions.refuse, task_id=task.id, word=WORDS if n % 5 else "")


def take_up_again(use_case: Callable[..., object]) -> "Callable[[Lives, Task, int], Deed]":
    def ready(lives: Lives, task: Task, n: int) -> Deed:
        later = max(task.due_on, lives.scene.clock.today()) + timedelta(days=n % 40)
        words = {"task_id": task.id, "reason": WORDS, "due_on": later if n % 2 else None}
        return by(use_case, **words)

    return ready


def plainly(
    use_case: Callable[..., object], **words: object
) -> "Callable[[Lives, Task, int], Deed]":
    def ready(lives: Lives, task: Task, n: int) -> Deed:
        return by(use_case, task_id=task.id, **words)

    return ready


def split(lives: Lives, task: Task, n: int) -> Deed:
    units = sorted(lives.chiefs)
    last = task.due_on + timedelta(days=20 if n % 4 == 0 else 0)
    parts = [
        SubTaskTerms(f"第{n % 90}-{k}步", units[(n + k) % 3], task.starts_on, last, weight=1 + k)
        for k in range(1 + n % 2)
    ]
    return by(breakdown.split, **seen(task), parts=parts)


def set_milestones(lives: Lives, task: Task, n: int) -> Deed:
    """Up to three; now and then they fall."""
    whole = (task.due_on - task.starts_on).days
    points = [
        MilestoneTerms(task.starts_on + timedelta(days=whole * k // 4), percent=(n % 35) * k or 1)
        for k in range(1, 1 + n % 4)
    ]
    points = points[::-1] if n % 2 else points
    if n % 7 == 0:
        points = [MilestoneTerms(p.on, percent=101 - (p.percent or 0)) for p in points]
    terms = {"milestones": points, **seen(task)}
    return by(breakdown.set_milestones, **terms)


def set_targets(lives: Lives, task: Task, n: int) -> Deed:
    """Those that are there stay, with another value, and perhaps one is added."""
    kept = [
        TargetTerms(t.metric, t.kind, t.op, Decimal(50 + n % 100), task.due_on, id=t.id)
        for t in task.targets
    ]
    new = TargetTerms(f"指标{n % 30}", TargetKind.REACH, Op.AT_LEAST, Decimal(80), task.due_on)
    terms = [*kept, new] if n % 2 else kept
    mode = ProgressMode.TARGETS if n % 3 else ProgressMode.REPORTED
    given = {"targets": terms, "mode": mode, **seen(task)}
    return by(targets.set_targets, **given)


def edit(lives: Lives, task: Task, n: int) -> Deed:
    units = sorted(lives.chiefs)
    new = TaskEdit(
        title=f"任务{n % 50}",
        content=WORDS,
        weight=1 + n % 3,
        report_every=ReportEvery.QUARTER if n % 4 == 0 else ReportEvery.MONTH,
        starts_on=task.starts_on + timedelta(days=n % 3),
        supporting_unit_ids=frozenset(units[: n % 3]) - {task.lead_unit_id or 0},
        due_on=task.due_on + timedelta(days=n % 2),
    )
    return by(tasks.edit, **seen(task), edit=new)


def reassign(lives: Lives, task: Task, n: int) -> Deed:
    new = {"lead_unit_id": sorted(lives.chiefs)[n % 3], "reason": WORDS, **seen(task)}
    return by(tasks.reassign, **new)


def add(lives: Lives, task: Task, n: int) -> Deed:
    unit_id = sorted(lives.chiefs)[n % 3]
    new = NewTask(f"新任务{n % 99}", WORDS, unit_id, date(2026, 1, 1), date(2026, 12, 1 + n % 30))
    return by(tasks.add, strategy_id=lives.strategy_id, task=new)


def postpone(lives: Lives, task: Task, n: int) -> Deed:
    ends_on = db.session.get_one(WorkPlan, lives.plan_id).ends_on + timedelta(days=n % 15)
    return by(plans.postpone, plan_id=lives.plan_id, ends_on=ends_on, reason=WORDS)


def instruct(lives: Lives, task: Task, n: int) -> Deed:
    return by(instructions.write, task_id=task.id, text=f"第{n % 20}次批示。")


def acknowledge(lives: Lives, task: Task, n: int) -> Deed:
    return by(instructions.acknowledge, instruction_id=newest_instruction(task))


def answer(lives: Lives, task: Task, n: int) -> Deed:
    return by(instructions.answer, instruction_id=newest_instruction(task), answer=WORDS)


def newest_instruction(task: Task) -> int:
    return db.session.scalar(sa.select(sa.func.max(Instruction.id)).filter_by(task_id=task.id)) or 0


def seen(task: Task) -> dict[str, int]:
    return {"task_id": task.id, "version": task.version}


@dataclass(frozen=True, slots=True)
class Act:
    ready: Callable[[Lives, Task, int], Deed]
    who: Callable[[Lives, Task], list[Actor]]
    states: Sequence[TaskState]
    event: EventKind | None
    waits: sa.Select[int] | None = None  # the tasks for which something has to be decided


def waiting(
    task_id: InstrumentedAttribute[int], decided_at: InstrumentedAttribute[datetime | None]
) -> sa.Select[int]:
    return sa.select(task_id).where(decided_at.is_(None))


E = EventKind
_LATER = waiting(DeadlineExtension.task_id, DeadlineExtension.decided_at)
_GOING = waiting(Withdrawal.task_id, Withdrawal.decided_at)
_UNREAD = waiting(Instruction.task_id, Instruction.acknowledged_at)
_UNANSWERED = waiting(Instruction.task_id, Instruction.answered_at)
_ASKED = [*RUNNING, SUBMITTED]
_accept = plainly(verification.accept, grade=None)
_withdraw = plainly(lifecycle.propose_withdrawal, reason=WORDS)
_confirm = plainly(lifecycle.confirm_withdrawal)
_decline = plainly(lifecycle.decline_withdrawal, word=WORDS)
_take_back = plainly(verification.take_back)
_keep_date = plainly(deadline_extensions.take_back)
_keep_task = plainly(lifecycle.take_back_withdrawal)
_discard = plainly(tasks.discard)
# The more often one stands here, the more often it happens.
ACTS: list[tuple[str, Act]] = [
    ("sign_off", Act(plainly(lifecycle.sign_off), lead, [ISSUED], E.SIGNED_OFF)),
    *[("report", Act(report, lead, RUNNING, E.UPDATE))] * 6,
    ("supplement", Act(supplement, support, RUNNING, E.SUPPLEMENT)),
    *[("ask", Act(ask, lead, [DOING], E.ASKED))] * 3,
    *[("accept", Act(_accept, decider, [SUBMITTED], E.ACCEPTED))] * 2,
    ("send_back", Act(send_back, decider, [SUBMITTED], E.SENT_BACK)),
    ("take_back", Act(_take_back, lead, [SUBMITTED], E.TAKEN_BACK)),
    *[("ask_extension", Act(ask_extension, lead, RUNNING, E.EXTENSION_ASKED))] * 3,
    *[("grant", Act(grant, decider, _ASKED, E.EXTENSION_GRANTED, _LATER))] * 3,
    ("refuse", Act(refuse, decider, _ASKED, E.EXTENSION_REFUSED, _LATER)),
    ("keep_date", Act(_keep_date, lead, _ASKED, E.EXTENSION_TAKEN_BACK, _LATER)),
    ("suspend", Act(plainly(lifecycle.suspend, reason=WORDS), office, RUNNING, E.SUSPENDED)),
    *[("resume", Act(take_up_again(lifecycle.resume), office, [STOPPED], E.RESUMED))] * 2,
    ("propose", Act(_withdraw, office, RUNNING, E.WITHDRAWAL_PROPOSED)),
    ("confirm", Act(_confirm, decider, RUNNING, E.WITHDRAWAL_CONFIRMED, _GOING)),
    ("decline", Act(_decline, decider, RUNNING, E.WITHDRAWAL_DECLINED, _GOING)),
    ("keep_task", Act(_keep_task, office, RUNNING, E.WITHDRAWAL_TAKEN_BACK, _GOING)),
    ("reopen", Act(take_up_again(lifecycle.reopen), decider, [DONE], E.REOPENED)),
    ("split", Act(split, office, [DRAFT, *RUNNING], E.SPLIT)),
    ("set_milestones", Act(set_milestones, office, RUNNING, E.MILESTONES_SET)),
    ("set_targets", Act(set_targets, office, RUNNING, E.TARGETS_SET)),
    ("edit", Act(edit, office, RUNNING, E.EDITED)),
    ("reassign", Act(reassign, office, RUNNING, E.REASSIGNED)),
    ("add", Act(add, office, RUNNING, None)),
    ("issue", Act(plainly(lifecycle.issue), office, [DRAFT], E.ISSUED)),
    ("discard", Act(_discard, office, [SUBMITTED, DRAFT], None)),
    ("postpone", Act(postpone, office, RUNNING, None)),
    ("instruct", Act(instruct, leader, [*RUNNING, DONE], E.INSTRUCTED)),
    ("acknowledge", Act(acknowledge, lead, RUNNING, E.ACKNOWLEDGED, _UNREAD)),
    ("answer", Act(answer, lead, RUNNING, E.ANSWERED, _UNANSWERED)),
]
