"""One file given to a worker of its own, with what came of it and what it cost."""

import io
import os
import signal
import tempfile
import time
from dataclasses import dataclass

from tracker.domain.drafts.draft import PlanDraft, UnitProfile
from tracker.domain.errors import UnreadableDocument
from tracker.sandbox import worker
from tracker.sandbox.messages import Fault, Limits, Request, read_answer, write_request

LIMITS = Limits(seconds=10, megabytes=500)
UNITS = (
    UnitProfile("演出部", ("演出科",), ("演出", "剧场")),
    UnitProfile("非遗部", (), ("传统技艺", "传承人")),
    UnitProfile("办公室"),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    name: str
    verdict: str  # "draft", the code of a refusal, or what went wrong
    seconds: float
    megabytes: float

    @property
    def is_find(self) -> bool:
        """Anything but a draft or a refusal with a reason."""
        return self.verdict != "draft" and not self.verdict.startswith("document.")


def trial(name: str, data: bytes) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        message = write_request(Request(name, 2027, UNITS, LIMITS, folder), data)
        source, target = os.pipe()
        began = time.monotonic()
        child = os.fork()
        if child == 0:
            _answer(message, target)
        os.close(target)
        with open(source, "rb") as answers:
            answer = answers.read()
        _, status, usage = os.wait4(child, 0)
        taken = time.monotonic() - began
    verdict = _verdict(answer, status)
    return Outcome(name, verdict, taken, usage.ru_maxrss / 1024)


def _answer(message: bytes, target: int) -> None:
    try:
        with open(target, "wb") as answers:
            worker.answer(io.BytesIO(message), answers)
    finally:
        os._exit(0)


def _verdict(answer: bytes, status: int) -> str:
    try:
        said = read_answer(answer)
    except UnreadableDocument as error:
        return error.code
    if isinstance(said, PlanDraft):
        return "draft"
    if isinstance(said, Fault):
        return f"fault: {said.where}"
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGALRM, signal.SIGXCPU):
        return "document.too-slow"
    return f"died: {signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else status}"
