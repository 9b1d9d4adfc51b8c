"""What a mail server means by a refusal: its code alone does not say it.

RFC 5321 has 4xx for what passes and 5xx for what does not. Tencent answers 550 to a sender who is
too fast, NetEase 554, Exchange 550 5.1.90; a full mailbox is 552 and is emptied one day; and what
is refused before the recipient is named is never the recipient's fault.
"""

from enum import Enum

from tracker.domain.delivery import (
    AddressRefused,
    ConnectionClosed,
    ConnectionLost,
    FinalFailure,
    TemporaryFailure,
    TooFast,
    Unavailable,
)

FINAL = 500
GOODBYE = 421
TOO_LARGE = 552
LONGEST = 500  # characters of a reason that are kept


class Stage(Enum):
    """How far the dialogue had come. Before `RECIPIENT` the server knows only us."""

    SENDER = "sender"
    RECIPIENT = "recipient"
    CONTENT = "content"


# All in small letters. By connection: 163 counts mails and recipients of each one.
_ENOUGH_FOR_ONE = (
    "mi:dmc",
    "per connection",
    "per session",
    "rp:drc",
    "this connection",
    "this session",
    "too many mails",
    "too many messages",
)
# QQ, 163 (its code after the colon), Exchange.
_TOO_FAST = (
    "5.1.90",
    "5.7.708",
    "daily limit",
    "frequency",
    "hl:icc",
    "hl:ifc",
    "hl:rep",
    "mi:sfq",
    "mi:stc",
    "over quota for sending",
    "rate limit",
    "rp:trc",
    "sending quota",
    "submission rate",
    "too fast",
    "too many",
    "频率",
    "频繁",
    "过快",
)
# Passes when the mailbox is emptied. QQ answers the last one to a person who gets much at a time.
_MAILBOX_BUSY = (
    "5.2.2",
    "mailbox full",
    "mailbox is full",
    "over quota",
    "overquota",
    "quota exceeded",
    "unavailable or access denied",
    "空间不足",
)
# Settings of ours: login, sender's address, relaying to the outside.
_OURS = ("5.7.54", "5.7.60", "authenticat", "mail from must", "must equal", "relay")
# What was written, not to whom.
_CONTENT = (
    "5.3.4",
    "5.6.",
    "content",
    "dt:",
    "message rejected",
    "size",
    "spam",
    "virus",
    "垃圾",
)


def failure(
    code: int, text: str, stage: Stage, *, is_fresh: bool
) -> TemporaryFailure | FinalFailure:
    """`is_fresh`: nothing was sent over the connection before."""
    reason, said = f"{code} {text}"[:LONGEST], text.lower()
    if not is_fresh and _wants_another_connection(code, said, stage):
        return ConnectionClosed(reason)
    if stage is Stage.SENDER and code != TOO_LARGE:
        return Unavailable(reason)
    if _says(said, _TOO_FAST):
        return TooFast(reason)
    if code == GOODBYE:
        return ConnectionLost(reason)
    if code < FINAL or _says(said, _MAILBOX_BUSY) or _says(said, _OURS):
        return TemporaryFailure(reason)
    if stage is Stage.RECIPIENT or not (code == TOO_LARGE or _says(said, _CONTENT)):
        return AddressRefused(reason)
    return FinalFailure(reason)


def _wants_another_connection(code: int, said: str, stage: Stage) -> bool:
    if stage is Stage.SENDER:
        return code < FINAL
    return code < FINAL and (
        (code == GOODBYE and stage is Stage.RECIPIENT) or _says(said, _ENOUGH_FOR_ONE)
    )


def _says(said: str, words: tuple[str, ...]) -> bool:
    return any(word in said for word in words)
