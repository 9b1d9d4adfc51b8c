"""Knows how a process shuts itself in before it reads a stranger's file."""

import importlib
import os
import signal
import sys
import tempfile
from pathlib import Path

from tracker.sandbox.messages import Limits

_OURS = str(Path(__file__).resolve().parents[1])
_REFUSED = (
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "socket.sendto",
    "subprocess.Popen",
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "os.startfile",
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Escape(BaseException):
    """What a reader must not do; no reader's `except Exception` may take it for a bad file."""


def confine(limits: Limits, folder: str) -> None:
    """For good: there is no way back, so it is for a process that ends with its one document."""
    tempfile.tempdir = folder
    _limit(limits)
    writable = _folders(folder)
    readable = (*writable, *_folders(sys.prefix, sys.base_prefix, _OURS))

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            _check_open(arguments, readable, writable)
        elif event in _REFUSED:
            raise Escape(event)

    sys.addaudithook(refuse)


def _folders(*names: str) -> tuple[str, ...]:
    """Each as it is named and as it really is: an environment may be reached through a link."""
    return tuple(
        os.path.join(path, "") for name in names for path in (name, os.path.realpath(name))
    )


def _check_open(
    arguments: tuple[object, ...], readable: tuple[str, ...], writable: tuple[str, ...]
) -> None:
    path, _, flags = arguments
    if not isinstance(path, str | bytes | os.PathLike):
        return  # a stream that is open already
    is_writing = isinstance(flags, int) and flags & _WRITING
    if not os.path.abspath(os.fsdecode(path)).startswith(writable if is_writing else readable):
        raise Escape("open")


def _limit(limits: Limits) -> None:
    """The system ends the process, even in the middle of a library's C code."""
    if sys.platform == "win32":
        return  # there the parent's clock is the only limit
    signal.setitimer(signal.ITIMER_REAL, limits.seconds)
    resource = importlib.import_module("resource")
    size = limits.megabytes * 1024 * 1024
    for kind, limit in (
        (resource.RLIMIT_AS, size),
        (resource.RLIMIT_CPU, limits.seconds + 1),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (limit if hard < 0 else min(limit, hard), hard))
