"""Every table, imported here so that the metadata is whole."""

from tracker.models.audit import AuditEntry
from tracker.models.document import ImportDraft, PlanDocument
from tracker.models.job_run import JobRun
from tracker.models.outbox import OutboxEmail
from tracker.models.plan import Strategy, WorkPlan
from tracker.models.progress import ProgressUpdate, TargetReading
from tracker.models.reminder import Reminder, ReminderTask
from tracker.models.rollup import FiguresColumns, Rollup, Snapshot
from tracker.models.task import Milestone, Target, Task, TaskSupport
from tracker.models.unit import Supervision, Unit, UnitAlias, UnitDuty
from tracker.models.user import LoginFailure, User, UserRole
from tracker.models.verification import Verification
from tracker.models.workday import WorkdayException

__all__ = [
    "AuditEntry",
    "FiguresColumns",
    "ImportDraft",
    "JobRun",
    "LoginFailure",
    "Milestone",
    "OutboxEmail",
    "PlanDocument",
    "ProgressUpdate",
    "Reminder",
    "ReminderTask",
    "Rollup",
    "Snapshot",
    "Strategy",
    "Supervision",
    "Target",
    "TargetReading",
    "Task",
    "TaskSupport",
    "Unit",
    "UnitAlias",
    "UnitDuty",
    "User",
    "UserRole",
    "Verification",
    "WorkPlan",
    "WorkdayException",
]
