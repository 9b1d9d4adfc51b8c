"""核对: one item of a draft as it is corrected or answered."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    StringField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from tracker.domain.drafts.corrections import Correction
from tracker.domain.drafts.doubtful import asks_of, suggested_leads
from tracker.domain.drafts.review import Review, ReviewItem, ReviewTarget, op_of
from tracker.domain.errors import RuleBroken
from tracker.domain.terms.targets import goal_doubts, goal_faults
from tracker.domain.terms.texts import MAX_SHORT, MAX_TITLE
from tracker.domain.values import ReportEvery, TargetKind, TaskKind
from tracker.domain.words.doubts import Asks
from tracker.domain.words.errors import error_sentence
from tracker.domain.words.labels import label
from tracker.rendering.source_lines import item_numbers
from tracker.web.fields import DayField, FigureField, OneOfListField, line_field, visible

ONCE = "once"
NAMES = "、,，;； \t\n"
WAYS = [
    SelectChoice(ONCE, "限时完成"),
    *(SelectChoice(each.value, f"常态化，{label(each)}") for each in ReportEvery),
]


class TargetForm(Form):
    """`place`: which of the item's figures it was; empty for one that a person adds."""

    place = HiddenField()
    metric = line_field("指标名称", most=MAX_SHORT)
    kind = OneOfListField(
        "类型", choices=[SelectChoice(each.value, label(each)) for each in TargetKind]
    )
    value = FigureField("目标值")
    value_high = FigureField("上限")
    unit = line_field("单位", most=MAX_SHORT)
    due_on = DayField("时限")
    sure = BooleanField("确认无误")
    gone = BooleanField("删去")

    @property
    def is_blank(self) -> bool:
        return bool(self.gone.data) or not (self.metric.data or self.value.data)

    @property
    def is_yes_no(self) -> bool:
        return str(self.kind.data) == TargetKind.YES_NO.value

    def validate_value(self, field: FigureField) -> None:
        if not self.is_blank and field.value is None and not self.is_yes_no:
            raise ValidationError(error_sentence(RuleBroken("target.value-missing")))

    def target(self, item: ReviewItem, due_on: date) -> ReviewTarget:
        """As typed. What the form does not show stays as it was read."""
        before = _before(item, self.place.data or "")
        kind = TargetKind(self.kind.data)
        high = self.value_high.value
        typed = ReviewTarget(
            metric=(self.metric.data or "").strip(),
            kind=kind,
            op=op_of(kind, is_range=high is not None),
            value=Decimal(1) if self.value.value is None else self.value.value,
            value_high=high,
            unit=(self.unit.data or "").strip(),
            baseline=None,
            due_on=self.due_on.day or due_on,
        )
        if before is None:
            return typed
        same_sense = before.kind is kind and (before.value_high is None) == (high is None)
        return replace(
            typed,
            op=before.op if same_sense else typed.op,
            baseline=before.baseline,
            span=before.span,
            doubts=before.doubts,
        )

    def judge(self, item: ReviewItem, due_on: date) -> None:
        typed = self.target(item, due_on)
        if typed in item.targets:
            return
        doubts = [] if self.sure.data else goal_doubts(typed)
        for fault in goal_faults(typed) or doubts:
            field = self._fields[fault.field or "metric"]
            field.errors = [*field.errors, error_sentence(fault)]


def _before(item: ReviewItem, place: str) -> ReviewTarget | None:
    return next((each for at, each in enumerate(item.targets) if _place(at, each) == place), None)


def _place(at: int, target: ReviewTarget) -> str:
    """By its position in the text, which other corrections do not move."""
    return str(target.span.start) if target.span else f"+{at}"


class SeveralForm(FlaskForm):  # type: ignore[misc]
    """What is set for several items: knows which of the fields a refusal is about."""

    lead = StringField("牵头单位")
    due_on = StringField("时限")


class ItemForm(FlaskForm):  # type: ignore[misc]
    title = line_field("任务", most=MAX_TITLE)
    lead = OneOfListField("牵头单位")
    supporting = StringField("配合单位", filters=[visible])
    due_on = DayField("时限")
    kind = OneOfListField("办理", choices=WAYS)
    strategy = OneOfListField("板块", coerce=int)
    targets = FieldList(FormField(TargetForm))

    def validate_due_on(self, field: DayField) -> None:
        if field.day is None:
            raise ValidationError(error_sentence(RuleBroken("draft.due-missing")))

    def is_right_for(self, item: ReviewItem) -> bool:
        """What is wrong with a figure stands beside it."""
        if not self.validate():
            return False
        rows = [entry.form for entry in self.targets if not entry.form.is_blank]
        for row in rows:
            row.judge(item, self.due_on.day or item.due_on)
        return not any(field.errors for row in rows for field in row)

    def correction(self, item: ReviewItem) -> Correction:
        is_once = self.kind.data == ONCE
        return Correction(
            title=self.title.data or "",
            lead=self.lead.data,
            supporting=_names(self.supporting.data or ""),
            due_on=self.due_on.day,
            strategy=self.strategy.data,
            kind=TaskKind.ONCE if is_once else TaskKind.ONGOING,
            report_every=item.report_every if is_once else ReportEvery(self.kind.data),
            targets=tuple(self._targets(item)),
        )

    def _targets(self, item: ReviewItem) -> list[ReviewTarget]:
        due_on = self.due_on.day or item.due_on
        return [
            entry.form.target(item, due_on) for entry in self.targets if not entry.form.is_blank
        ]


