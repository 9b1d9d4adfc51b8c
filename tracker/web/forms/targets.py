"""调整指标: rows of targets, and where the percent comes from."""

from datetime import date
from decimal import Decimal

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, HiddenField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from tracker.domain.drafts.review import op_of
from tracker.domain.terms.targets import MAX_TARGETS, TargetTerms
from tracker.domain.terms.texts import MAX_SHORT
from tracker.domain.values import ProgressMode, TargetKind
from tracker.domain.words.labels import label
from tracker.queries.task_targets import TargetRow
from tracker.queries.tasks import TaskRow
from tracker.web.converters import row_id
from tracker.web.fields import (
    DayField,
    FigureField,
    OneOfButtonsField,
    OneOfListField,
    line_field,
)
from tracker.web.forms.rows import RowForm, Rows, VersionedRowsForm


class TargetForm(RowForm):
    TELLING = ("id", "metric", "value")
    id = HiddenField()
    metric = line_field("指标名称", most=MAX_SHORT)
    kind = OneOfListField(
        "类型", choices=[SelectChoice(each.value, label(each)) for each in TargetKind]
    )
    value = FigureField("目标值")
    value_high = FigureField("上限")
    unit = line_field("单位", most=MAX_SHORT)
    baseline = FigureField("基数")
    due_on = DayField("时限")
    sure = BooleanField("确认无误")
    gone = BooleanField("删去")

    def validate_value(self, field: FigureField) -> None:
        is_yes_no = self.kind.data == TargetKind.YES_NO.value
        self.want(field, "target.value-missing", given=is_yes_no or field.value is not None)

    def validate_due_on(self, field: DayField) -> None:
        self.want(field, "day.missing", given=field.day is not None)

    def terms(self, before: TargetRow | None) -> TargetTerms:
        """How a figure is compared follows from its kind, unless the plan's own word still fits."""
        kind, high = TargetKind(self.kind.data), self.value_high.value
        op = op_of(kind, is_range=high is not None)
        if before and before.kind is kind and (before.value_high is None) == (high is None):
            op = before.op
        return TargetTerms(
            metric=self.metric.data or "",
            kind=kind,
            op=op,
            value=Decimal(1) if self.value.value is None else self.value.value,
            value_high=high,
            unit=self.unit.data or "",
            baseline=self.baseline.value,
            due_on=self.due_on.day or date.min,
            id=_id(self.id.data or ""),
            is_sure=bool(self.sure.data),
        )


class TargetsForm(VersionedRowsForm):
    target = Rows(TargetForm, most=MAX_TARGETS, spare=1)
    mode = OneOfButtonsField(
        "进度",
        choices=[
            SelectChoice(ProgressMode.TARGETS.value, "按指标算"),
            SelectChoice(ProgressMode.REPORTED.value, "由牵头单位填报"),
        ],
    )

    def targets(self, task: TaskRow) -> list[TargetTerms]:
        known = {str(target.id): target for target in task.targets}
        return [row.terms(known.get(row.id.data or "")) for row in self.target.typed]

    @property
    def chosen_mode(self) -> ProgressMode:
        return ProgressMode(self.mode.data)


def _id(text: str) -> int | None:
    """A value that is no number names no target of the task."""
    if not text:
        return None
    try:
        return row_id(text)
    except ValueError:
        return 0


def targets_form(task: TaskRow, sent: MultiDict[str, str] | None = None) -> TargetsForm:
    known = [_row(each) for each in task.targets]
    form = TargetsForm(formdata=sent, version=task.version, target=known, mode=task.mode.value)
    blank = {"kind": TargetKind.REACH.value, "due_on": task.due_on.isoformat()}
    form.open_rows(form.target, blank, sent)
    return form


def _row(target: TargetRow) -> dict[str, str]:
    return {
        "id": str(target.id),
        "metric": target.metric,
        "kind": target.kind.value,
        "value": _figure(target.value),
        "value_high": _figure(target.value_high),
        "unit": target.unit,
        "baseline": _figure(target.baseline),
        "due_on": target.due_on.isoformat(),
    }


def _figure(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"
