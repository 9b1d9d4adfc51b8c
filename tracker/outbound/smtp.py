"""Mail by SMTP: one connection for many mails; what each refusal means is told apart."""

import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache

from tracker.domain.delivery import (
    AddressRefused,
    Connection,
    ConnectionClosed,
    ConnectionLost,
    Parcel,
    TemporaryFailure,
    Unavailable,
)
from tracker.domain.smtp_answers import LONGEST, Stage, failure


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    host: str
    port: int
    user: str
    password: str
    security: str  # none, starttls, ssl
    timeout: float  # seconds, for connecting and for each answer


class SmtpSender:
    def __init__(self, settings: SmtpSettings) -> None:
        self._settings = settings

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """Opens on entry."""
        try:
            client = self._connect()
        except (OSError, smtplib.SMTPException) as error:
            raise Unavailable(_reason(error)) from error
        try:
            yield SmtpConnection(client)
        finally:
            # All mails were accepted by now: a bad answer to QUIT changes nothing.
            with suppress(OSError, smtplib.SMTPException):
                client.quit()
            client.close()

    def _connect(self) -> smtplib.SMTP:
        s = self._settings
        client: smtplib.SMTP
        if s.security == "ssl":
            client = smtplib.SMTP_SSL(
                s.host, s.port, _own_name(), timeout=s.timeout, context=_trusted()
            )
        else:
            client = smtplib.SMTP(s.host, s.port, _own_name(), timeout=s.timeout)
        try:
            if s.security == "starttls":
                client.starttls(context=_trusted())
            if s.user:
                client.login(s.user, s.password)
            client.ehlo_or_helo_if_needed()
        except BaseException:
            client.close()
            raise
        return client


class SmtpConnection:
    def __init__(self, client: smtplib.SMTP) -> None:
        self._client = client
        self._is_fresh = True

    def send(self, parcel: Parcel) -> None:
        if not parcel.to.isascii():
            raise AddressRefused("the address is not written in ASCII")
        client = self._client
        size = (f"size={len(parcel.content)}",) if client.has_extn("size") else ()
        try:
            self._ask(Stage.SENDER, lambda: client.mail(parcel.sender, size))
            self._ask(Stage.RECIPIENT, lambda: client.rcpt(parcel.to))
            self._ask(Stage.CONTENT, lambda: client.data(parcel.content))
        finally:
            self._is_fresh = False

    def _ask(self, stage: Stage, command: Callable[[], tuple[int, bytes]]) -> None:
        try:
            code, answer = command()
        except smtplib.SMTPDataError as error:
            code, said = error.smtp_code, error.smtp_error
            answer = said if isinstance(said, bytes) else said.encode()
        except (OSError, smtplib.SMTPException) as error:
            raise self._lost(stage, error) from error
        if code // 100 != 2:
            self._forget_mail()
            text = answer.decode("utf-8", "replace")
            raise failure(code, text, stage, is_fresh=self._is_fresh)

    def _forget_mail(self) -> None:
        """So that the next one can begin; where that fails, it will see that the line is dead."""
        with suppress(OSError, smtplib.SMTPException):
            self._client.rset()

    def _lost(self, stage: Stage, error: Exception) -> TemporaryFailure:
        """Broken off, or silent for too long (smtplib wraps the time-out)."""
        is_silent = any(isinstance(e, TimeoutError) for e in (error, error.__context__))
        is_begun = stage is Stage.CONTENT or (stage is Stage.RECIPIENT and is_silent)
        if not (is_begun or self._is_fresh):
            return ConnectionClosed(_reason(error))
        return (Unavailable if stage is Stage.SENDER else ConnectionLost)(_reason(error))


@cache
def _own_name() -> str:
    """What we call ourselves. Asked once: where no name server answers it takes seconds."""
    return socket.getfqdn()


@cache
def _trusted() -> ssl.SSLContext:
    return ssl.create_default_context()


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:LONGEST]
