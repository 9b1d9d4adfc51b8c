"""办理经过: the kinds of steps in the life of a task."""

from enum import StrEnum


class EventKind(StrEnum):
    ISSUED = "issued"
    SIGNED_OFF = "signed_off"
    UPDATE = "update"
    SUPPLEMENT = "supplement"
    REMINDER = "reminder"
    ASKED = "asked"  # for verification
    ACCEPTED = "accepted"
    SENT_BACK = "sent_back"
    REOPENED = "reopened"
    EXTENSION_ASKED = "extension_asked"
    EXTENSION_GRANTED = "extension_granted"
    EXTENSION_REFUSED = "extension_refused"
    EXTENSION_LAPSED = "extension_lapsed"
    POSTPONED = "postponed"
    INSTRUCTED = "instructed"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    WITHDRAWAL_PROPOSED = "withdrawal_proposed"
    WITHDRAWAL_CONFIRMED = "withdrawal_confirmed"
    WITHDRAWAL_DECLINED = "withdrawal_declined"
    ADDED = "added"
    EDITED = "edited"
    REASSIGNED = "reassigned"
    SPLIT = "split"
    MILESTONES_SET = "milestones_set"
    TARGETS_SET = "targets_set"


# 批示 and what is answered to it are for those who see a task in detail.
DETAILS = frozenset({EventKind.INSTRUCTED, EventKind.ACKNOWLEDGED, EventKind.ANSWERED})

# 延期 that was asked for and not given.
WISHES = frozenset(
    {EventKind.EXTENSION_ASKED, EventKind.EXTENSION_REFUSED, EventKind.EXTENSION_LAPSED}
)

DISCARDED = "task.discarded"
# Steps that only the log holds, by the name of their use case.
LOGGED = {
    "task.added": EventKind.ADDED,
    "task.issued": EventKind.ISSUED,
    "task.signed-off": EventKind.SIGNED_OFF,
    "task.edited": EventKind.EDITED,
    "task.reassigned": EventKind.REASSIGNED,
    "task.split": EventKind.SPLIT,
    "task.milestones-set": EventKind.MILESTONES_SET,
    "task.targets-set": EventKind.TARGETS_SET,
}
