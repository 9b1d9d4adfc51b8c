"""A document becomes a plan: once, whole, and with every task pointing at its sentence."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
import sqlalchemy as sa

from tests.parsing.readers import wordfile
from tests.people import UNIT_A, UNIT_B
from tracker.domain.errors import (
    Forbidden,
    NotFound,
    RuleBroken,
    StaleWrite,
    UnreadableDocument,
)
from tracker.domain.uploads import Upload
from tracker.domain.values import PlanState, ProgressMode, TaskState
from tracker.models import AuditEntry, ImportDraft, PlanDocument, Strategy, Task, WorkPlan
from tracker.services import documents, figures

TEXT = f"""测试区市场监督管理局2026年工作要点

一、守牢安全底线
1.加强校园食堂检查。检查学校食堂不少于120家次，9月底前完成。（牵头单位：{UNIT_A}；配合单位：{UNIT_B}）
2.更新老旧电梯。年底前更新电梯60台。（牵头单位：{UNIT_B}）
二、优化营商环境
3.开展法规宣传，营造良好氛围。（牵头单位：食品科）
"""
PLAN = Upload("2026年工作要点.txt", TEXT.encode())


@pytest.fixture
def accepted(people, clock):
    draft_id = documents.upload(people.office.doing(clock.now()), upload=PLAN)
    return documents.accept_unseen(people.office.doing(clock.now()), draft_id=draft_id)


def test_what_the_document_says_stands_in_the_plan(accepted, session):
    assert (accepted.strategies, accepted.tasks, accepted.targets) == (2, 3, 2)
    plan = session.scalars(sa.select(WorkPlan)).one()
    assert (plan.state, plan.year, plan.organisation) == (
        PlanState.DRAFT,
        2026,
        "测试区市场监督管理局",
    )
    assert session.scalars(sa.select(Strategy.title).order_by(Strategy.position)).all() == [
        "守牢安全底线",
        "优化营商环境",
    ]


def test_a_task_has_its_units_its_figure_and_its_date(accepted, people, session):
    first = session.scalars(sa.select(Task).order_by(Task.id)).first()
    assert first.lead_unit_id == people.unit_a.id
    assert [support.unit_id for support in first.supports] == [people.unit_b.id]
    assert (first.due_on, first.mode) == (date(2026, 9, 30), ProgressMode.TARGETS)
    assert [(target.value, target.unit) for target in first.targets] == [(Decimal(120), "家次")]


def test_a_unit_is_known_by_its_other_name(accepted, people, session):
    last = session.scalars(sa.select(Task).order_by(Task.id.desc())).first()
    assert last.lead_unit_id == people.unit_a.id


def test_every_task_keeps_the_sentence_it_came_from(accepted, session):
    text = session.scalar(sa.select(PlanDocument.text))
    for task in session.scalars(sa.select(Task)):
        source = text[task.source_start : task.source_end]
        assert task.title.strip("。") in source
        assert source in TEXT


def test_a_plan_that_is_not_published_counts_nowhere(accepted, session):
    assert {task.state for task in session.scalars(sa.select(Task))} == {TaskState.DRAFT}
    assert figures.check() == []


def test_each_step_is_written_down(accepted, people, session):
    entries = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [entry.action for entry in entries] == ["document.uploaded", "plan.created"]
    assert {entry.actor_id for entry in entries} == {people.office.id}


def test_the_same_file_makes_one_plan(accepted, people, clock, session):
    with pytest.raises(RuleBroken) as refused:
        documents.upload(people.office.doing(clock.now()), upload=PLAN)
    assert refused.value.code == "plan.already-imported"
    assert refused.value.parameters["plan_id"] == accepted.plan_id


def test_the_same_text_saved_by_another_program_is_recognised(accepted, people, clock):
    again = Upload("工作要点（新）.txt", TEXT.replace("\n", "\r\n\u3000").encode("gb18030"))
    with pytest.raises(RuleBroken) as refused:
        documents.upload(people.office.doing(clock.now()), upload=again)
    assert refused.value.parameters["plan_id"] == accepted.plan_id


def test_a_document_under_review_gets_no_second_draft(people, clock, session):
    first = documents.upload(people.office.doing(clock.now()), upload=PLAN)
    with pytest.raises(StaleWrite) as refused:
        documents.upload(people.office.doing(clock.now()), upload=PLAN)
    assert refused.value.code == "draft.already-open"
    assert refused.value.parameters == {"draft_id": first, "by": people.office.actor.name}
    assert session.scalar(sa.select(sa.func.count()).select_from(PlanDocument)) == 1


def test_a_draft_is_accepted_once(people, clock, session):
    draft_id = documents.upload(people.office.doing(clock.now()), upload=PLAN)
    documents.accept_unseen(people.office.doing(clock.now()), draft_id=draft_id)
    with pytest.raises(StaleWrite):
        documents.accept_unseen(people.office.doing(clock.now()), draft_id=draft_id)
    assert session.scalar(sa.select(sa.func.count()).select_from(WorkPlan)) == 1


@pytest.mark.parametrize("name", ["admin", "chief_a", "leader_a", "stranger"])
def test_only_the_plan_office_brings_documents_in(people, clock, session, name):
    with pytest.raises(Forbidden):
        documents.upload(people[name].doing(clock.now()), upload=PLAN)
    draft_id = documents.upload(people.office.doing(clock.now()), upload=PLAN)
    with pytest.raises(Forbidden):
        documents.accept_unseen(people[name].doing(clock.now()), draft_id=draft_id)
    assert session.scalar(sa.select(WorkPlan.id)) is None


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02" * 50, b"PK\x03\x04 broken"])
def test_a_file_that_is_no_plan_leaves_nothing_behind(people, clock, session, data):
    with pytest.raises(UnreadableDocument):
        documents.upload(people.office.doing(clock.now()), upload=Upload("a.txt", data, year=2026))
    assert session.scalar(sa.select(ImportDraft.id)) is None
    assert session.scalar(sa.select(PlanDocument.id)) is None


def test_the_name_of_a_file_carries_no_folders(people, clock, session):
    upload = Upload("../../etc/plan.txt", TEXT.encode())
    documents.upload(people.office.doing(clock.now()), upload=upload)
    assert session.scalar(sa.select(PlanDocument.filename)) == "plan.txt"


def test_a_draft_that_is_gone_is_not_found(people, clock):
    with pytest.raises(NotFound):
        documents.accept_unseen(people.office.doing(clock.now()), draft_id=404)


@pytest.mark.parametrize(("limit", "is_taken"), [(1, False), (3, True)])
def test_the_largest_file_is_the_one_that_the_bureau_has_set(people, clock, limit, is_taken):
    """The same setting as for evidence, below the shipped limit and above it."""
    large = Upload("要点.docx", _with_picture(2 * 1024 * 1024))
    doing = people.office.doing(clock.now(), upload_limit_mb=limit)
    if is_taken:
        assert documents.upload(doing, upload=large)
    else:
        with pytest.raises(RuleBroken, match=r"document\.too-large") as refused:
            documents.upload(doing, upload=large)
        assert refused.value.parameters == {"limit": limit}


def test_a_limit_above_the_shipped_one_lets_larger_plans_in(people, clock):
    large = Upload("要点.docx", _with_picture(21 * 1024 * 1024))
    with pytest.raises(RuleBroken, match=r"document\.too-large"):
        documents.upload(people.office.doing(clock.now()), upload=large)
    assert documents.upload(people.office.doing(clock.now(), upload_limit_mb=30), upload=large)


def _with_picture(size: int) -> bytes:
    """The plan as a Word file in which a picture takes most of the room."""
    data = BytesIO(wordfile.docx(*(wordfile.paragraph(line) for line in TEXT.splitlines() if line)))
    with ZipFile(data, "a") as file:
        file.writestr("word/media/image1.png", bytes(size))
    return data.getvalue()
