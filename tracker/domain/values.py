"""Frozen values that every layer shares."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """What a person may be; one person can hold several."""

    ADMIN = "admin"
    PLAN_OFFICE = "plan_office"
    CHIEF = "chief"
    LEADER = "leader"


class Op(StrEnum):
    """How a figure stands to its target."""

    AT_LEAST = ">="
    AT_MOST = "<="
    EQUAL = "="
    RANGE = "range"
    INCREASE = "increase"


class TargetKind(StrEnum):
    """What it means to fulfil a target; decides how progress is computed from a reading."""

    REACH = "reach"  # cumulative: counts up from the baseline to the value
    KEEP_AT_LEAST = "keep_at_least"
    KEEP_AT_MOST = "keep_at_most"
    RANK = "rank"  # a place in a ranking: smaller is better
    INCREASE = "increase"  # a growth rate or a gain over last year
    YES_NO = "yes_no"

    @property
    def is_place(self) -> bool:
        return self is TargetKind.RANK

    @property
    def starts_at_zero(self) -> bool:
        """What nobody has read of it counts as nothing done."""
        return self in {TargetKind.REACH, TargetKind.YES_NO}


class Recurrence(StrEnum):
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALFYEARLY = "halfyearly"
    YEARLY = "yearly"


# In the text of a document a line of a table's cell ends with it, and a row with a line feed.
CELL_BREAK = "\u2028"


class SourceSpan(NamedTuple):
    """A half-open range of `str` offsets into the text of a document.

    Thousands are made for one document, so it is of the kind that is made fastest.
    """

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end`, both included."""

    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: all that the rules may know of a person."""

    user_id: int
    name: str
    roles: frozenset[Role]
    unit_id: int
    supervised_unit_ids: frozenset[int] = field(default_factory=frozenset)
    origin: str = "cli"  # network address, or the door: for the audit log

    @property
    def is_only_chief(self) -> bool:
        """Works on tasks, and neither leads the bureau nor keeps its plan."""
        return Role.CHIEF in self.roles and not self.roles & {Role.LEADER, Role.PLAN_OFFICE}


class PlanState(StrEnum):
    DRAFT = "draft"
    ACTIVE = "active"
    CLOSED = "closed"

    @property
    def is_published(self) -> bool:
        return self is not PlanState.DRAFT

    @property
    def is_active(self) -> bool:
        """It is carried out: it takes reports and sends mail."""
        return self is PlanState.ACTIVE

    @property
    def is_closed(self) -> bool:
        return self is PlanState.CLOSED


class TaskState(StrEnum):
    """状态: the life of a task. Only `DONE` counts as finished."""

    DRAFT = "draft"  # 拟交办
    ISSUED = "issued"  # 已交办
    IN_PROGRESS = "in_progress"  # 办理中
    SUBMITTED = "submitted"  # 待核查
    DONE = "done"  # 已办结
    SUSPENDED = "suspended"  # 中止
    WITHDRAWN = "withdrawn"  # 撤销

    @property
    def is_issued(self) -> bool:
        """A unit was given the task: its terms move by decisions that stay on record."""
        return self is not TaskState.DRAFT

    @property
    def awaits_signature(self) -> bool:
        return self is TaskState.ISSUED


class TaskKind(StrEnum):
    ONCE = "once"
    ONGOING = "ongoing"  # 常态化: one report is due each period

    @property
    def is_ongoing(self) -> bool:
        return self is TaskKind.ONGOING


class ProgressMode(StrEnum):
    """Where a task's percent comes from."""

    REPORTED = "reported"  # what the chief states
    TARGETS = "targets"  # the mean of its targets

    @property
    def is_by_targets(self) -> bool:
        return self is ProgressMode.TARGETS


class ReportEvery(StrEnum):
    """汇报频次: how often the lead unit reports."""

    MONTH = "month"
    QUARTER = "quarter"


class Confidence(StrEnum):
    """How sure the chief is of finishing in time; asked apart from the percent."""

    SURE = "sure"  # 有把握
    AT_RISK = "at_risk"  # 有风险
    UNLIKELY = "unlikely"  # 难完成


class UnitKind(StrEnum):
    OFFICE = "office"
    BRANCH = "branch"
    STATION = "station"
    BODY = "body"


class Scope(StrEnum):
    """What a roll-up is about."""

    PLAN = "plan"
    STRATEGY = "strategy"
    UNIT = "unit"


class ReminderKind(StrEnum):
    OVERDUE = "overdue"
    TARGET_OVERDUE = "target_overdue"
    DUE_SOON = "due_soon"
    UNREPORTED = "unreported"

    @property
    def is_of_target(self) -> bool:
        """The date that is named is that of a target and not of the task."""
        return self is ReminderKind.TARGET_OVERDUE


class MailKind(StrEnum):
    REMINDER_DIGEST = "reminder_digest"
    TEST = "test"
    URGING = "urging"


class MailState(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"  # everything it would have said was settled before it left


class JobOutcome(StrEnum):
    OK = "ok"
    FAILED = "failed"


class Verdict(StrEnum):
    ACCEPTED = "accepted"
    SENT_BACK = "sent_back"
    TAKEN_BACK = "taken_back"  # by whoever asked, before anybody decided


class Grade(StrEnum):
    """评价档次, optional with an accepted verification."""

    EXCELLENT = "excellent"
    GOOD = "good"
    PASSED = "passed"
    FAILED = "failed"


class ExtensionVerdict(StrEnum):
    GRANTED = "granted"
    REFUSED = "refused"
    LAPSED = "lapsed"  # the task was closed or stopped before anybody decided
    TAKEN_BACK = "taken_back"


class WithdrawalVerdict(StrEnum):
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


class HelpVerdict(StrEnum):
    ANSWERED = "answered"
    REPLACED = "replaced"  # the unit now asks for something else
    TAKEN_BACK = "taken_back"  # the unit says that it needs nothing any more


class EvidenceKind(StrEnum):
    """What a file of evidence is by its content; the value is its usual ending."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    DOC = "doc"
    XLS = "xls"
    WPS = "wps"
    PNG = "png"
    JPEG = "jpg"
    WEBP = "webp"
    TXT = "txt"


class Taken(StrEnum):
    """When the figures of a day were written down. Those of the morning are replaced by those of
    its evening; a night that was missed is counted afterwards from what is known of its tasks."""

    MORNING = "morning"
    EVENING = "evening"
    FILLED = "filled"
