"""A plan in draft is renamed, given another period with its tasks, or put away."""

from contextlib import suppress
from datetime import date

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.make import make_milestone, make_plan, make_strategy, make_target, make_task
from tests.reviewing import make_draft, version_of
from tracker.domain.drafts.corrections import check_rest
from tracker.domain.drafts.review_records import as_record, from_record
from tracker.domain.errors import NotFound, RuleBroken, StaleWrite
from tracker.domain.terms.plans import PlanTerms
from tracker.domain.values import Period, PlanState, TaskState
from tracker.models import AuditEntry, ImportDraft, PlanDocument, Strategy, Target, Task, WorkPlan
from tracker.queries.plans import get_plan
from tracker.services import documents, figures, plan_drafts, plans

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
TO_JANUARY = Period(date(2026, 3, 1), date(2027, 1, 31))
JUNE = date(2026, 6, 30)


@pytest.fixture
def plan(people):
    """One task of the whole plan with a part and a figure, and one with dates of its own."""
    plan = make_plan(state=PlanState.DRAFT)
    strategy = make_strategy(plan)
    whole = make_task(strategy, lead=people.unit_a)
    make_task(strategy, lead=people.unit_a, parent=whole, due_on=JUNE)
    make_target(whole)
    make_target(whole, due_on=JUNE)
    make_task(strategy, lead=people.unit_b, starts_on=date(2026, 4, 1), due_on=JUNE)
    return plan


def edit(people, clock, plan, *, period=YEAR, title="要点", organisation="区局", version=None):
    return plan_drafts.edit(
        people.office.doing(clock.now()),
        plan_id=plan.id,
        version=plan.version if version is None else version,
        terms=PlanTerms(title, organisation, period),
    )


def days(session) -> list[tuple[date, date, date]]:
    session.rollback()
    tasks = session.scalars(sa.select(Task).order_by(Task.id))
    return [(task.starts_on, task.due_on, task.original_due_on) for task in tasks]


def log(session) -> list[tuple[str, dict, dict]]:
    session.rollback()
    entries = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id))
    return [(each.action, each.before, each.after) for each in entries]


def test_a_name_is_changed_and_written_down(people, clock, plan, session):
    before = days(session)
    assert edit(people, clock, plan, title=" 要点（试行） ") == 0
    session.rollback()
    assert (plan.title, plan.organisation, plan.year) == ("要点（试行）", "区局", 2026)
    assert days(session) == before
    was = {"title": "2026年工作要点", "organisation": "测试区市场监督管理局"}
    now = {"title": "要点（试行）", "organisation": "区局", "moved": 0}
    assert log(session) == [("plan.edited", was, now)]


def test_what_is_saved_as_it_stood_is_not_written_down(people, clock, plan, session):
    edit(people, clock, plan, title=plan.title, organisation=plan.organisation)
    assert log(session) == []


def test_tasks_on_the_edges_of_the_plan_move_with_them(people, clock, plan, session):
    assert edit(people, clock, plan, period=TO_JANUARY) == 2
    assert days(session) == [
        (TO_JANUARY.start, TO_JANUARY.end, TO_JANUARY.end),
        (TO_JANUARY.start, JUNE, JUNE),
        (date(2026, 4, 1), JUNE, JUNE),
    ]
    due = session.scalars(sa.select(Target.due_on).order_by(Target.id)).all()
    assert due == [TO_JANUARY.end, JUNE]
    assert (plan.starts_on, plan.ends_on, plan.year) == (TO_JANUARY.start, TO_JANUARY.end, 2026)
    assert log(session)[0][2]["moved"] == 2


def test_a_plan_read_for_the_wrong_year_is_put_into_the_right_one(people, clock, session):
    plan = make_plan(state=PlanState.DRAFT)
    make_task(make_strategy(plan), lead=people.unit_a)
    edit(people, clock, plan, period=Period(date(2027, 1, 1), date(2027, 12, 31)))
    session.rollback()
    assert (plan.year, plan.starts_on) == (2027, date(2027, 1, 1))
    assert days(session) == [(date(2027, 1, 1), date(2027, 12, 31), date(2027, 12, 31))]


def test_what_would_lie_outside_is_named_and_nothing_is_half_done(people, clock, plan, session):
    before = days(session)
    with pytest.raises(RuleBroken) as refused:
        edit(people, clock, plan, title="新名", period=Period(date(2026, 7, 1), YEAR.end))
    assert refused.value.code == "plan.tasks-before"
    assert refused.value.parameters == {"count": 3, "numbers": "1-01、1-02、1-03"}
    assert days(session) == before
    assert plan.title == "2026年工作要点"


def test_a_milestone_stands_in_the_way_of_an_earlier_end(people, clock, plan, session):
    whole = session.scalars(sa.select(Task).order_by(Task.id)).first()
    make_milestone(whole, on=date(2026, 11, 30), percent=80)
    with pytest.raises(RuleBroken, match=r"plan\.tasks-after"):
        edit(people, clock, plan, period=Period(YEAR.start, date(2026, 10, 31)))
    edit(people, clock, plan, period=Period(YEAR.start, date(2026, 11, 30)))


