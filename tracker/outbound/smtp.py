"""Mail by SMTP: one connection for many messages, temporary and final refusals told apart."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage

from tracker.domain.delivery import Connection, ConnectionLost, FinalFailure, TemporaryFailure

FINAL = 500
CLOSING = {-1, 421}  # the line is dead, or the server says goodbye
# Tencent answers 550 when a sender is over its hourly limit: a 5xx that passes by itself.
RATE_WORDS = ("frequency", "too many", "rate limit", "频率")


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
        """Opens on entry; a server that cannot be reached is a `TemporaryFailure`."""
        try:
            client = self._connect()
        except (OSError, smtplib.SMTPException) as error:
            raise TemporaryFailure(_reason(error)) from error
        try:
            yield SmtpConnection(client)
        finally:
            # All mails were accepted by now: a bad answer to QUIT changes nothing.
            with suppress(OSError, smtplib.SMTPException):
                client.quit()
            client.close()

    def _connect(self) -> smtplib.SMTP:
        s = self._settings
        context = ssl.create_default_context()
        client: smtplib.SMTP
        if s.security == "ssl":
            client = smtplib.SMTP_SSL(s.host, s.port, timeout=s.timeout, context=context)
        else:
            client = smtplib.SMTP(s.host, s.port, timeout=s.timeout)
        try:
            if s.security == "starttls":
                client.starttls(context=context)
            if s.user:
                client.login(s.user, s.password)
        except BaseException:
            client.close()
            raise
        return client


class SmtpConnection:
    def __init__(self, client: smtplib.SMTP) -> None:
        self._client = client

    def send(self, message: EmailMessage) -> None:
        try:
            self._client.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            ((code, answer),) = error.recipients.values()
            raise _failure(code, answer) from error
        except smtplib.SMTPSenderRefused as error:
            # The server refuses us, not the recipient: the mail can wait.
            raise _passing(error.smtp_code, error.smtp_error) from error
        except smtplib.SMTPResponseException as error:
            raise _failure(error.smtp_code, error.smtp_error) from error
        except smtplib.SMTPNotSupportedError as error:
            raise FinalFailure(_reason(error)) from error
        except (OSError, smtplib.SMTPException) as error:
            raise ConnectionLost(_reason(error)) from error


def _failure(code: int, answer: bytes | str) -> TemporaryFailure | FinalFailure:
    text = _text(answer)
    if code < FINAL or any(word in text.lower() for word in RATE_WORDS):
        return _passing(code, answer)
    return FinalFailure(f"{code} {text}"[:500])


def _passing(code: int, answer: bytes | str) -> TemporaryFailure:
    reason = f"{code} {_text(answer)}"[:500]
    return ConnectionLost(reason) if code in CLOSING else TemporaryFailure(reason)


def _text(answer: bytes | str) -> str:
    return answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]
