"""存疑: each doubt offers the field that its sentence asks for, and the answer is taken whole."""

from dataclasses import replace
from datetime import date

import pytest

from tests.drafted import PLAN
from tests.forms import form_of
from tests.people import UNIT_A, UNIT_B
from tests.reviewing import item_of, make_draft
from tracker.domain.drafts.draft import Doubt, PlanDraft, UnitSuggestion
from tracker.domain.values import ReportEvery, TaskKind
from tracker.domain.words.doubts import DOUBTS

KEY = 2  # of the first task
NOBODY = {"lead_units": ()}


@pytest.fixture
def office(client_for):
    return client_for("office")


def doubted(*codes: str, **changes) -> PlanDraft:
    """Its first task is doubted: doubts of figures sit on its figures, one each."""
    strategy = PLAN.strategies[0]
    task = strategy.tasks[0]
    of_targets = [code for code in codes if code.startswith("target.")]
    targets = list(task.targets)
    for place, code in enumerate(of_targets):
        targets[place] = _as_read(targets[place]._replace(doubts=(Doubt(code, "120家"),)), code)
    doubts = tuple(Doubt(code, "某某") for code in codes if not code.startswith("target."))
    first = replace(task, doubts=doubts, targets=tuple(targets), **changes)
    strategies = (replace(strategy, tasks=(first, *strategy.tasks[1:])), *PLAN.strategies[1:])
    return replace(PLAN, strategies=strategies)


def _as_read(target, code):
    """What the doubt says is missing is missing."""
    missing = {"target.no-unit": {"unit": ""}, "target.no-metric": {"metric": ""}}
    return target._replace(**missing.get(code, {}))


def draft_of(people, *codes: str, **changes) -> int:
    return make_draft(people.office.user, doubted(*codes, **changes)).id


def asked(office, draft: int) -> dict[str, str]:
    """The fields of the answer that a person sees."""
    fields = form_of(office.get(f"/imports/{draft}").text, f"answer-{KEY}")
    return {name: value for name, value in fields.items() if name not in {"csrf_token", "revision"}}


def answer(office, draft: int, **typed):
    fields = form_of(office.get(f"/imports/{draft}").text, f"answer-{KEY}")
    named = {name.replace("__", "-"): value for name, value in typed.items()}
    return office.post(f"/imports/{draft}/items/{KEY}/answer", data=fields | named)


FIELDS = {
    "deadline.about-as-often": {"kind"},
    "deadline.ongoing": {"kind"},
    "deadline.before-month": {"due_on"},
    "deadline.before-year": {"due_on"},
    "deadline.counted-from-start": {"due_on"},
    "task.date-outside": {"due_on"},
    "task.no-such-day": {"due_on"},
    "deadline.season": {"due_on"},
    "target.in-characters": set(),
    "target.no-metric": {"targets-0-metric"},
    "target.no-unit": {"targets-0-unit"},
    "target.odd-figure": set(),
    "task.lead-unknown": {"lead"},
    "task.no-unit": {"lead"},
}
LOOKED_AT = [
    code for code in DOUBTS if code.startswith("task.") and code not in FIELDS
]  # to have read it is the answer


def test_every_doubt_about_a_task_is_tried_here():
    of_tasks = {code for code in DOUBTS if not code.startswith("plan.")}
    assert of_tasks == FIELDS.keys() | set(LOOKED_AT)


@pytest.mark.parametrize("code", FIELDS)
def test_a_doubt_offers_the_field_that_it_asks_for(office, people, code):
    changes = {"lead_units": (UnitSuggestion("区住建局", True, 1.0),)} if "unknown" in code else {}
    changes = NOBODY if code == "task.no-unit" else changes
    draft = draft_of(people, *([] if "unknown" in code else [code]), **changes)
    assert asked(office, draft).keys() == FIELDS[code]


@pytest.mark.parametrize("code", [code for code in FIELDS if code.startswith("target.")])
def test_a_doubted_figure_can_be_kept_or_is_no_target(office, people, code):
    draft = draft_of(people, code)
    page = office.get(f"/imports/{draft}").text
    assert 'name="targets-0-gone"' in page
    answer(office, draft, targets__0__gone="y")
    item = item_of(draft, KEY)
    assert ([target.value for target in item.targets], item.is_checked) == ([30], True)
    assert [target.value for target in item.dropped_targets] == [120]


@pytest.mark.parametrize("code", LOOKED_AT)
def test_what_is_to_be_looked_at_is_confirmed(office, people, code):
    draft = draft_of(people, code)
    assert f'id="answer-{KEY}"' not in office.get(f"/imports/{draft}").text
    office.post(
        f"/imports/{draft}/items", data={"act": "check", "picked": f"{KEY}:1", "back": "doubts"}
    )
    assert item_of(draft, KEY).is_checked


