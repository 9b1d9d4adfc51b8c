"""节点模板: the list, one with its steps, and one as a chain of days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from tracker.database import db
from tracker.domain.errors import NotFound
from tracker.domain.node_templates import Chain, StepTerms, TemplateTerms
from tracker.models import NodeStep, NodeTemplate
from tracker.queries.workdays import get_workdays


@dataclass(frozen=True, slots=True)
class TemplateRow:
    id: int
    version: int
    terms: TemplateTerms


def list_templates() -> Sequence[TemplateRow]:
    rows = db.session.scalars(
        sa.select(NodeTemplate).options(selectinload(NodeTemplate.steps)).order_by(NodeTemplate.id)
    )
    return [_row(row) for row in rows]


def get_template(template_id: int) -> TemplateRow:
    row = db.session.get(NodeTemplate, template_id)
    if row is None:
        raise NotFound("node-template.not-found")
    return _row(row)


def chain_of(terms: TemplateTerms, on: date) -> Chain:
    """Counted by the calendar of the years around this day."""
    return Chain(terms.steps, get_workdays(on.year - 1, on.year + 1))


def _row(row: NodeTemplate) -> TemplateRow:
    steps = tuple(_step(step) for step in row.steps)
    return TemplateRow(row.id, row.version, TemplateTerms(row.name, steps))


def _step(step: NodeStep) -> StepTerms:
    return StepTerms(step.text, step.share, step.days, step.percent)
