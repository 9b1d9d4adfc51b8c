"""Rows for tests, saved at once: plain keyword functions, each default fit for most tests.

Any column can be given by name. A task's light, expected line and roll-ups follow from its facts.
"""

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

import sqlalchemy as sa
from argon2 import PasswordHasher

from tracker import clock
from tracker.database import Base, db
from tracker.domain.doing import MACHINE, Doing, Policy
from tracker.domain.drafts.issuing import plan_order
from tracker.domain.lights import LightPolicy
from tracker.domain.periods import period_start
from tracker.domain.values import (
    Actor,
    EvidenceKind,
    MailKind,
    MailState,
    Op,
    PlanState,
    ProgressMode,
    ReminderKind,
    ReportEvery,
    Role,
    Scope,
    TargetKind,
    TaskKind,
    TaskState,
    UnitKind,
)
from tracker.models import (
    Evidence,
    LoginFailure,
    Milestone,
    OutboxEmail,
    PlanDocument,
    ProgressUpdate,
    Reminder,
    ReminderTask,
    Snapshot,
    StoredFile,
    Strategy,
    Supervision,
    Target,
    Task,
    TaskSupport,
    Unit,
    UnitAlias,
    UnitDuty,
    User,
    UserRole,
    WorkPlan,
)
from tracker.transaction import login_sessions
from tracker.transaction.figures import begin_figures, figures_kept

PASSWORD = "correct horse"
POLICY = LightPolicy()
# Cheap on purpose: the product's own cost would be paid by every test.
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def make_doing(actor: Actor = MACHINE, now: datetime | None = None, **settings: Any) -> Doing:
    """By default the machine, now."""
    return Doing(actor, now or clock.now(), Policy(**settings))


def _save(*rows: Base) -> None:
    db.session.add_all(rows)
    commit_and_keep()


def commit_and_keep() -> None:
    """Without forgetting the rows: they are as they were saved, and reading them again costs."""
    session = db.session()
    session.expire_on_commit = False
    try:
        session.commit()
    finally:
        session.expire_on_commit = True


def _count(model: type[Base], *conditions: sa.ColumnElement[bool]) -> int:
    count = sa.select(sa.func.count()).select_from(model).where(*conditions)
    return db.session.scalar(count) or 0


@cache
def password_hash(password: str) -> str:
    return QUICK.hash(password)


def make_unit(
    name: str = "", *, aliases: Sequence[str] = (), duties: Sequence[str] = (), **changes: Any
) -> Unit:
    position = _count(Unit) + 1
    row = Unit(
        name=name or f"第{position}科",
        **{"kind": UnitKind.OFFICE, "position": position} | changes,
        aliases=[UnitAlias(name=alias) for alias in aliases],
        duties=[UnitDuty(text=duty) for duty in duties],
    )
    _save(row)
    return row


def make_user(
    unit: Unit | None = None,
    *,
    roles: Sequence[Role] = (Role.CHIEF,),
    supervises: Sequence[Unit] = (),
    password: str = PASSWORD,
    **changes: Any,
) -> User:
    number = _count(User) + 1
    login = changes.pop("login", f"user{number}")
    row = User(
        login=login,
        unit_id=(unit or make_unit()).id,
        **{
            "name": f"人员{number}",
            "mail": f"{login}@example.invalid",
            "password_hash": password_hash(password),
        }
        | changes,
        roles=[UserRole(role=role) for role in roles],
    )
    _save(row)
    if supervises:
        _save(*(Supervision(unit_id=each.id, leader_id=row.id) for each in supervises))
    return row


def make_login(user_id: int) -> str:
    """The key of a session that has just begun."""
    key = login_sessions.begin(db.session(), make_doing(), user_id)
    commit_and_keep()
    return key


def make_failures(login: str, count: int = 5, address: str = "192.0.2.10") -> None:
    """Refused logins, just now."""
    now = clock.now()
    _save(*(LoginFailure(login=login, address=address, at=now) for _ in range(count)))


