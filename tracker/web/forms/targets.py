"""调整指标: rows of targets, and where the percent comes from."""

from decimal import Decimal

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, HiddenField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from tracker.domain.drafts.review import op_of
from tracker.domain.terms.targets import MAX_TARGETS, TargetTerms
from tracker.domain.terms.texts import MAX_SHORT
from tracker.domain.values import ProgressMode, TargetKind
from tracker.domain.words.labels import label
from tracker.queries.tasks import TargetRow, TaskRow
from tracker.web.converters import row_id
from tracker.web.fields import (
    DayField,
    FigureField,
    OneOfButtonsField,
    OneOfListField,
    line_field,
)
from tracker.web.forms.rows import Row, Rows, RowsForm, rows_form, want

CELLS = ("id", "metric", "kind", "value", "value_high", "unit", "baseline", "due_on", "gone")
TARGETS = Rows("target", CELLS, ("id", "metric", "value"), MAX_TARGETS, spare=1)


class TargetsForm(RowsForm):
    kind = TARGETS
    mode = OneOfButtonsField(
        "进度",
        choices=[
            SelectChoice(ProgressMode.TARGETS.value, "按指标算"),
            SelectChoice(ProgressMode.REPORTED.value, "由牵头单位填报"),
        ],
    )

    def validate(self, extra_validators: object = None) -> bool:
        super().validate(extra_validators)
        for row in self.filled_rows:
            is_yes_no = row["kind"].data == TargetKind.YES_NO.value
            given = is_yes_no or row["value"].value is not None
            want(row["value"], "target.value-missing", given=given)
            want(row["due_on"], "day.missing", given=row["due_on"].day is not None)
        return not self.errors

    def targets(self, task: TaskRow) -> list[TargetTerms]:
        known = {str(target.id): target for target in task.targets}
        return [_terms(row, known.get(row["id"].data or "")) for row in self.filled_rows]

    @property
    def chosen_mode(self) -> ProgressMode:
        return ProgressMode(self.mode.data)


def _terms(row: Row, before: TargetRow | None) -> TargetTerms:
    """How a figure is compared follows from its kind, unless the plan's own word still fits."""
    kind = TargetKind(row["kind"].data)
    high = row["value_high"].value
    op = op_of(kind, is_range=high is not None)
    if before and before.kind is kind and (before.value_high is None) == (high is None):
        op = before.op
    return TargetTerms(
        metric=row["metric"].data or "",
        kind=kind,
        op=op,
        value=Decimal(1) if row["value"].value is None else row["value"].value,
        value_high=high,
        unit=row["unit"].data or "",
        baseline=row["baseline"].value,
        due_on=row["due_on"].day,
        id=_id(row["id"].data or ""),
    )


def _id(text: str) -> int | None:
    """A value that is no number names no target of the task."""
    if not text:
        return None
    try:
        return row_id(text)
    except ValueError:
        return 0


def targets_form(task: TaskRow, sent: MultiDict[str, str] | None = None) -> TargetsForm:
    empty = dict.fromkeys(CELLS[:-1], "")
    empty |= {"kind": TargetKind.REACH.value, "due_on": task.due_on.isoformat()}
    return rows_form(
        TargetsForm,
        _fields,
        version=task.version,
        rows=TARGETS.filled(sent) if sent is not None else [_row(each) for each in task.targets],
        empty=empty,
        sent=sent,
        mode=task.mode.value,
    )


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


def _fields(place: int) -> dict[str, object]:
    return {
        "id": HiddenField(),
        "metric": line_field("指标名称", most=MAX_SHORT),
        "kind": OneOfListField(
            "类型", choices=[SelectChoice(each.value, label(each)) for each in TargetKind]
        ),
        "value": FigureField("目标值"),
        "value_high": FigureField("上限"),
        "unit": line_field("单位", most=MAX_SHORT),
        "baseline": FigureField("基数"),
        "due_on": DayField("时限"),
        "gone": BooleanField("删去"),
    }
