"""报进展 and 补充情况."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import MultipleFileField
from wtforms import BooleanField, HiddenField, IntegerField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from tracker.domain.errors import RuleBroken
from tracker.domain.progress import ProgressReport
from tracker.domain.values import Confidence
from tracker.domain.words.errors import error_sentence
from tracker.domain.words.labels import label
from tracker.queries.several import SeveralRow
from tracker.queries.task_history import UpdateRow
from tracker.queries.tasks import TaskRow
from tracker.web.fields import FigureField, OneOfButtonsField, WordsField


class FilesForm(FlaskForm):  # type: ignore[misc]
    evidence = MultipleFileField("佐证材料")

    kept: Sequence[object] = ()  # files that came before and need not be chosen again


class SupplementForm(FilesForm):
    narrative = WordsField("进展情况（必填）")
    problem = WordsField("存在问题")
    next_step = WordsField("下步措施")
    help_wanted = WordsField("需协调事项")
    back = HiddenField(default="task")

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """What cannot be read keeps the rules from being asked; a text that is missing is said
        with it, so that all is said at once."""
        is_right = super().validate(extra_validators)
        if not is_right and not (self.narrative.data or "").strip():
            missing = error_sentence(RuleBroken("narrative.missing"))
            self.narrative.errors = [*self.narrative.errors, missing]
        return bool(is_right)

    def report(self) -> ProgressReport:
        return ProgressReport(
            narrative=self.narrative.data or "",
            problem=self.problem.data or "",
            next_step=self.next_step.data or "",
            help_wanted=self.help_wanted.data or "",
        )


class ProgressForm(SupplementForm):
    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    percent = FigureField("进度（%）", wrong="percent.not-a-number")
    setback_reason = WordsField("进度比上次低的理由")
    confidence = OneOfButtonsField(
        "按期完成（必选）",
        choices=[SelectChoice(each.value, label(each)) for each in Confidence],
    )

    reading_ids: Sequence[int] = ()

    @property
    def is_untouched(self) -> bool:
        """Sent as it was shown: nobody wrote in it or chose anything."""
        shown = (field for field in self if field.name != self.version.name)
        return all((field.data or "") == (field.object_data or "") for field in shown)

    def readings(self) -> dict[int, Decimal]:
        fields = {target_id: self[reading_name(target_id)] for target_id in self.reading_ids}
        return {i: field.value for i, field in fields.items() if field.value is not None}

    def report(self) -> ProgressReport:
        return ProgressReport(
            narrative=self.narrative.data or "",
            percent=self.percent.value,
            problem=self.problem.data or "",
            next_step=self.next_step.data or "",
            help_wanted=self.help_wanted.data or "",
            setback_reason=self.setback_reason.data or "",
            confidence=Confidence(self.confidence.data) if self.confidence.data else None,
            readings=self.readings(),
            sure_of=frozenset(i for i in self.reading_ids if self[sure_name(i)].data),
        )


def reading_name(target_id: int) -> str:
    return f"reading-{target_id}"


def sure_name(target_id: int) -> str:
    return f"sure-{target_id}"


def progress_form(
    task: TaskRow | SeveralRow,
    *,
    back: str = "task",
    carry: UpdateRow | None = None,
    prefix: str = "",
) -> ProgressForm:
    """With a field for each target where the percent comes from them; `carry` fills in what was
    written last time; `prefix` tells the rows of several apart, whose page carries one token."""
    targets = task.targets if task.mode.is_by_targets else ()
    fields = {
        reading_name(target.id): FigureField(
            f"{target.metric}（{target.unit}）" if target.unit else target.metric,
            unit=target.unit,
            default="" if target.current is None else format(target.current, "f"),
        )
        for target in targets
    } | {sure_name(target.id): BooleanField("确认无误") for target in targets}
    kind = type("TaskProgressForm", (ProgressForm,), fields)
    form = kind(
        prefix=prefix,
        meta={"csrf": not prefix},
        version=task.version,
        back=back,
        confidence=task.confidence,
        percent="" if task.percent is None else format(task.percent.normalize(), "f"),
        narrative=carry.narrative if carry else "",
        problem=carry.problem if carry else "",
        next_step=carry.next_step if carry else "",
        help_wanted=carry.help_wanted if carry else "",
    )
    form.reading_ids = [target.id for target in targets]
    if task.light.is_red:
        form.problem.label.text = "存在问题（红灯未完成的必填）"
    return form  # type: ignore[no-any-return]
