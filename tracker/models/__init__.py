"""Every table. What must never be false is a constraint here; all other rules are in `domain`.

unit, user                                         the bureau and its people
waiting_upload, document, review_step              what plans are read from, and its review
plan, task, node_template                          what is to be done
progress, stored_file                              what was reported, and the bytes of files
deadline_extension, suspension, verification       what was asked for and decided
help_request, instruction, urging                  what units need, what leaders wrote
rollup                                             stored figures, of now and of each day
reminder, outbox, parked_address                   what was said to whom
audit, job_run, workday, screen_token              the log, the jobs, the days off, the wall

They are imported here so that the metadata is whole. A new column needs a migration:
`make migration m="add_what"`.
"""

from tracker.models.audit import AuditEntry
from tracker.models.deadline_extension import (
    DeadlineExtension,
    PlanDateMove,
    PlanDateMoveTask,
)
from tracker.models.document import ImportDraft, PlanDocument
from tracker.models.help_request import HelpRequest
from tracker.models.instruction import Instruction
from tracker.models.job_run import JobRun
from tracker.models.node_template import NodeStep, NodeTemplate
from tracker.models.outbox import OutboxEmail
from tracker.models.parked_address import ParkedAddress
from tracker.models.plan import Strategy, WorkPlan
from tracker.models.progress import Evidence, ProgressUpdate, TargetReading
from tracker.models.reminder import Reminder, ReminderTask
from tracker.models.review_step import ReviewStep
from tracker.models.rollup import FiguresColumns, Rollup, Snapshot
from tracker.models.screen_token import ScreenToken
from tracker.models.stored_file import FilePiece, StoredFile
from tracker.models.suspension import Reopening, Suspension, Withdrawal
from tracker.models.task import Milestone, Target, Task, TaskSupport
from tracker.models.unit import Supervision, Unit, UnitAlias, UnitDuty
from tracker.models.urging import Urging
from tracker.models.user import LoginFailure, LoginSession, User, UserRole
from tracker.models.verification import Verification
from tracker.models.waiting_upload import WaitingUpload
from tracker.models.workday import WorkdayException

__all__ = [
    "AuditEntry",
    "DeadlineExtension",
    "Evidence",
    "FiguresColumns",
    "FilePiece",
    "HelpRequest",
    "ImportDraft",
    "Instruction",
    "JobRun",
    "LoginFailure",
    "LoginSession",
    "Milestone",
    "NodeStep",
    "NodeTemplate",
    "OutboxEmail",
    "ParkedAddress",
    "PlanDateMove",
    "PlanDateMoveTask",
    "PlanDocument",
    "ProgressUpdate",
    "Reminder",
    "ReminderTask",
    "Reopening",
    "ReviewStep",
    "Rollup",
    "ScreenToken",
    "Snapshot",
    "StoredFile",
    "Strategy",
    "Supervision",
    "Suspension",
    "Target",
    "TargetReading",
    "Task",
    "TaskSupport",
    "Unit",
    "UnitAlias",
    "UnitDuty",
    "Urging",
    "User",
    "UserRole",
    "Verification",
    "WaitingUpload",
    "Withdrawal",
    "WorkPlan",
    "WorkdayException",
]
