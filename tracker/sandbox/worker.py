"""Knows how one document is parsed in a process of its own, and how such processes are born fast.

Started with `--once` it answers one request on its standard input. Else its standard input is a
socket: it has imported everything, and for each connection that comes over the socket it forks a
child, which answers one request there and ends. It ends when the application does.
"""

import gc
import os
import signal
import socket
import sys
import traceback
from pathlib import Path
from typing import IO

from tracker.domain.errors import RuleBroken, UnreadableDocument
from tracker.parsing.inspection import inspect
from tracker.parsing.pipeline import parse_plan
from tracker.sandbox.confinement import confine
from tracker.sandbox.messages import (
    INSPECTED,
    Request,
    read_request,
    write_draft,
    write_fault,
    write_inspection,
    write_refusal,
)

_MADE_BETWEEN = 200_000  # objects


def answer(source: IO[bytes], target: IO[bytes]) -> None:
    """One request, from within its limits."""
    request = read_request(source)
    confine(request.limits, request.folder)
    try:
        written = _parsed(request, source.read())
    except MemoryError:
        written = write_refusal(UnreadableDocument("document.too-heavy"))
    target.write(written)
    target.flush()


def _parsed(request: Request, data: bytes) -> bytes:
    try:
        return _inspected(request) if request.is_inspection else _draft(request, data)
    except RuleBroken as error:
        return write_refusal(error)
    except MemoryError:
        raise
    except BaseException as error:  # a fault of ours, which the log must have
        return write_fault(_place_of(error))


def _draft(request: Request, data: bytes) -> bytes:
    name, hints = request.filename, request.hints
    return write_draft(parse_plan(name, data, year=request.year, units=request.units, hints=hints))


def _inspected(request: Request) -> bytes:
    with (Path(request.folder) / INSPECTED).open("rb") as file:
        return write_inspection(inspect(request.filename, file))


def _place_of(error: BaseException) -> str:
    """The kind of error and our line in it, without its message: that may hold a file's words."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "tracker" in Path(frame.filename).parts]
    last = (ours or frames)[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"


def _serve(control: socket.socket) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children leave no zombies
    gc.freeze()  # so that the collector does not copy what children share
    while True:
        message, connections, _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            return
        if os.fork() == 0:
            control.close()
            _answer_on(connections[0])
        os.close(connections[0])


def _answer_on(connection: int) -> None:
    """Ends the process whatever happens: no child may go on as a server."""
    try:
        with (
            socket.socket(fileno=connection) as line,
            line.makefile("rb") as source,
            line.makefile("wb") as target,
        ):
            answer(source, target)
    finally:
        os._exit(0)


def _let_go_of_standard_input() -> None:
    """Else a child would hold the socket open after its parent, and a request would wait there."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)


def collect_seldom() -> None:
    """What a reading makes is kept to its end: looking it through for cycles again and again, as
    is the rule, takes a tenth of the time and finds none.
    """
    gc.set_threshold(_MADE_BETWEEN)


def main() -> None:
    collect_seldom()
    if "--once" in sys.argv:
        answer(sys.stdin.buffer, sys.stdout.buffer)
    else:
        with socket.socket(fileno=os.dup(0)) as control:
            _let_go_of_standard_input()
            _serve(control)


if __name__ == "__main__":
    main()
