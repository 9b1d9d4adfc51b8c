"""Knows how to come by a process that parses: a fork of one that is ready, else a fresh one."""

import atexit
import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Protocol

_ROOT = Path(__file__).resolve().parents[2]
_KEPT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LANG", "LC_ALL", "LD_LIBRARY_PATH")
_CHUNK = 1 << 20


class Ask(Protocol):
    def __call__(self, message: bytes, *, seconds: float) -> bytes:
        """The answer, as far as it came before the process ended or the time was up."""


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "tracker.sandbox.worker", *arguments]


def _environment() -> dict[str, str]:
    """Without the application's secrets: the worker needs none."""
    return {name: os.environ[name] for name in _KEPT if name in os.environ}


def ask_fresh(message: bytes, *, seconds: float) -> bytes:
    """A process that starts, answers and ends; works everywhere, and pays for all its imports."""
    worker = subprocess.Popen(  # noqa: S603 - our own interpreter and module
        _command("--once"),
        cwd=_ROOT,
        env=_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with worker:
        try:
            return worker.communicate(message, timeout=seconds)[0]
        except subprocess.TimeoutExpired:
            worker.kill()
            return b""


class Nursery:
    """One process with everything imported; each request is answered by a fork of it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def ask(self, message: bytes, *, seconds: float) -> bytes:
        ends_at = time.monotonic() + seconds
        try:
            with self._connection() as line:
                line.settimeout(seconds)
                line.sendall(message)
                line.shutdown(socket.SHUT_WR)
                return _all_of(line, ends_at)
        except OSError:  # it ended in the middle, the time is up, or none can be started
            return b""

    def prepare(self) -> None:
        """Starts it beforehand, so that the first document need not wait for the imports."""
        with self._lock:
            self._running()

    def close(self) -> None:
        with self._lock:
            if self._control is not None:
                self._control.close()  # which it takes for the word to end
            if self._process is not None:
                self._process.wait()
            self._control = self._process = None

    def _connection(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        with theirs, self._lock:
            try:
                socket.send_fds(self._running(), [b"."], [theirs.fileno()])
            except OSError:  # it was killed: the next one takes its place
                self._start()
                socket.send_fds(self._running(), [b"."], [theirs.fileno()])
        return ours

    def _running(self) -> socket.socket:
        if self._control is None:
            self._start()
        assert self._control is not None  # noqa: S101 - told to the type checker
        return self._control

    def _start(self) -> None:
        if self._process is not None:
            self._process.wait()
        if self._control is not None:
            self._control.close()
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                _command(),
                cwd=_ROOT,
                env=_environment(),
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # a Ctrl-C is for the application, which then ends it
            )
        self._control = ours


def _all_of(line: socket.socket, ends_at: float) -> bytes:
    pieces: list[bytes] = []
    while True:
        line.settimeout(max(ends_at - time.monotonic(), 0.001))
        piece = line.recv(_CHUNK)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)


_nursery = Nursery()
atexit.register(_nursery.close)
can_fork = hasattr(os, "fork") and hasattr(socket, "send_fds")
ask: Ask = _nursery.ask if can_fork else ask_fresh


def prepare() -> None:
    if can_fork:
        _nursery.prepare()
