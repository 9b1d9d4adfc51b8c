"""办理经过: the kinds of steps in the life of a task."""

from collections.abc import Mapping
from enum import StrEnum

from tracker.domain.values import ExtensionVerdict, Verdict, WithdrawalVerdict


class EventKind(StrEnum):
    ISSUED = "issued"
    SIGNED_OFF = "signed_off"
    UPDATE = "update"
    SUPPLEMENT = "supplement"
    REMINDER = "reminder"
    URGED = "urged"
    ASKED = "asked"  # for verification
    ACCEPTED = "accepted"
    SENT_BACK = "sent_back"
    TAKEN_BACK = "taken_back"
    REOPENED = "reopened"
    EXTENSION_ASKED = "extension_asked"
    EXTENSION_GRANTED = "extension_granted"
    EXTENSION_REFUSED = "extension_refused"
    EXTENSION_LAPSED = "extension_lapsed"
    EXTENSION_TAKEN_BACK = "extension_taken_back"
    POSTPONED = "postponed"
    INSTRUCTED = "instructed"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    HELP_ANSWERED = "help_answered"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    WITHDRAWAL_PROPOSED = "withdrawal_proposed"
    WITHDRAWAL_CONFIRMED = "withdrawal_confirmed"
    WITHDRAWAL_DECLINED = "withdrawal_declined"
    WITHDRAWAL_TAKEN_BACK = "withdrawal_taken_back"
    ADDED = "added"
    EDITED = "edited"
    REASSIGNED = "reassigned"
    SPLIT = "split"
    MILESTONES_SET = "milestones_set"
    TARGETS_SET = "targets_set"


# 批示 and what is answered to it are for those who see a task in detail.
DETAILS = frozenset(
    {EventKind.INSTRUCTED, EventKind.ACKNOWLEDGED, EventKind.ANSWERED, EventKind.HELP_ANSWERED}
)

# 延期 that was asked for and not given.
WISHES = frozenset(
    {
        EventKind.EXTENSION_ASKED,
        EventKind.EXTENSION_REFUSED,
        EventKind.EXTENSION_LAPSED,
        EventKind.EXTENSION_TAKEN_BACK,
    }
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

# What a verdict is in the time line, by its kind: verdicts of several kinds are spelt alike.
VERDICTS: Mapping[type[StrEnum], Mapping[StrEnum, EventKind]] = {
    Verdict: {
        Verdict.ACCEPTED: EventKind.ACCEPTED,
        Verdict.SENT_BACK: EventKind.SENT_BACK,
        Verdict.TAKEN_BACK: EventKind.TAKEN_BACK,
    },
    ExtensionVerdict: {
        ExtensionVerdict.GRANTED: EventKind.EXTENSION_GRANTED,
        ExtensionVerdict.REFUSED: EventKind.EXTENSION_REFUSED,
        ExtensionVerdict.LAPSED: EventKind.EXTENSION_LAPSED,
        ExtensionVerdict.TAKEN_BACK: EventKind.EXTENSION_TAKEN_BACK,
    },
    WithdrawalVerdict: {
        WithdrawalVerdict.CONFIRMED: EventKind.WITHDRAWAL_CONFIRMED,
        WithdrawalVerdict.DECLINED: EventKind.WITHDRAWAL_DECLINED,
        WithdrawalVerdict.TAKEN_BACK: EventKind.WITHDRAWAL_TAKEN_BACK,
    },
}