def test_a_form_that_is_out_of_date_changes_nothing(people, clock, plan, session):
    version = plan.version
    edit(people, clock, plan, title="第一个")
    with pytest.raises(StaleWrite, match=r"write\.stale"):
        edit(people, clock, plan, title="第二个", version=version)
    session.rollback()
    assert plan.title == "第一个"


@pytest.mark.parametrize("state", [PlanState.ACTIVE, PlanState.CLOSED])
def test_what_is_issued_is_neither_edited_nor_put_away(people, clock, state):
    plan = make_plan(state=state)
    with pytest.raises(RuleBroken, match=r"plan\.fixed"):
        edit(people, clock, plan)
    with pytest.raises(RuleBroken, match=r"plan\.not-discarded"):
        discard(people, clock, plan)


def test_figures_of_the_issued_plan_are_those_of_its_new_period(people, clock, plan, session):
    edit(people, clock, plan, period=TO_JANUARY)
    plans.publish(people.office.doing(clock.now()), plan_id=plan.id)
    stands = computed(session)
    assert figures.check() == []
    figures.rebuild(people.office.doing(clock.now()))
    assert computed(session) == stands
    assert figures.check() == []


def computed(session) -> list[tuple]:
    """What follows from the facts of a task; a rebuild must find it so."""
    session.rollback()
    names = ("light", "expected_base", "expected_slope", "next_change_on", "unmet_on", "report")
    tasks = session.scalars(sa.select(Task).order_by(Task.id))
    return [tuple(getattr(task, name) for name in names) for task in tasks]


DAY = st.dates(date(2025, 7, 1), date(2027, 12, 31))


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(st.tuples(DAY, DAY), min_size=1, max_size=3))
def test_whatever_periods_were_tried_a_rebuild_finds_no_difference(
    people, clock, plan, session, pairs
):
    figures.rebuild(people.office.doing(clock.now()))
    for pair in pairs:
        session.rollback()
        with suppress(RuleBroken):
            edit(people, clock, plan, period=Period(min(pair), max(pair)))
    stands = computed(session)
    figures.rebuild(people.office.doing(clock.now()))
    assert computed(session) == stands
    assert figures.check() == []


def discard(people, clock, plan, version=None):
    seen = plan.version if version is None else version
    return plan_drafts.discard(people.office.doing(clock.now()), plan_id=plan.id, version=seen)


@pytest.fixture
def imported(people, clock, session):
    """A plan made of a draft that was looked at."""
    row = make_draft(people.office.user)
    row.draft = as_record(check_rest(from_record(row.draft), by="周甲"))
    session.commit()
    doing = people.office.doing(clock.now())
    made = documents.accept(doing, draft_id=row.id, version=row.version)
    return session.get(WorkPlan, made.plan_id), row


def test_a_plan_goes_with_all_that_is_in_it(people, clock, plan, session):
    assert discard(people, clock, plan).draft_id is None
    session.rollback()
    for model in (WorkPlan, Strategy, Task, Target):
        assert session.scalars(sa.select(model)).all() == []
    assert log(session) == [("plan.discarded", {"title": "2026年工作要点", "tasks": 3}, {})]
    assert figures.check() == []


def test_its_import_is_open_again_and_makes_the_plan_anew(people, clock, imported, session):
    plan, row = imported
    record, tasks = row.draft, len(session.scalars(sa.select(Task)).all())
    assert get_plan(plan.id).has_import
    gone = discard(people, clock, plan)
    assert (gone.title, gone.draft_id) == (plan.title, row.id)
    session.rollback()
    assert (row.accepted_at, row.plan_id, row.draft) == (None, None, record)
    assert session.scalars(sa.select(PlanDocument.id)).all() == [row.document_id]
    doing = people.office.doing(clock.now())
    again = documents.accept(doing, draft_id=row.id, version=version_of(row.id))
    assert again.tasks == tasks
    states = session.scalars(sa.select(Task.state)).all()
    assert states == [TaskState.DRAFT] * tasks
    assert session.scalars(sa.select(ImportDraft.plan_id)).all() == [again.plan_id]


def test_a_plan_that_somebody_changed_meanwhile_is_looked_at_again(people, clock, plan, session):
    version = plan.version
    edit(people, clock, plan)
    with pytest.raises(StaleWrite, match=r"plan\.changed"):
        discard(people, clock, plan, version)
    session.rollback()
    assert session.get(WorkPlan, plan.id)


def test_a_plan_is_put_away_once(people, clock, plan):
    number, version = plan.id, plan.version
    discard(people, clock, plan)
    with pytest.raises(NotFound):
        plan_drafts.discard(people.office.doing(clock.now()), plan_id=number, version=version)
