"""节点模板: the office keeps them. What was made by one before stays as it is."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.doing import Doing
from tracker.domain.errors import NotFound, RuleBroken, StaleWrite, raise_all
from tracker.domain.node_templates import StepTerms, TemplateTerms, check_template
from tracker.domain.permissions import Permission
from tracker.models import NodeStep, NodeTemplate
from tracker.transaction import access, audit
from tracker.transaction.audit import Plain, Subject
from tracker.transaction.unit_of_work import unit_of_work


def add(doing: Doing, *, terms: TemplateTerms) -> int:
    with unit_of_work() as session:
        access.require(doing.actor, Permission.NODE_TEMPLATE_EDIT)
        raise_all(check_template(terms))
        _check_name(session, terms)
        row = NodeTemplate(name=terms.name.strip(), steps=_steps(terms))
        session.add(row)
        session.flush()
        _record(session, doing, "template.added", row, after=_words(row))
        return row.id


def edit(doing: Doing, *, template_id: int, version: int, terms: TemplateTerms) -> None:
    with unit_of_work() as session:
        row = _get(session, doing, template_id, version)
        raise_all(check_template(terms))
        _check_name(session, terms, but=row.id)
        before = _words(row)
        row.name, row.steps = terms.name.strip(), []
        row.version += 1
        session.flush()
        row.steps = _steps(terms)
        session.flush()
        _record(session, doing, "template.edited", row, before=before, after=_words(row))


def delete(doing: Doing, *, template_id: int, version: int) -> None:
    with unit_of_work() as session:
        row = _get(session, doing, template_id, version)
        _record(session, doing, "template.deleted", row, before=_words(row))
        session.delete(row)


def _get(session: Session, doing: Doing, template_id: int, version: int) -> NodeTemplate:
    access.require(doing.actor, Permission.NODE_TEMPLATE_EDIT)
    row = session.scalar(
        sa.select(NodeTemplate).where(NodeTemplate.id == template_id).with_for_update()
    )
    if row is None:
        raise NotFound("node-template.not-found")
    if row.version != version:
        raise StaleWrite("write.stale")
    return row


def _check_name(session: Session, terms: TemplateTerms, *, but: int = 0) -> None:
    taken = sa.select(NodeTemplate.id).where(
        NodeTemplate.name == terms.name.strip(), NodeTemplate.id != but
    )
    if session.scalar(taken):
        raise RuleBroken("node-template.name-taken", field="name", name=terms.name.strip())


def _steps(terms: TemplateTerms) -> list[NodeStep]:
    return [
        NodeStep(
            position=position,
            text=step.text.strip(),
            share=step.share,
            days=step.days,
            percent=step.percent,
        )
        for position, step in enumerate(terms.steps, start=1)
    ]


def _words(row: NodeTemplate) -> dict[str, Plain]:
    """As they stand in the log: 征求意见 50% 应达 50%."""
    steps = sorted(row.steps, key=lambda step: step.position)
    told = [StepTerms(step.text, step.share, step.days, step.percent) for step in steps]
    return {"name": row.name, "milestones": [_sentence(step) for step in told]}


def _sentence(step: StepTerms) -> str:
    at = f"期限的 {step.share}%" if step.share is not None else f"第 {step.days} 个工作日"
    due = "" if step.percent is None else f" 应达 {step.percent}%"
    return f"{step.text} {at}{due}"


def _record(
    session: Session,
    doing: Doing,
    action: str,
    row: NodeTemplate,
    *,
    before: dict[str, Plain] | None = None,
    after: dict[str, Plain] | None = None,
) -> None:
    subject = Subject("template", row.id)
    audit.record(session, doing, action, subject, before=before, after=after)
