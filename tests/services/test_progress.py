"""报进展: who may, what is refused, and that lights and roll-ups move in the same transaction."""

from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa

from tests.make import make_doing, make_plan, make_strategy, make_target, make_task
from tracker.domain.errors import Forbidden, ManyBroken, NotFound, RuleBroken, StaleWrite
from tracker.domain.lights import Light
from tracker.domain.progress import ProgressReport
from tracker.domain.values import Confidence, PlanState, ProgressMode, TaskKind, TaskState
from tracker.models import AuditEntry, ProgressUpdate, TargetReading
from tracker.services import figures, progress

WORDS = ProgressReport(percent=Decimal(90), narrative="已完成九成。", confidence=Confidence.SURE)


@pytest.fixture
def task(people):
    return make_task(lead=people.unit_a, supports=[people.unit_b])


def report(person, task, clock, content=WORDS, *, version: int | None = None) -> int:
    return progress.report(
        person.doing(clock.now()),
        task_id=task.id,
        version=task.version if version is None else version,
        report=content,
    )


def words(narrative: str = "已完成九成。", **changes) -> ProgressReport:
    return ProgressReport(**{"percent": Decimal(90), "narrative": narrative} | changes)


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("chief_a", True),
        ("chief_a2", True),
        ("chief_b", False),
        ("office", False),
        ("leader_a", False),
        ("leader_b", False),
        ("admin", False),
        ("stranger", False),
    ],
)
def test_only_a_chief_of_the_lead_unit_reports(people, task, clock, session, name, may):
    if may:
        assert report(people[name], task, clock)
    else:
        with pytest.raises(Forbidden):
            report(people[name], task, clock)
    count = session.scalar(sa.select(sa.func.count()).select_from(ProgressUpdate))
    assert count == int(may)


@pytest.mark.parametrize(
    ("name", "may"),
    [("chief_b", True), ("chief_a", False), ("office", False), ("stranger", False)],
)
def test_only_a_chief_of_a_supporting_unit_supplements(people, task, clock, name, may):
    content = ProgressReport(percent=None, narrative="已派人配合。")

    def supplement() -> int:
        return progress.supplement(people[name].doing(clock.now()), task_id=task.id, report=content)

    if may:
        assert supplement()
    else:
        with pytest.raises(Forbidden):
            supplement()


def test_a_report_moves_the_task_its_light_and_the_roll_ups_at_once(people, task, clock, session):
    assert task.light is Light.UNREPORTED
    update_id = report(people.chief_a, task, clock)
    assert (task.state, task.light, task.percent) == (TaskState.IN_PROGRESS, Light.NORMAL, 90)
    assert (task.last_reported_on, task.last_update_id) == (clock.today(), update_id)
    assert task.signed_by_id == people.chief_a.id  # who reports has plainly received the task
    assert figures.check() == []


def test_the_log_says_who_reported_and_what_it_changed(people, task, clock, session):
    update_id = report(people.chief_a, task, clock)
    entry = session.scalars(sa.select(AuditEntry)).one()
    assert (entry.action, entry.actor_id) == ("task.progress.reported", people.chief_a.id)
    assert entry.before == {"state": "issued", "percent": None, "light": "unreported"}
    assert entry.after == {
        "state": "in_progress",
        "percent": "90",
        "light": "normal",
        "update": update_id,
    }


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"percent": None}, "percent", "percent.missing"),
        ({"percent": Decimal("-0.01")}, "percent", "percent.out-of-range"),
        ({"percent": Decimal("100.01")}, "percent", "percent.out-of-range"),
        ({"narrative": " \n"}, "narrative", "narrative.missing"),
        ({"narrative": "长" * 10_000}, "narrative", "text.too-long"),
        ({"problem": "有\x00符"}, "problem", "text.control-characters"),
        ({"readings": {99: Decimal(1)}}, None, "reading.unknown-target"),
    ],
)
def test_a_report_that_cannot_be_is_refused_and_nothing_is_kept(
    people, task, clock, session, changes, field, code
):
    with pytest.raises(RuleBroken) as refused:
        report(people.chief_a, task, clock, words(**changes))
    assert (refused.value.field, refused.value.code) == (field, code)
    assert session.scalar(sa.select(ProgressUpdate.id)) is None
    assert task.version == 1


def test_all_faults_of_a_report_come_together(people, task, clock):
    with pytest.raises(ManyBroken) as refused:
        report(people.chief_a, task, clock, words("", percent=Decimal(101)))
    assert {fault.field for fault in refused.value.all} == {"narrative", "percent"}


