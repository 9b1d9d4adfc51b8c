"""A real SMTP server in this process, whose answers a test decides."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tracker.outbound.smtp import SmtpSender, SmtpSettings


@dataclass
class Mailbox:
    """`refuse` holds the answer to RCPT TO by address; `after_data` what happens to a message that
    was handed over: an answer, or the words `hang` and `drop`. After `most_a_session` messages the
    next one hears `goodbye`."""

    refuse: dict[str, str] = field(default_factory=dict)
    after_data: dict[str, str] = field(default_factory=dict)
    refuse_sender: str = ""
    most_a_session: int = 0
    goodbye: str = "drop"
    messages: list[EmailMessage] = field(default_factory=list)
    sessions: int = 0
    _taken: Counter[int] = field(default_factory=Counter)

    async def handle_EHLO(  # noqa: N802 -- the library's own name
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str,
        responses: list[str],
    ) -> list[str]:  # fmt: skip
        self.sessions += 1
        self._taken[id(session)] = 0
        session.host_name = hostname
        return responses

    async def handle_MAIL(  # noqa: N802 -- the library's own name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.refuse_sender:
            return self.refuse_sender
        if self.most_a_session and self._taken[id(session)] >= self.most_a_session:
            if self.goodbye == "drop":
                assert server.transport is not None
                server.transport.close()
            return self.goodbye
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 -- the library's own name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 -- the library's own name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        (address,) = envelope.rcpt_tos
        answer = self.after_data.get(address, "250 OK")
        content = envelope.content
        assert isinstance(content, bytes)
        if not answer.startswith(("4", "5")):
            message = message_from_bytes(content, policy=policy.default)
            assert isinstance(message, EmailMessage)
            self.messages.append(message)
            self._taken[id(session)] += 1
        if answer == "hang":
            await asyncio.sleep(60)
        if answer == "drop":
            assert server.transport is not None
            server.transport.close()
        return answer

    @property
    def recipients(self) -> list[str]:
        return [str(message["To"]) for message in self.messages]


class AnyPort(Controller):
    """Takes a free port. The library wants to try the port by its number when it has started."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def settings(port: int, timeout: float = 5) -> SmtpSettings:
    return SmtpSettings(
        host="127.0.0.1", port=port, user="", password="", security="none", timeout=timeout
    )


@contextmanager
def smtp_server(mailbox: Mailbox, *, timeout: float = 5) -> Iterator[SmtpSender]:
    """Gives the sender that speaks to it. `timeout` is how long the sender waits for an answer."""
    controller = AnyPort(mailbox, hostname="127.0.0.1", port=0, enable_SMTPUTF8=False)
    controller.start()
    try:
        yield SmtpSender(settings(controller.port, timeout))
    finally:
        controller.stop()
