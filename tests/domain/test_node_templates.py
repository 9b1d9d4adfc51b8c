"""节点模板: what a chain may be, and the days on which it falls for a task."""

from datetime import date

import pytest

from tracker.domain.node_templates import Chain, StepTerms, TemplateTerms, check_template
from tracker.domain.workdays import Workdays

# 1 to 8 October off, and Saturday 10 October at work.
CALENDAR = Workdays(tuple(date(2026, 10, day) for day in (1, 2, 5, 6, 7, 8)), (date(2026, 10, 10),))
START, DUE = date(2026, 1, 1), date(2026, 12, 31)


@pytest.mark.parametrize(
    ("step", "starts_on", "due_on", "on"),
    [
        (StepTerms("", share=50), START, DUE, date(2026, 7, 2)),
        (StepTerms("", share=100), START, DUE, DUE),
        # the day due stays though it is a Sunday
        (StepTerms("", share=100), START, date(2026, 11, 29), date(2026, 11, 29)),
        # a Saturday gives way to the Friday before, a holiday to the last day of work
        (StepTerms("", share=50), date(2026, 1, 1), date(2026, 2, 6), date(2026, 1, 19)),
        (StepTerms("", share=50), date(2026, 9, 27), date(2026, 10, 15), date(2026, 9, 30)),
        (StepTerms("", share=50), date(2026, 10, 5), date(2026, 10, 15), date(2026, 10, 10)),
        # working days after the beginning
        (StepTerms("", days=1), date(2026, 9, 30), DUE, date(2026, 10, 9)),
        (StepTerms("", days=2), date(2026, 9, 30), DUE, date(2026, 10, 10)),
        (StepTerms("", days=3), date(2026, 11, 26), DUE, date(2026, 12, 1)),
    ],
)
def test_a_step_falls_on_a_working_day(step, starts_on, due_on, on):
    (milestone,) = Chain((step,), CALENDAR).dated(starts_on, due_on)
    assert milestone.on == on


def step(**changes) -> StepTerms:
    return StepTerms(**({"text": "开工", "share": 50, "percent": 50} | changes))


@pytest.mark.parametrize(
    ("name", "steps", "faults"),
    [
        ("建设", (step(), step(share=100, percent=100)), []),
        ("建设", (step(share=None, days=3), step()), ["step-2-percent"]),
        ("建设", (step(percent=None), step(share=60, percent=None)), []),
        ("", (step(),), ["name"]),
        ("建" * 61, (step(),), ["name"]),
        ("建设", (), [None]),
        ("建设", (step(),) * 25, [None]),
        ("建设", (step(text=" "),), ["step-1-text"]),
        ("建设", (step(share=None),), ["step-1-share"]),
        ("建设", (step(days=3),), ["step-1-share"]),
        ("建设", (step(share=0),), ["step-1-share"]),
        ("建设", (step(share=101),), ["step-1-share"]),
        ("建设", (step(share=None, days=0),), ["step-1-days"]),
        ("建设", (step(share=None, days=501),), ["step-1-days"]),
        ("建设", (step(percent=101),), ["step-1-percent"]),
        ("建设", (step(share=100, percent=90),), ["step-1-percent"]),
        ("建设", (step(share=60), step(share=60, percent=70)), ["step-2-share"]),
        ("建设", (step(share=60), step(share=50, percent=40)), ["step-2-share", "step-2-percent"]),
    ],
)
def test_a_chain_rises_from_step_to_step(name, steps, faults):
    found = check_template(TemplateTerms(name, steps))
    assert [fault.field for fault in found] == faults