class AnswerForm(ItemForm):
    """What a doubt asked: the fields that it showed are taken, the rest stays as it is."""

    asks: Collection[Asks] = ()

    def validate_lead(self, field: OneOfListField) -> None:
        if Asks.LEAD in self.asks and not field.data and not field.errors:
            raise ValidationError(error_sentence(RuleBroken("lead.missing")))

    def is_right_for(self, item: ReviewItem) -> bool:
        """Where the text named no metric, one is given now."""
        for row in (entry.form for entry in self.targets if not entry.form.gone.data):
            before = _before(item, row.place.data or "")
            is_asked = before is not None and Asks.METRIC in asks_of(before.doubts)
            if is_asked and not (row.metric.data or "").strip():
                row.metric.errors = [error_sentence(RuleBroken("target.metric-missing"))]
                return False
        return super().is_right_for(item)

    def correction(self, item: ReviewItem) -> Correction:
        return replace(super().correction(item), title=None, supporting=None, strategy=None)


_ROWS = 60  # of figures: a whole page
_SHOWN = {"title": "任务", "lead": "牵头单位", "supporting": "配合单位", "due_on": "时限"}


def typed_words(sent: Mapping[str, str]) -> list[tuple[str, str]]:
    """What was typed for an item that is gone, by field name."""
    found = [(words, visible(sent.get(name))) for name, words in _SHOWN.items()]
    rows = (
        " ".join(visible(sent.get(f"targets-{row}-{name}")) for name in ("metric", "value", "unit"))
        for row in range(_ROWS)
    )
    figures = "；".join(row.strip() for row in rows if row.strip())
    return [(name, words) for name, words in [*found, ("指标", figures)] if words]


def item_form(
    review: Review,
    item: ReviewItem,
    units: Sequence[str],
    sent: Mapping[str, str] | None = None,
) -> ItemForm:
    """Filled from the item, with one empty row for another figure; or as it was sent."""
    form = ItemForm(formdata=sent, **_fields(item), targets=[*_rows(item), {}])
    _offer(form, review, item, units)
    return form


def answer_form(
    review: Review, item: ReviewItem, units: Sequence[str], sent: Mapping[str, str]
) -> AnswerForm:
    """The item with what was sent of it."""
    rows = {
        f"targets-{row}-{name}": text
        for row, cells in enumerate(_rows(item))
        for name, text in cells.items()
    }
    form = AnswerForm(formdata=MultiDict({**_fields(item), **rows, **sent}))
    form.asks = asks_of(item.doubts)
    _offer(form, review, item, units)
    return form


def _fields(item: ReviewItem) -> dict[str, object]:
    return {
        "title": item.title,
        "lead": item.lead,
        "supporting": "、".join(item.supporting),
        "due_on": item.due_on.isoformat(),
        "kind": way_of(item),
        "strategy": item.strategy,
    }


def way_of(item: ReviewItem) -> str:
    """办理 of an item, as the forms offer it."""
    return item.report_every.value if item.kind.is_ongoing else ONCE


def _rows(item: ReviewItem) -> list[dict[str, str]]:
    return [_row(place, target) for place, target in enumerate(item.targets)]


def _offer(form: ItemForm, review: Review, item: ReviewItem, units: Sequence[str]) -> None:
    suggested = suggested_leads(item, units)
    others = [name for name in units if name not in suggested]
    form.lead.choices = [
        SelectChoice("", "请选择"),
        *(SelectChoice(name, f"{name}（推荐）") for name in suggested),
        *(SelectChoice(name, name) for name in others),
    ]
    numbers = item_numbers(review)
    form.strategy.choices = [
        SelectChoice(
            each.key, f"{numbers[each.key]}、{each.title}" if each.key in numbers else each.title
        )
        for each in review.strategies
    ]


def _row(place: int, target: ReviewTarget) -> dict[str, str]:
    return {
        "place": _place(place, target),
        "metric": target.metric,
        "kind": target.kind.value,
        "value": format(target.value.normalize(), "f"),
        "value_high": "" if target.value_high is None else format(target.value_high, "f"),
        "unit": target.unit,
        "due_on": target.due_on.isoformat(),
    }


def _names(text: str) -> tuple[str, ...]:
    for sign in NAMES:
        text = text.replace(sign, "、")
    return tuple(dict.fromkeys(name for name in text.split("、") if name))
