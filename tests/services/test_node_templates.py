"""节点模板: kept by the plan office, written down, overtaken by nobody."""

import pytest
import sqlalchemy as sa

from tests.templates import make_template
from tracker.domain.errors import NotFound, RuleBroken, StaleWrite
from tracker.domain.node_templates import StepTerms, TemplateTerms
from tracker.models import AuditEntry, NodeStep
from tracker.queries.node_templates import get_template, list_templates
from tracker.services import node_templates

STEPS = (StepTerms("部署", days=3, percent=20), StepTerms("办结", share=100, percent=100))
TERMS = TemplateTerms("限时件", STEPS)


def test_a_template_is_added_changed_and_deleted(people, clock, session):
    doing = people.office.doing(clock.now())
    template_id = node_templates.add(doing, terms=TERMS)
    assert get_template(template_id).terms == TERMS
    changed = TemplateTerms("限期件", STEPS[::-1][:1])
    node_templates.edit(doing, template_id=template_id, version=1, terms=changed)
    assert {row.id: row.terms for row in list_templates()}[template_id] == changed
    with pytest.raises(StaleWrite):
        node_templates.edit(doing, template_id=template_id, version=1, terms=TERMS)
    version = get_template(template_id).version
    node_templates.delete(doing, template_id=template_id, version=version)
    left = sa.select(sa.func.count(NodeStep.id)).where(NodeStep.template_id == template_id)
    assert session.scalar(left) == 0
    with pytest.raises(NotFound):
        node_templates.delete(doing, template_id=template_id, version=version)
    entries = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [entry.action for entry in entries] == [
        "template.added",
        "template.edited",
        "template.deleted",
    ]
    assert entries[0].after["milestones"] == [
        "部署 第 3 个工作日 应达 20%",
        "办结 期限的 100% 应达 100%",
    ]


def test_a_name_stands_for_one_template(people, clock):
    make_template("限时件")
    before = len(list_templates())
    with pytest.raises(RuleBroken, match=r"name-taken"):
        node_templates.add(people.office.doing(clock.now()), terms=TERMS)
    assert len(list_templates()) == before
