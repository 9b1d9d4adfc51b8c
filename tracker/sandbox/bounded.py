"""Knows how to parse a stranger's file so that it can cost neither the server nor a page's time."""

import logging
import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO

from tracker.domain.drafts.draft import PlanDraft, UnitProfile
from tracker.domain.drafts.hints import NO_HINTS, Hints
from tracker.domain.errors import RuleBroken, UnreadableDocument
from tracker.domain.evidence import Inspection
from tracker.sandbox.messages import INSPECTED, Fault, Limits, Request, read_answer, write_request
from tracker.sandbox.nursery import Ask, ask, prepare
from tracker.sandbox.office import convert, find_office

__all__ = ["LONGEST", "Limits", "inspect_bounded", "parse_bounded", "prepare"]

log = logging.getLogger(__name__)
_DEFAULT = Limits()
_INSPECTION = Limits(seconds=10)
_BLOCK = 256 * 1024
_GRACE = 2.0  # the worker's own clock comes first; ours is for one that cannot even stop itself
_NEW_KINDS = {"document.old-format": "docx", "document.old-sheet": "xlsx"}
_CONVERSION = 1.5  # times what reading may take: LibreOffice needs two or three seconds to start
LONGEST = int(2 * (_DEFAULT.seconds + _GRACE) + _CONVERSION * _DEFAULT.seconds)  # seconds


def parse_bounded(  # noqa: PLR0913 -- what `parse_plan` takes, and two for tests
    filename: str,
    data: bytes,
    *,
    year: int | None,
    units: Sequence[UnitProfile],
    hints: Hints = NO_HINTS,
    limits: Limits = _DEFAULT,
    ask: Ask = ask,
) -> PlanDraft:
    """As `parse_plan`, in a process of its own; whatever becomes of that, an answer in time."""
    with tempfile.TemporaryDirectory(prefix="plan-") as folder:
        request = Request(filename, year, tuple(units), limits, folder, hints)
        try:
            return _drafted(request, data, ask)
        except UnreadableDocument as error:
            converted = _converted(data, _NEW_KINDS.get(error.code), request)
            if converted is None:
                raise
            return _drafted(request, converted, ask)


def _converted(data: bytes, kind: str | None, request: Request) -> bytes | None:
    office = find_office() if kind else None
    if office is None or kind is None:
        return None
    seconds = min(_CONVERSION * request.limits.seconds, _left(request.limits))
    converted = convert(office, data, kind, folder=request.folder, seconds=seconds)
    if converted is None:
        _left(request.limits)  # else the file would be blamed for what the clock has done
    return converted


def inspect_bounded(
    name: str, file: IO[bytes], *, limits: Limits = _INSPECTION, ask: Ask = ask
) -> Inspection:
    """As `inspect`, in a process of its own, to which the file goes block by block over the disk.

    What cannot be looked at within these limits is refused.
    """
    with tempfile.TemporaryDirectory(prefix="evidence-") as folder:
        file.seek(0)
        with (Path(folder) / INSPECTED).open("wb") as copy:
            shutil.copyfileobj(file, copy, _BLOCK)
        request = Request(name, None, (), limits, folder, is_inspection=True)
        try:
            inspection = _answered(request, b"", ask)
        except UnreadableDocument as error:
            if error.field == "evidence":
                raise
            raise RuleBroken("evidence.unchecked", field="evidence", name=name) from error
    assert isinstance(inspection, Inspection)  # noqa: S101 - told to the type checker
    return inspection


def _drafted(request: Request, data: bytes, ask: Ask) -> PlanDraft:
    draft = _answered(request, data, ask)
    assert isinstance(draft, PlanDraft)  # noqa: S101 - told to the type checker
    return draft


def _left(limits: Limits) -> float:
    """Seconds. Refuses when there is no time to begin anything."""
    left = limits.ends_at - time.monotonic() - _GRACE
    if left < 1:
        raise UnreadableDocument("document.too-slow", seconds=limits.seconds)
    return left


def _answered(request: Request, data: bytes, ask: Ask) -> PlanDraft | Inspection:
    limit = int(min(request.limits.seconds, _left(request.limits)))
    request = replace(request, limits=replace(request.limits, seconds=limit))
    began = time.monotonic()
    answer = read_answer(ask(write_request(request, data), seconds=limit + _GRACE))
    taken = time.monotonic() - began
    if isinstance(answer, PlanDraft | Inspection):
        return answer
    if isinstance(answer, Fault):
        log.error("parsing a file of %d bytes failed: %s", len(data), answer.where)
        raise UnreadableDocument("document.crashed")
    if taken >= limit:
        log.warning("parsing a file of %d bytes was stopped after %.1f s", len(data), taken)
        raise UnreadableDocument("document.too-slow", seconds=limit)
    log.error("the process that parsed a file of %d bytes died after %.1f s", len(data), taken)
    raise UnreadableDocument("document.crashed")