@pytest.mark.parametrize(
    ("code", "typed", "field", "expected"),
    [
        ("deadline.season", {"due_on": "2026-08-31"}, "due_on", date(2026, 8, 31)),
        ("deadline.before-year", {"due_on": "2026-12-31"}, "due_on", date(2026, 12, 31)),
        ("deadline.about-as-often", {"kind": "quarter"}, "report_every", ReportEvery.QUARTER),
        ("deadline.about-as-often", {"kind": "month"}, "kind", TaskKind.ONGOING),
        ("deadline.ongoing", {"kind": "once"}, "kind", TaskKind.ONCE),
        ("task.no-unit", {"lead": UNIT_B}, "lead", UNIT_B),
    ],
)
def test_the_answer_is_taken_and_the_rest_stays_as_it_is(
    office, people, code, typed, field, expected
):
    draft = draft_of(people, code, **(NOBODY if code == "task.no-unit" else {}))
    before = item_of(draft, KEY)
    response = answer(office, draft, **typed)
    assert (response.status_code, response.location) == (303, f"/imports/{draft}#doubts")
    item = item_of(draft, KEY)
    assert (getattr(item, field), item.is_checked, item.revision) == (expected, True, 2)
    assert (item.title, item.supporting, item.strategy, item.content) == (
        before.title,
        before.supporting,
        before.strategy,
        before.content,
    )


@pytest.mark.parametrize(
    ("code", "typed", "expected"),
    [
        ("target.no-unit", {"targets__0__unit": "户"}, ("检查", 120, "户")),
        ("target.no-unit", {}, ("检查", 120, "")),  # a figure may have none
        ("target.no-metric", {"targets__0__metric": "巡查"}, ("巡查", 120, "家")),
        ("target.in-characters", {}, ("检查", 120, "家")),
    ],
)
def test_what_a_figure_lacked_is_filled_in(office, people, code, typed, expected):
    draft = draft_of(people, code)
    answer(office, draft, **typed)
    target = item_of(draft, KEY).targets[0]
    assert (target.metric, target.value, target.unit) == expected
    assert item_of(draft, KEY).is_checked


def test_several_doubts_are_answered_at_once(office, people):
    draft = draft_of(
        people,
        "task.no-unit",
        "deadline.season",
        "target.no-unit",
        "target.in-characters",
        **NOBODY,
    )
    assert asked(office, draft).keys() == {"lead", "due_on", "targets-0-unit"}
    answer(
        office,
        draft,
        lead=UNIT_A,
        due_on="2026-09-30",
        targets__0__unit="家",
        targets__1__gone="y",
    )
    item = item_of(draft, KEY)
    assert (item.lead, item.due_on, item.is_checked) == (UNIT_A, date(2026, 9, 30), True)
    assert [(target.value, target.unit) for target in item.targets] == [(120, "家")]


@pytest.mark.parametrize(
    ("codes", "typed", "sentence"),
    [
        (["task.no-unit"], {"lead": ""}, "请选牵头单位。"),
        (["deadline.season"], {"due_on": ""}, "请填时限。"),
        (
            ["deadline.season"],
            {"due_on": "2062-06-30"},
            "到 2027-12-31 之间，请核对年份。",
        ),
        (["target.no-metric"], {"targets__0__metric": ""}, "请填写指标名称，或删去这个指标。"),
        (["target.no-unit"], {"targets__0__unit": "家" * 61}, "最多 60 字，现有 61 字。"),
        (
            ["task.no-unit", "target.in-characters"],
            {"lead": "", "targets__0__gone": "y"},
            "请选牵头单位。",
        ),
    ],
)
def test_an_answer_that_cannot_be_taken_is_said_in_the_form_and_nothing_is_saved(
    office, people, codes, typed, sentence
):
    draft = draft_of(people, *codes, **(NOBODY if "task.no-unit" in codes else {}))
    before = item_of(draft, KEY)
    response = answer(office, draft, **typed)
    assert (response.status_code, sentence in response.text) == (422, True)
    assert item_of(draft, KEY) == before
    kept = form_of(response.text, "edit")
    assert {name: kept.get(name.replace("__", "-")) for name in typed} == typed


def test_an_answer_that_came_twice_is_no_fault(office, people):
    draft = draft_of(people, "deadline.season")
    fields = form_of(office.get(f"/imports/{draft}").text, f"answer-{KEY}")
    sent = fields | {"due_on": "2026-08-31"}
    answers = [office.post(f"/imports/{draft}/items/{KEY}/answer", data=sent) for _ in range(2)]
    assert [response.status_code for response in answers] == [303, 303]
    assert item_of(draft, KEY).revision == 2


def test_an_answer_to_what_another_reviewer_changed_is_refused_and_kept(office, people):
    draft = draft_of(people, "deadline.season")
    fields = form_of(office.get(f"/imports/{draft}").text, f"answer-{KEY}")
    answer(office, draft, due_on="2026-07-31")
    late = office.post(
        f"/imports/{draft}/items/{KEY}/answer", data=fields | {"due_on": "2026-08-31"}
    )
    assert (late.status_code, item_of(draft, KEY).due_on) == (409, date(2026, 7, 31))
    assert form_of(late.text, "edit")["due_on"] == "2026-08-31"
