"""Knows web archives (.mht), which Word and WPS save as well: a mail whose first page is read."""

import re
from email import message_from_bytes
from email.message import Message

from tracker.domain.errors import UnreadableDocument
from tracker.parsing.document import Document
from tracker.parsing.readers.html import read_html

_BEGINS = re.compile(rb"[A-Za-z-]{2,30}: ")
_KIND = b"multipart/related"
_HEAD = 4096


def is_web_archive(data: bytes) -> bool:
    """Whether it begins with the lines of a mail that holds a page and what belongs to it."""
    return _BEGINS.match(data) is not None and _KIND in data[:_HEAD].lower()


def read_web_archive(data: bytes) -> Document:
    page = next((part for part in message_from_bytes(data).walk() if _is_page(part)), None)
    content = None if page is None else page.get_payload(decode=True)
    if not isinstance(content, bytes):
        raise UnreadableDocument("document.broken")
    return read_html(content)


def _is_page(part: Message) -> bool:
    return part.get_content_type() == "text/html"