@pytest.mark.parametrize(
    "narrative", ["😀 已完成。", "<script>alert(1)</script>", "第一行\n第二行"]
)
def test_unusual_words_are_kept_as_they_were_typed(people, task, clock, session, narrative):
    report(people.chief_a, task, clock, words(narrative))
    assert session.scalar(sa.select(ProgressUpdate.narrative)) == narrative


def test_a_percent_below_the_last_one_needs_a_reason(people, task, clock):
    report(people.chief_a, task, clock)
    lower = words(percent=Decimal("89.99"))
    with pytest.raises(RuleBroken) as refused:
        report(people.chief_a, task, clock, lower)
    assert refused.value.field == "setback_reason"
    report(people.chief_a, task, clock, words(percent=Decimal("89.99"), setback_reason="口径调整"))
    assert task.percent == Decimal("89.99")


def test_a_second_click_is_told_that_the_first_one_counted(people, task, clock, session):
    version = task.version
    report(people.chief_a, task, clock, version=version)
    with pytest.raises(StaleWrite) as refused:
        report(people.chief_a, task, clock, version=version)
    assert refused.value.code == "progress.already-sent"
    assert session.scalar(sa.select(sa.func.count()).select_from(ProgressUpdate)) == 1


def test_the_same_words_of_a_colleague_are_no_second_click(people, task, clock):
    version = task.version
    report(people.chief_a, task, clock, version=version)
    with pytest.raises(StaleWrite) as refused:
        report(people.chief_a2, task, clock, version=version)
    assert refused.value.code == "write.stale"


def test_the_same_supplement_sent_twice_is_kept_once(people, task, clock, session):
    content = ProgressReport(percent=None, narrative="已派人配合。")
    chief = people.chief_b.actor
    progress.supplement(make_doing(chief, clock.now()), task_id=task.id, report=content)
    with pytest.raises(StaleWrite):
        progress.supplement(make_doing(chief, clock.now()), task_id=task.id, report=content)
    assert session.scalar(sa.select(sa.func.count()).select_from(ProgressUpdate)) == 1


def test_a_supplement_leaves_percent_light_and_version_alone(people, task, clock):
    before = (task.percent, task.light, task.version, task.last_reported_on)
    content = ProgressReport(percent=None, narrative="已派人配合。")
    progress.supplement(people.chief_b.doing(clock.now()), task_id=task.id, report=content)
    assert (task.percent, task.light, task.version, task.last_reported_on) == before


def test_a_supporting_unit_cannot_state_a_percent(people, task, clock):
    with pytest.raises(RuleBroken) as refused:
        progress.supplement(people.chief_b.doing(clock.now()), task_id=task.id, report=WORDS)
    assert refused.value.code == "percent.not-yours"


def test_figures_of_targets_decide_the_percent(people, clock, session):
    task = make_task(lead=people.unit_a, mode=ProgressMode.TARGETS)
    first, second = make_target(task, value=Decimal(200)), make_target(task, value=Decimal(50))
    readings = {first.id: Decimal(100), second.id: Decimal(50)}
    report(people.chief_a, task, clock, words(percent=None, readings=readings))
    assert task.percent == Decimal(75)
    assert (first.current, second.current) == (100, 50)
    assert session.scalar(sa.select(sa.func.count()).select_from(TargetReading)) == 2


def test_an_ongoing_task_counts_its_reported_months(people, clock):
    task = make_task(lead=people.unit_a, kind=TaskKind.ONGOING)
    for day in (date(2026, 11, 2), date(2026, 11, 20), date(2026, 12, 1)):
        clock.move_to(day)
        report(people.chief_a, task, clock, words(percent=None, problem="人手不足。"))
    assert task.reported_periods == 2
    assert task.percent == Decimal("16.67")  # 2 of 12


@pytest.mark.parametrize(
    "state", [TaskState.DONE, TaskState.SUSPENDED, TaskState.WITHDRAWN, TaskState.DRAFT]
)
def test_a_task_that_is_not_running_takes_no_report(people, clock, state):
    task = make_task(lead=people.unit_a, state=state)
    with pytest.raises(RuleBroken, match="cannot-report"):
        report(people.chief_a, task, clock)


@pytest.mark.parametrize("state", [PlanState.DRAFT, PlanState.CLOSED])
def test_a_plan_that_is_not_running_takes_no_report(people, clock, session, state):
    plan = make_plan()
    task = make_task(make_strategy(plan), lead=people.unit_a)
    plan.state = state
    session.commit()
    with pytest.raises(RuleBroken) as refused:
        report(people.chief_a, task, clock)
    assert refused.value.code == "plan.not-active"


def test_a_task_that_is_gone_is_not_found(people, clock):
    with pytest.raises(NotFound):
        progress.report(people.chief_a.doing(clock.now()), task_id=404, version=1, report=WORDS)
