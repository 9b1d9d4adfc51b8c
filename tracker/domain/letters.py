"""What a mail says, as plain values: read by queries, turned into text by rendering."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.values import ReminderKind


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes, and where the links of the mail lead."""

    organisation: str
    base_url: str
    mail_from: str
    sender: str = ""  # the name before that address; without one the organisation

    @property
    def domain(self) -> str:
        return self.mail_from.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class DigestItem:
    task_id: int
    number: str
    title: str
    due_on: date
    days: int
    times: int
    unmet: str = ""  # the targets past their date, in words
    whole: str = ""  # number and title of the task that it is a part of
    plan_title: str = ""  # where the mail speaks of several plans


@dataclass(frozen=True, slots=True)
class DigestSection:
    kind: ReminderKind
    items: tuple[DigestItem, ...]


@dataclass(frozen=True, slots=True)
class ReminderDigest:
    """All that one person is reminded of on one day."""

    name: str
    on: date
    sections: tuple[DigestSection, ...]


@dataclass(frozen=True, slots=True)
class UrgingItem:
    task_id: int
    number: str
    title: str
    due_on: date
    days_late: int
    times: int
    plan_title: str = ""  # where the mail speaks of several plans


@dataclass(frozen=True, slots=True)
class UrgingLetter:
    """催办 of one or several tasks of the recipient's unit, in the same words."""

    name: str
    by: str
    on: date
    word: str
    items: tuple[UrgingItem, ...]
