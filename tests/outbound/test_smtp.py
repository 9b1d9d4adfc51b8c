"""What a mail server can answer, and what we make of it."""

import socket

import pytest

from tests.outbound.smtp_server import Mailbox, settings, smtp_server
from tracker.domain.delivery import (
    AddressRefused,
    ConnectionClosed,
    ConnectionLost,
    FinalFailure,
    Parcel,
    TemporaryFailure,
    TooFast,
    Unavailable,
)
from tracker.outbound.smtp import SmtpSender

pytestmark = pytest.mark.usefixtures("smtp_allowed", "sleep_allowed")

ADDRESS = "chief@example.invalid"


def letter(to: str = ADDRESS) -> Parcel:
    content = f"To: {to}\r\nSubject: hello\r\n\r\n.a line with a dot\r\n".encode()
    return Parcel("tracker@localhost", to, content)


def test_many_messages_go_over_one_connection():
    mailbox = Mailbox()
    with smtp_server(mailbox) as sender, sender.connection() as connection:
        for number in range(3):
            connection.send(letter(f"chief{number}@example.invalid"))
    assert mailbox.sessions == 1
    assert len(mailbox.messages) == 3
    assert mailbox.messages[0].get_payload() == ".a line with a dot\r\n"


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        ("450 mailbox busy", TemporaryFailure),
        ("452 out of space", TemporaryFailure),
        ("421 going down", ConnectionLost),
        ("550 no such user", AddressRefused),
        ("553 bad name", AddressRefused),
        # Tencent's way of saying not now
        ("550 Connection frequency limited", TooFast),
    ],
)
@pytest.mark.parametrize("stage", ["refuse", "after_data"])
def test_an_answer_is_told_apart_as_passing_or_final(answer, failure, stage):
    mailbox = Mailbox(**{stage: {ADDRESS: answer}})
    with (
        smtp_server(mailbox) as sender,
        sender.connection() as connection,
        pytest.raises((TemporaryFailure, FinalFailure), match=answer[:3]) as raised,
    ):
        connection.send(letter())
    assert raised.type is failure


@pytest.mark.parametrize("answer", ["450 busy", "550 no such user"])
def test_a_refused_recipient_leaves_the_connection_usable_for_the_next(answer):
    mailbox = Mailbox(refuse={ADDRESS: answer})
    with smtp_server(mailbox) as sender, sender.connection() as connection:
        with pytest.raises((TemporaryFailure, FinalFailure)):
            connection.send(letter())
        connection.send(letter("other@example.invalid"))
    assert mailbox.recipients == ["other@example.invalid"]


def test_a_server_that_refuses_ourselves_does_not_condemn_the_recipient():
    with (
        smtp_server(Mailbox(refuse_sender="550 not you")) as sender,
        sender.connection() as connection,
        pytest.raises(Unavailable, match="550 not you"),
    ):
        connection.send(letter())


@pytest.mark.parametrize("behaviour", ["hang", "drop"])
def test_a_server_that_falls_silent_after_the_message_is_a_lost_connection(behaviour):
    mailbox = Mailbox(after_data={ADDRESS: behaviour})
    with (
        smtp_server(mailbox, timeout=0.2) as sender,
        sender.connection() as connection,
        pytest.raises(ConnectionLost),
    ):
        connection.send(letter())


def test_an_address_that_the_server_cannot_write_is_final():
    with (
        smtp_server(Mailbox()) as sender,
        sender.connection() as connection,
        pytest.raises(AddressRefused, match="ASCII"),
    ):
        connection.send(letter("科长@example.invalid"))


def test_a_closed_port_is_a_temporary_failure_and_no_message_is_tried():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(Unavailable, match="refused"), SmtpSender(settings(port)).connection():
        pytest.fail("there is no connection")


def test_a_server_that_never_greets_is_a_temporary_failure():
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        sender = SmtpSender(settings(silent.getsockname()[1], timeout=0.2))
        with pytest.raises(Unavailable, match="timed out"), sender.connection():
            pytest.fail("there is no connection")


@pytest.mark.parametrize("goodbye", ["421 enough", "450 MI:DMC", "drop"])
def test_a_server_that_has_enough_of_a_connection_blames_no_mail(goodbye):
    mailbox = Mailbox(most_a_session=1, goodbye=goodbye)
    with smtp_server(mailbox) as sender, sender.connection() as connection:
        connection.send(letter())
        with pytest.raises(ConnectionClosed):
            connection.send(letter())
