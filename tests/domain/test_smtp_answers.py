"""What servers say and what they mean by it: QQ, 163, Exchange, Postfix."""

import pytest

from tracker.domain.delivery import (
    AddressRefused,
    ConnectionClosed,
    ConnectionLost,
    FinalFailure,
    TemporaryFailure,
    TooFast,
    Unavailable,
)
from tracker.domain.smtp_answers import LONGEST, Stage, failure


@pytest.mark.parametrize(
    ("answer", "meaning"),
    [
        # QQ and Tencent's mail for enterprises
        ("550 Connection frequency limited", TooFast),
        ("550 Domain frequency limited. http://service.mail.qq.com", TooFast),
        ("550 Ip frequency limited", TooFast),
        ("550 Sender frequency limited", TooFast),
        ("550 Mailbox unavailable or access denied", TemporaryFailure),
        ("550 Mailbox not found", AddressRefused),
        ("550 Mail content denied", FinalFailure),
        # 163 and 126
        ("421 HL:ICC", TooFast),
        ("421 HL:IFC", TooFast),
        ("554 MI:STC", TooFast),
        ("451 MI:SFQ", TooFast),
        ("550 RP:TRC", TooFast),
        ("550 User not found: nobody@163.com", AddressRefused),
        ("550 User suspended", AddressRefused),
        ("554 DT:SPM", FinalFailure),
        ("451 DT:SPM ,please try again", TemporaryFailure),
        # Exchange
        ("421 4.4.2 Message submission rate for this client has exceeded the limit", TooFast),
        ("550 5.1.90 daily limit for message recipients", TooFast),
        ("452 4.3.1 Insufficient system resources", TemporaryFailure),
        ("550 5.1.1 RESOLVER.ADR.RecipNotFound; not found", AddressRefused),
        ("550 5.1.10 Recipient not found", AddressRefused),
        ("550 5.4.1 Recipient address rejected: Access denied", AddressRefused),
        ("554 5.2.2 mailbox full", TemporaryFailure),
        ("550 5.7.1 Unable to relay", TemporaryFailure),
        ("530 5.7.57 Client was not authenticated", TemporaryFailure),
        # others
        ("450 4.2.0 Greylisted", TemporaryFailure),
        ("552 5.2.2 Over quota", TemporaryFailure),
        ("550 您的发信过于频繁", TooFast),
        ("553 bad name", AddressRefused),
        ("421 going down", ConnectionLost),
    ],
)
def test_a_refusal_of_a_mail_means_what_the_server_says_and_not_what_its_code_says(answer, meaning):
    code, _, text = answer.partition(" ")
    for stage in (Stage.RECIPIENT, Stage.CONTENT):
        if not (meaning is FinalFailure and stage is Stage.RECIPIENT):
            assert type(failure(int(code), text, stage, is_fresh=True)) is meaning


@pytest.mark.parametrize("code", [421, 450, 530, 550, 553])
def test_what_is_refused_before_the_recipient_is_named_is_no_mails_fault(code):
    assert type(failure(code, "no", Stage.SENDER, is_fresh=True)) is Unavailable


def test_a_mail_that_is_too_large_is_told_so_before_its_recipient():
    answer = failure(552, "Message size exceeds limit", Stage.SENDER, is_fresh=True)
    assert type(answer) is FinalFailure


@pytest.mark.parametrize(
    ("code", "text", "stage"),
    [
        (421, "closing", Stage.SENDER),
        (450, "MI:DMC", Stage.SENDER),
        (421, "idle too long", Stage.RECIPIENT),
        (450, "RP:DRC", Stage.RECIPIENT),
        (452, "too many messages in this session", Stage.CONTENT),
    ],
)
def test_a_connection_that_has_carried_enough_is_changed_and_no_mail_blamed(code, text, stage):
    assert type(failure(code, text, stage, is_fresh=False)) is ConnectionClosed
    assert type(failure(code, text, stage, is_fresh=True)) is not ConnectionClosed


def test_a_reason_is_kept_at_a_readable_length():
    assert len(str(failure(550, "no " * 1000, Stage.RECIPIENT, is_fresh=True))) == LONGEST
