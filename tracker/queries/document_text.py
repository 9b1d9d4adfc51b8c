"""A plan's own text as it was read, around a place in it, with the tasks that came from there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.errors import NotFound
from tracker.domain.values import SourceSpan
from tracker.models import ImportDraft, PlanDocument, Target, Task, WorkPlan

WINDOW = 40_000  # characters on one page: some twenty pages of paper
LEAD = 8_000  # of them before the sentence that is looked for
EDGE = 4_000  # within so many characters a page begins and ends with a paragraph


@dataclass(frozen=True, slots=True)
class SourcedTask:
    id: int
    number: str
    title: str
    spans: Sequence[SourceSpan]  # its own sentence, and figures that stand elsewhere


@dataclass(frozen=True, slots=True)
class Place:
    """A task whose sentence begins here."""

    task_id: int
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class TextWindow:
    """`text` begins at `start` of the document, which has `length` characters."""

    start: int
    text: str
    length: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def before(self) -> int | None:
        """Where the window before this one ends."""
        return self.start or None

    @property
    def after(self) -> int | None:
        """Where the window after this one begins."""
        return self.end if self.end < self.length else None


@dataclass(frozen=True, slots=True)
class DocumentPage:
    plan_id: int
    plan_title: str
    filename: str
    task: SourcedTask | None  # whose sentence is marked
    window: TextWindow
    headings: Sequence[SourceSpan]
    places: Mapping[int, Sequence[Place]]  # by where they begin


def get_document_page(
    plan_id: int,
    *,
    task_id: int | None = None,
    start: int | None = None,
    end: int | None = None,
) -> DocumentPage:
    """From `start` on, or up to `end`, else around the sentence of the task, else from the
    beginning."""
    title, document_id, filename, length = _get_document(plan_id)
    task = None if task_id is None else _get_task(plan_id, task_id)
    at = task.spans[0].start if task else 0
    window = _get_window(document_id, length, at, start, end)
    return DocumentPage(
        plan_id=plan_id,
        plan_title=title,
        filename=filename,
        task=task,
        window=window,
        headings=_list_headings(plan_id),
        places=_places(plan_id, window),
    )


def _get_document(plan_id: int) -> tuple[str, int, str, int]:
    row = db.session.execute(
        sa.select(
            WorkPlan.title,
            PlanDocument.id,
            PlanDocument.filename,
            sa.func.length(PlanDocument.text),
        )
        .join(PlanDocument, PlanDocument.id == WorkPlan.document_id)
        .where(WorkPlan.id == plan_id)
    ).one_or_none()
    if row is None:
        raise NotFound("document.not-found", plan_id=plan_id)
    title, document_id, filename, length = row
    return title, document_id, filename, length


def _get_task(plan_id: int, task_id: int) -> SourcedTask:
    task = db.session.execute(
        sa.select(Task.id, Task.number, Task.title, Task.source_start, Task.source_end).where(
            Task.id == task_id, Task.plan_id == plan_id
        )
    ).one_or_none()
    if task is None:
        raise NotFound("task.not-found", task_id=task_id)
    if task.source_start is None:
        raise NotFound("task.without-source", task_id=task_id)
    figures = db.session.execute(
        sa.select(Target.source_start, Target.source_end)
        .where(Target.task_id == task_id, Target.source_start.is_not(None))
        .order_by(Target.source_start, Target.id)
    )
    spans = [(task.source_start, task.source_end), *figures]
    known = [SourceSpan(start, end) for start, end in spans if start is not None and end]
    return SourcedTask(task.id, task.number, task.title, known)


def _get_window(
    document_id: int, length: int, at: int, start: int | None, end: int | None
) -> TextWindow:
    """Around `at` where neither start nor end is given. An edge that is not given moves to the
    nearest paragraph, if one begins close to it."""
    first, last = _bounds(length, at, start, end)
    text = _read(document_id, first, last)
    if start is None and first:
        skipped = text.find("\n", 0, EDGE) + 1
        first, text = first + skipped, text[skipped:]
    if end is None and last < length:
        text = text[: text.rfind("\n", len(text) - EDGE) + 1 or len(text)]
    return TextWindow(first, text, length)


def _bounds(length: int, at: int, start: int | None, end: int | None) -> tuple[int, int]:
    if length <= WINDOW:
        return 0, length
    if start is not None:
        first = min(start, length)
    elif end is not None:
        first = max(0, min(end, length) - WINDOW)
        return first, min(max(end, 1), length)
    else:
        first = max(0, at - LEAD)
    return first, min(first + WINDOW, length)


def _read(document_id: int, first: int, last: int) -> str:
    """Cut by the database: the whole may be megabytes."""
    piece = sa.func.substr(PlanDocument.text, first + 1, last - first)
    return db.session.scalar(sa.select(piece).where(PlanDocument.id == document_id)) or ""


def _list_headings(plan_id: int) -> Sequence[SourceSpan]:
    """The headings of the strategies, as the draft of the plan has them."""
    strategies = db.session.scalar(
        sa.select(ImportDraft.draft["strategies"])
        .where(ImportDraft.plan_id == plan_id)
        .order_by(ImportDraft.id)
        .limit(1)
    )
    return [SourceSpan(*record[-2:]) for record in strategies or ()]


def _places(plan_id: int, window: TextWindow) -> Mapping[int, Sequence[Place]]:
    rows = db.session.execute(
        sa.select(Task.id, Task.number, Task.title, Task.source_start)
        .where(
            Task.plan_id == plan_id,
            Task.parent_id.is_(None),
            Task.source_start >= window.start,
            Task.source_start < window.end,
        )
        .order_by(Task.source_start, Task.id)
    )
    found: dict[int, list[Place]] = {}
    for task_id, number, title, start in rows:
        if start is not None:
            found.setdefault(start, []).append(Place(task_id, number, title))
    return found
