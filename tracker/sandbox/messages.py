"""Knows what passes between the application and a process that parses for it: JSON, never code.

The answer comes from a process that has read a stranger's file, so nothing in it is trusted to be
more than values.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from typing import IO, Any

from tracker.domain.drafts.draft import PlanDraft, UnitProfile
from tracker.domain.drafts.hints import NO_HINTS, Hints
from tracker.domain.drafts.records import as_record, from_record
from tracker.domain.errors import RuleBroken, UnreadableDocument
from tracker.domain.evidence import Inspection
from tracker.domain.values import EvidenceKind

INSPECTED = "evidence"


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one document may cost. Memory is address space, the interpreter's included.

    `ends_at`: of all that is done for an answer, by the monotonic clock of who asks.
    """

    seconds: int = 20
    megabytes: int = 500
    ends_at: float = math.inf


@dataclass(frozen=True, slots=True)
class Request:
    filename: str
    year: int | None
    units: tuple[UnitProfile, ...]
    limits: Limits
    folder: str  # the only place where the worker may write
    hints: Hints = NO_HINTS
    is_inspection: bool = False  # of evidence, which lies in the folder under `INSPECTED`


@dataclass(frozen=True, slots=True)
class Fault:
    """The worker's own failure: the kind of error and where it was raised, no word of a file."""

    where: str


def write_request(request: Request, data: bytes) -> bytes:
    head = {
        "filename": request.filename,
        "year": request.year,
        "units": [
            [unit.name, list(unit.aliases), list(unit.duties), list(unit.examples)]
            for unit in request.units
        ],
        "limits": [request.limits.seconds, request.limits.megabytes],
        "folder": request.folder,
        "hints": astuple(request.hints),
        "is_inspection": request.is_inspection,
    }
    return json.dumps(head).encode() + b"\n" + data


def read_request(source: IO[bytes]) -> Request:
    """Takes the head only: the bytes of the file are what is left in `source`."""
    head = json.loads(source.readline())
    units = tuple(
        UnitProfile(name, tuple(aliases), tuple(duties), tuple(examples))
        for name, aliases, duties, examples in head["units"]
    )
    limits = Limits(*head["limits"])
    hints = Hints(*head["hints"])
    return Request(
        head["filename"], head["year"], units, limits, head["folder"], hints, head["is_inspection"]
    )


def write_draft(draft: PlanDraft) -> bytes:
    return _written({"draft": as_record(draft), "text": draft.text})


def write_inspection(inspection: Inspection) -> bytes:
    return _written({"kind": inspection.kind, "internal": inspection.internal})


def write_refusal(error: RuleBroken) -> bytes:
    return _written({"code": error.code, "field": error.field, "parameters": error.parameters})


def write_fault(where: str) -> bytes:
    return _written({"fault": where})


def read_answer(answer: bytes) -> PlanDraft | Inspection | Fault | None:
    """Raises the refusal that the worker met; None for half an answer or none."""
    try:
        record: Mapping[str, Any] = json.loads(answer)
    except ValueError:
        return None
    if "fault" in record:
        return Fault(record["fault"])
    if "code" in record:
        raise UnreadableDocument(record["code"], field=record["field"], **record["parameters"])
    if "kind" in record:
        return Inspection(EvidenceKind(record["kind"]), record["internal"])
    return from_record(record["draft"], record["text"])


def _written(record: Mapping[str, Any]) -> bytes:
    return json.dumps(record).encode()
