"""From a draft to a task: the terms that follow from what the document says."""

from datetime import date
from decimal import Decimal

import pytest

from tracker.domain.drafts.draft import DeadlineDraft, TargetDraft, TaskDraft
from tracker.domain.drafts.issuing import (
    target_due_on,
    task_number,
    terms,
)
from tracker.domain.values import (
    Op,
    Period,
    ProgressMode,
    Recurrence,
    ReportEvery,
    SourceSpan,
    TargetKind,
    TaskKind,
)

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
FIGURE = TargetDraft(
    SourceSpan(50, 54), "快检室", TargetKind.REACH, Op.AT_LEAST, Decimal(12), None, "家"
)


def due(on: str, *, at: int = 0, every: Recurrence | None = None, since: str | None = None):
    starts_on = date.fromisoformat(since) if since else None
    return DeadlineDraft(SourceSpan(at, at + 3), date.fromisoformat(on), every, starts_on)


def draft(*deadlines: DeadlineDraft, targets: tuple[TargetDraft, ...] = ()) -> TaskDraft:
    return TaskDraft(SourceSpan(0, 99), "1", "任务", "任务。", (), (), targets, deadlines, ())


@pytest.mark.parametrize(
    ("deadlines", "starts_on", "due_on"),
    [
        ((), "2026-01-01", "2026-12-31"),
        ((due("2026-06-30"),), "2026-01-01", "2026-06-30"),
        ((due("2026-06-30"), due("2026-10-31")), "2026-01-01", "2026-10-31"),
        ((due("2026-08-31", since="2026-03-01"),), "2026-03-01", "2026-08-31"),
        ((due("2025-12-31"),), "2026-01-01", "2026-12-31"),  # last year's date is told, not due
        ((due("2026-01-31", every=Recurrence.MONTHLY),), "2026-01-01", "2026-12-31"),
    ],
)
def test_the_dates_of_a_task(deadlines, starts_on, due_on) -> None:
    found = terms(draft(*deadlines), YEAR)
    assert (found.starts_on.isoformat(), found.due_on.isoformat()) == (starts_on, due_on)


@pytest.mark.parametrize(
    ("every", "targets", "kind", "report_every"),
    [
        (Recurrence.MONTHLY, (), TaskKind.ONGOING, ReportEvery.MONTH),
        (Recurrence.WEEKLY, (), TaskKind.ONGOING, ReportEvery.MONTH),
        (Recurrence.QUARTERLY, (), TaskKind.ONGOING, ReportEvery.QUARTER),
        (Recurrence.YEARLY, (), TaskKind.ONCE, ReportEvery.MONTH),
        (Recurrence.QUARTERLY, (FIGURE,), TaskKind.ONCE, ReportEvery.MONTH),
    ],
)
def test_what_only_recurs_is_an_ongoing_task(every, targets, kind, report_every) -> None:
    found = terms(draft(due("2026-03-31", every=every), targets=targets), YEAR)
    assert (found.kind, found.report_every) == (kind, report_every)


def test_a_task_with_figures_is_measured_by_them() -> None:
    assert terms(draft(targets=(FIGURE,)), YEAR).mode is ProgressMode.TARGETS
    assert terms(draft(), YEAR).mode is ProgressMode.REPORTED


def figure_at(place: int) -> TargetDraft:
    return FIGURE._replace(span=SourceSpan(place, place + 3))


@pytest.mark.parametrize(
    ("figures", "dates", "due_on"),
    [
        # 6月底前新增3个事项
        ((50,), {40: "2026-06-30"}, ["2026-06-30"]),
        # 创建260个, 5月底前建成8个: the first is for the whole year
        ((20, 50), {40: "2026-05-31"}, ["2026-12-31", "2026-05-31"]),
        # 抽查600单, 12月15日前完成复查: the date has no figure of its own
        ((20,), {40: "2026-12-15"}, ["2026-12-15"]),
        ((20, 70), {10: "2026-03-31", 60: "2026-09-30"}, ["2026-03-31", "2026-09-30"]),
        ((20,), {}, ["2026-12-31"]),
        ((20,), {10: "2025-12-31"}, ["2026-12-31"]),
    ],
)
def test_when_a_figure_is_due_and_the_task_with_its_last(figures, dates, due_on) -> None:
    task = draft(
        *(due(on, at=place) for place, on in dates.items()),
        targets=tuple(map(figure_at, figures)),
    )
    assert [str(target_due_on(task, place, YEAR)) for place in figures] == due_on
    assert str(terms(task, YEAR).due_on) == max(due_on)


def test_a_task_is_numbered_as_people_say_it() -> None:
    assert task_number(3, 4) == "三-04"