def make_document(
    uploaded_by: User | None = None, *, text: str = "", **changes: Any
) -> PlanDocument:
    content = text.encode()
    row = PlanDocument(
        uploaded_by_id=(uploaded_by or make_user(roles=[Role.PLAN_OFFICE])).id,
        text=text,
        content=content,
        **{"filename": "plan.txt", "sha256": f"{_count(PlanDocument):064x}"}
        | {"uploaded_at": clock.now()}
        | changes,
    )
    _save(row)
    return row


def make_plan(**changes: Any) -> WorkPlan:
    """A plan of 2026 that was published on its fifth of January."""
    year = changes.get("year", 2026)
    published = datetime.combine(date(year, 1, 5), datetime.min.time(), clock.now().tzinfo)
    is_draft = changes.get("state") is PlanState.DRAFT
    row = WorkPlan(
        **{
            "title": f"{year}年工作要点",
            "organisation": "测试区市场监督管理局",
            "year": year,
            "starts_on": date(year, 1, 1),
            "ends_on": date(year, 12, 31),
            "state": PlanState.ACTIVE,
            "created_at": published,
            "published_at": None if is_draft else published,
        }
        | changes
    )
    _save(row)
    return row


def make_strategy(plan: WorkPlan | None = None, **changes: Any) -> Strategy:
    plan = plan or make_plan()
    position = _count(Strategy, Strategy.plan_id == plan.id) + 1
    row = Strategy(
        plan_id=plan.id,
        **{"position": position, "number": str(position), "title": f"板块{position}"} | changes,
    )
    _save(row)
    return row


def make_task(
    strategy: Strategy | None = None,
    *,
    lead: Unit | None = None,
    supports: Sequence[Unit] = (),
    parent: Task | None = None,
    **changes: Any,
) -> Task:
    """An issued task from the first to the last day of its plan, not yet reported on.

    Under a draft plan it is a draft without a lead unit.
    """
    strategy = strategy or make_strategy()
    plan = db.session.get_one(WorkPlan, strategy.plan_id)
    task = _task_row(strategy, plan, changes)
    if lead is None and task.state is not TaskState.DRAFT:
        lead = make_unit()
    task.lead_unit_id = lead.id if lead else None
    task.parent_id = parent.id if parent else None
    task.supports = [TaskSupport(unit_id=unit.id) for unit in supports]
    begin_figures(db.session(), [task], make_doing())
    with figures_kept(db.session(), [parent], make_doing()) if parent else nullcontext():
        db.session.add(task)
    commit_and_keep()
    return task


def _task_row(strategy: Strategy, plan: WorkPlan, changes: dict[str, Any]) -> Task:
    position = _count(Task, Task.strategy_id == strategy.id) + 1
    state = TaskState.DRAFT if plan.state is PlanState.DRAFT else TaskState.ISSUED
    state = changes.pop("state", state)
    submitted_on = changes.pop("submitted_on", clock.today())
    if changes.get("percent") is not None:
        changes["percent"] = Decimal(changes["percent"])
    due_on = changes.get("due_on", plan.ends_on)
    return Task(
        plan_id=plan.id,
        strategy_id=strategy.id,
        state=state,
        submitted_on=submitted_on if state is TaskState.SUBMITTED else None,
        **{
            "position": position,
            "plan_order": plan_order(strategy.position, position),
            "number": f"{strategy.number}-{position:02}",
            "title": f"任务{position}",
            "content": f"做好第{position}项工作。",
            "kind": TaskKind.ONCE,
            "mode": ProgressMode.REPORTED,
            "report_every": ReportEvery.MONTH,
            "weight": 1,
            "starts_on": plan.starts_on,
            "due_on": due_on,
            "original_due_on": due_on,
            "issued_at": None if state is TaskState.DRAFT else plan.published_at,
            "was_red": False,
        }
        | changes,
    )


def make_target(task: Task | None = None, **changes: Any) -> Target:
    """A count to reach: 100 by the task's due date."""
    task = task or make_task(mode=ProgressMode.TARGETS)
    row = Target(
        task_id=task.id,
        **{
            "position": _count(Target, Target.task_id == task.id) + 1,
            "metric": "检查户次",
            "kind": TargetKind.REACH,
            "op": Op.AT_LEAST,
            "value": Decimal(100),
            "unit": "户次",
            "due_on": task.due_on,
        }
        | changes,
    )
    _save(row)
    return row


