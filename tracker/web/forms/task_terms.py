"""增加, 修改, 改派."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from werkzeug.datastructures import MultiDict
from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from tracker.domain.terms.targets import MAX_TARGETS, TargetTerms
from tracker.domain.terms.tasks import NewTask, TaskEdit
from tracker.domain.terms.texts import MAX_TITLE
from tracker.domain.values import ReportEvery, TargetKind, TaskKind
from tracker.domain.words.labels import label
from tracker.queries.ledger_choices import Choice
from tracker.queries.tasks import TaskRow
from tracker.queries.unit_choices import UnitChoice
from tracker.web.fields import DayField, OneOfListField, WordsField, line_field
from tracker.web.forms.rows import Rows, RowsForm
from tracker.web.forms.targets import TargetForm
from tracker.web.forms.terms_fields import (
    VersionedForm,
    sentence,
    unit_field,
    unit_list,
    units_field,
    weight_field,
)

RHYTHMS = [SelectChoice(each.value, label(each)) for each in ReportEvery]
KINDS = [SelectChoice(each.value, label(each)) for each in TaskKind]


class EditForm(VersionedForm):
    title = line_field("任务", most=MAX_TITLE)
    content = WordsField("内容")
    weight = weight_field()
    report_every = OneOfListField("汇报频次", choices=RHYTHMS)
    starts_on = DayField("开始日期")
    due_on = DayField("完成时限")
    supporting = units_field("配合单位")
    source = line_field("任务来源", most=MAX_TITLE)

    def validate_starts_on(self, field: DayField) -> None:
        if field.day is None:
            raise sentence("day.missing")

    def edit(self) -> TaskEdit:
        return TaskEdit(
            title=self.title.data or "",
            content=self.content.data or "",
            weight=self.weight.whole or 0,
            report_every=ReportEvery(self.report_every.data),
            starts_on=self.starts_on.day or date.min,
            supporting_unit_ids=frozenset(self.supporting.data or ()),
            due_on=self.due_on.day if "due_on" in self else None,
            source=self.source.data or "",
        )


def edit_form(task: TaskRow, units: Sequence[UnitChoice]) -> EditForm:
    """The date can be typed until the task is issued. Afterwards 延期 and 顺延 move it."""
    form = EditForm(
        version=task.version,
        title=task.title,
        content=task.content,
        weight=str(task.weight),
        report_every=task.report_every.value,
        starts_on=task.starts_on.isoformat(),
        due_on=task.due_on.isoformat(),
        supporting=sorted(task.facts.supporting_unit_ids),
        source=task.source,
    )
    if task.state.is_issued:
        del form.due_on
    form.supporting.choices = _boxes(units, without=task.lead_unit_id)
    return form


def _boxes(units: Sequence[UnitChoice], *, without: int | None = None) -> list[SelectChoice]:
    return [SelectChoice(unit.id, unit.name) for unit in units if unit.id != without]


class ReassignForm(VersionedForm):
    lead = unit_field("改由哪个单位牵头")
    reason = WordsField("改派理由")

    def validate_lead(self, field: OneOfListField) -> None:
        if not field.data and not field.errors:
            raise sentence("lead.missing")


def reassign_form(task: TaskRow, units: Sequence[UnitChoice]) -> ReassignForm:
    form = ReassignForm(version=task.version)
    form.lead.choices = unit_list(units)
    if not task.state.is_issued:
        form.lead.label.text, form.reason.label.text = "由哪个单位牵头", "说明（可不填）"
    return form


class NewTargetForm(TargetForm):
    """Without a date of its own it is due with the task."""

    def validate_due_on(self, field: DayField) -> None:
        pass


class AddForm(RowsForm):
    strategy = OneOfListField("板块", coerce=int)
    title = line_field("任务", most=MAX_TITLE)
    content = WordsField("内容")
    lead = unit_field("牵头单位")
    supporting = units_field("配合单位")
    kind = OneOfListField("办理", choices=KINDS)
    report_every = OneOfListField("汇报频次", choices=RHYTHMS)
    starts_on = DayField("开始日期")
    due_on = DayField("完成时限")
    weight = weight_field()
    source = line_field("任务来源", most=MAX_TITLE)
    target = Rows(NewTargetForm, most=MAX_TARGETS, spare=1)
    then = HiddenField()

    def validate_lead(self, field: OneOfListField) -> None:
        if not field.data and not field.errors:
            raise sentence("lead.missing")

    def validate_starts_on(self, field: DayField) -> None:
        if field.day is None:
            raise sentence("day.missing")

    validate_due_on = validate_starts_on

    def task(self) -> NewTask:
        return NewTask(
            title=self.title.data or "",
            content=self.content.data or self.title.data or "",
            lead_unit_id=self.lead.data,
            starts_on=self.starts_on.day or date.min,
            due_on=self.due_on.day or date.min,
            weight=self.weight.whole or 0,
            kind=TaskKind(self.kind.data),
            report_every=ReportEvery(self.report_every.data),
            supporting_unit_ids=frozenset(self.supporting.data or ()),
            source=self.source.data or "",
        )

    def targets(self) -> list[TargetTerms]:
        due_on = self.due_on.day or date.min
        return [
            replace(row.terms(None), due_on=row.due_on.day or due_on) for row in self.target.typed
        ]


def add_form(
    strategies: Sequence[Choice],
    units: Sequence[UnitChoice],
    sent: MultiDict[str, str] | None = None,
    *,
    starts_on: date,
    due_on: date,
) -> AddForm:
    """Empty rows of targets stand open; those left empty are none."""
    begins = {"starts_on": starts_on.isoformat(), "due_on": due_on.isoformat()}
    form = AddForm(formdata=sent, **begins)
    form.open_rows(form.target, {"kind": TargetKind.REACH.value}, sent)
    form.strategy.choices = [SelectChoice(each.id, each.name) for each in strategies]
    form.lead.choices = unit_list(units)
    form.supporting.choices = _boxes(units)
    return form
