"""The way out for mail: by SMTP where a host is set, else into a folder.

smtp     tells a server that is busy from one that refuses for good
file     one .eml file for each mail, for a first start without a server
memory   a list, for tests

What is sent, to whom and when is decided in `services.outbox`.
"""

from pathlib import Path

from tracker.domain.delivery import Sender
from tracker.outbound.file import FileSender
from tracker.outbound.smtp import SmtpSender, SmtpSettings


def make_sender(settings: SmtpSettings, *, folder: Path) -> Sender:
    return SmtpSender(settings) if settings.host else FileSender(folder)
