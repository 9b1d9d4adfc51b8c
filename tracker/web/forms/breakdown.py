"""分解 and 节点: rows of sub-tasks and of milestones."""

from collections.abc import Sequence
from datetime import date

from werkzeug.datastructures import MultiDict

from tracker.domain.breakdown import MAX_MILESTONES, MAX_PARTS, MilestoneTerms, SubTaskTerms
from tracker.domain.terms.texts import MAX_TITLE
from tracker.queries.tasks import TaskRow
from tracker.queries.unit_choices import UnitChoice
from tracker.web.fields import DayField, FigureField, OneOfListField, line_field
from tracker.web.forms.rows import RowForm, Rows, VersionedRowsForm
from tracker.web.forms.terms_fields import WholeField, unit_field, unit_list, weight_field


class PartForm(RowForm):
    TELLING = ("title",)
    title = line_field("举措", most=MAX_TITLE)
    lead = unit_field("牵头单位")
    starts_on = DayField("开始")
    due_on = DayField("时限")
    weight = weight_field()
    begins = FigureField("起始进度（%）", wrong="percent.not-a-number")

    def validate_lead(self, field: OneOfListField) -> None:
        self.want(field, "lead.missing", given=bool(field.data))

    def validate_starts_on(self, field: DayField) -> None:
        self.want(field, "day.missing", given=field.day is not None)

    validate_due_on = validate_starts_on

    def terms(self) -> SubTaskTerms:
        return SubTaskTerms(
            title=self.title.data or "",
            lead_unit_id=self.lead.data,
            starts_on=self.starts_on.day or date.min,
            due_on=self.due_on.day or date.min,
            weight=self.weight.whole or 0,
            starting_percent=self.begins.value,
        )


class SplitForm(VersionedRowsForm):
    part = Rows(PartForm, most=MAX_PARTS)

    def parts(self) -> list[SubTaskTerms]:
        return [row.terms() for row in self.part.typed]


def split_form(
    task: TaskRow,
    units: Sequence[UnitChoice],
    sent: MultiDict[str, str] | None = None,
    *,
    on: date,
) -> SplitForm:
    """Empty rows are led by the task's own unit and end with it; where the task runs already they
    begin today, so that a new sub-task is not behind at once."""
    is_draft = not task.state.is_issued
    starts_on = task.starts_on if is_draft else min(max(task.starts_on, on), task.due_on)
    blank = {
        "title": "",
        "lead": str(task.lead_unit_id or 0),
        "starts_on": starts_on.isoformat(),
        "due_on": task.due_on.isoformat(),
        "weight": "1",
        "begins": "",
    }
    form = SplitForm(formdata=sent, version=task.version)
    form.open_rows(form.part, blank, sent)
    for entry in form.part:
        entry.form.lead.choices = unit_list(units)
    return form


class MilestoneForm(RowForm):
    TELLING = ("on", "text", "percent")
    on = DayField("日期")
    text = line_field("内容", most=MAX_TITLE)
    percent = WholeField("应达进度（%）", wrong="milestone.not-a-number")

    def validate_on(self, field: DayField) -> None:
        self.want(field, "day.missing", given=field.day is not None)

    def terms(self) -> MilestoneTerms:
        on, text = self.on.day or date.min, (self.text.data or "").strip()
        return MilestoneTerms(on=on, text=text, percent=self.percent.whole)


class MilestonesForm(VersionedRowsForm):
    milestone = Rows(MilestoneForm, most=MAX_MILESTONES, spare=4)

    def milestones(self) -> list[MilestoneTerms]:
        return [row.terms() for row in self.milestone.typed]


def milestones_form(
    task: TaskRow,
    sent: MultiDict[str, str] | None = None,
    proposed: Sequence[tuple[date, int]] = (),
) -> MilestonesForm:
    """Filled with the milestones that are there; what is `proposed` stands below what was typed."""
    known = [_row(each.on, each.text, each.percent) for each in task.milestones]
    form = MilestonesForm(formdata=sent, version=task.version, milestone=known)
    typed = {row.on.data for row in form.milestone.typed}
    form.milestone.append_rows(
        [_row(on, "", percent) for on, percent in proposed if on.isoformat() not in typed]
    )
    form.open_rows(form.milestone, {"on": "", "text": "", "percent": ""}, sent)
    return form


def _row(on: date, text: str, percent: int | None) -> dict[str, str]:
    return {
        "on": on.isoformat(),
        "text": text,
        "percent": "" if percent is None else str(percent),
    }
