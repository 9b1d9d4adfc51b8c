"""The way out for mail: by SMTP where a host is set, else into a folder."""

from pathlib import Path

from tracker.domain.delivery import Sender
from tracker.outbound.file import FileSender
from tracker.outbound.smtp import SmtpSender, SmtpSettings


def make_sender(settings: SmtpSettings, *, folder: Path) -> Sender:
    return SmtpSender(settings) if settings.host else FileSender(folder)