def make_milestone(
    task: Task, *, on: date, percent: int | None = None, text: str = ""
) -> Milestone:
    row = Milestone(task_id=task.id, on=on, percent=percent, text=text)
    with figures_kept(db.session(), [task], make_doing()):
        db.session.add(row)
    commit_and_keep()
    return row


def make_update(
    task: Task, *, author: User | None = None, percent: Decimal | int | None = None, **changes: Any
) -> ProgressUpdate:
    """A report on the task, which then says so itself; without a percent only words are added."""
    unit_id = author.unit_id if author else task.lead_unit_id
    at = changes.pop("at", clock.now())
    on = clock.day_of(at)
    row = ProgressUpdate(
        task_id=task.id,
        author_id=(author or _somebody_of(unit_id)).id,
        unit_id=unit_id,
        at=at,
        reported_on=on,
        period_on=period_start(on, task.report_every),
        percent=None if percent is None else Decimal(percent),
        **{"narrative": "按计划推进。", "next_step": ""} | changes,
    )
    db.session.add(row)
    db.session.flush()
    if unit_id == task.lead_unit_id:
        _apply(task, row)
    commit_and_keep()
    return row


def _apply(task: Task, update: ProgressUpdate) -> None:
    is_new_period = (
        task.last_reported_on is None
        or period_start(task.last_reported_on, task.report_every) < update.period_on
    )
    with figures_kept(db.session(), [task], make_doing()):
        task.percent = update.percent if update.percent is not None else task.percent
        task.confidence = update.confidence
        task.last_reported_on, task.last_update_id = update.reported_on, update.id
        task.reported_periods += is_new_period
        task.version += 1
        if task.state is TaskState.ISSUED:
            task.state = TaskState.IN_PROGRESS


def make_evidence(update: ProgressUpdate, **changes: Any) -> Evidence:
    sha256 = changes.pop("sha256", f"{_count(StoredFile) + 1:064x}")
    _save(StoredFile(sha256=sha256, stored_at=update.at))
    row = Evidence(
        update_id=update.id,
        sha256=sha256,
        **{
            "name": "照片.png",
            "kind": EvidenceKind.PNG,
            "size": 9,
            "attached_by_id": update.author_id,
            "attached_at": update.at,
        }
        | changes,
    )
    _save(row)
    return row


def _somebody_of(unit_id: int | None) -> User:
    found = db.session.scalar(sa.select(User).where(User.unit_id == unit_id).order_by(User.id))
    return found or make_user(db.session.get_one(Unit, unit_id))


def make_reminder(recipient: User, *tasks: Task, times: int = 1, **changes: Any) -> Reminder:
    on = changes.pop("on", clock.today())
    row = Reminder(
        recipient_id=recipient.id,
        on=on,
        period=on.isoformat(),
        **{"kind": ReminderKind.OVERDUE, "level": 0, "written_at": clock.now()} | changes,
        tasks=[ReminderTask(task_id=t.id, due_on=t.due_on, times=times, days=1) for t in tasks],
    )
    _save(row)
    return row


def make_mail(recipient: User | None = None, **changes: Any) -> OutboxEmail:
    number = _count(OutboxEmail) + 1
    row = OutboxEmail(
        recipient_id=recipient.id if recipient else None,
        **{
            "address": (recipient.mail if recipient else None) or "someone@example.invalid",
            "kind": MailKind.TEST,
            "key": f"test:{number}",
            "parameters": {},
            "state": MailState.QUEUED,
            "next_try_at": clock.now(),
            "message_id": f"test.{number}",
            "created_at": clock.now(),
        }
        | changes,
    )
    _save(row)
    return row


def make_snapshot(plan: WorkPlan, *, on: date, **changes: Any) -> Snapshot:
    """The plan's own figures on a day, unless `scope` and `scope_id` say another's."""
    row = Snapshot(plan_id=plan.id, on=on, **{"scope": Scope.PLAN, "scope_id": plan.id} | changes)
    _save(row)
    return row
