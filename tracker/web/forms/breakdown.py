"""分解 and 节点: rows of sub-tasks and of milestones."""

from collections.abc import Sequence
from datetime import date

from werkzeug.datastructures import MultiDict

from tracker.domain.breakdown import MAX_MILESTONES, MAX_PARTS, MilestoneTerms, SubTaskTerms
from tracker.domain.terms.texts import MAX_TITLE
from tracker.queries.tasks import TaskRow
from tracker.queries.unit_choices import UnitChoice
from tracker.web.fields import DayField, line_field
from tracker.web.forms.rows import Row, Rows, RowsForm, rows_form, want
from tracker.web.forms.terms_fields import WholeField, unit_field, unit_list, weight_field

PARTS = Rows("part", ("title", "lead", "starts_on", "due_on", "weight"), ("title",), MAX_PARTS)
MILESTONES = Rows(
    "milestone", ("on", "text", "percent"), ("on", "text", "percent"), MAX_MILESTONES, spare=4
)


class SplitForm(RowsForm):
    kind = PARTS

    def validate(self, extra_validators: object = None) -> bool:
        super().validate(extra_validators)
        for row in self.filled_rows:
            want(row["lead"], "lead.missing", given=bool(row["lead"].data))
            for name in ("starts_on", "due_on"):
                want(row[name], "day.missing", given=row[name].day is not None)
        return not self.errors

    def parts(self) -> list[SubTaskTerms]:
        return [_part(row) for row in self.filled_rows]


def _part(row: Row) -> SubTaskTerms:
    return SubTaskTerms(
        title=row["title"].data or "",
        lead_unit_id=row["lead"].data,
        starts_on=row["starts_on"].day,
        due_on=row["due_on"].day,
        weight=row["weight"].whole or 0,
    )


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
    empty = {
        "title": "",
        "lead": str(task.lead_unit_id or 0),
        "starts_on": starts_on.isoformat(),
        "due_on": task.due_on.isoformat(),
        "weight": "1",
    }
    form = rows_form(
        SplitForm,
        _part_fields,
        version=task.version,
        rows=[] if sent is None else PARTS.filled(sent),
        empty=empty,
        sent=sent,
    )
    for place in form.places:
        form.row(place)["lead"].choices = unit_list(units)
    return form


def _part_fields(place: int) -> dict[str, object]:
    return {
        "title": line_field("举措", most=MAX_TITLE),
        "lead": unit_field("牵头单位"),
        "starts_on": DayField("开始"),
        "due_on": DayField("时限"),
        "weight": weight_field(),
    }


class MilestonesForm(RowsForm):
    kind = MILESTONES

    def validate(self, extra_validators: object = None) -> bool:
        super().validate(extra_validators)
        for row in self.filled_rows:
            want(row["on"], "day.missing", given=row["on"].day is not None)
        return not self.errors

    def milestones(self) -> list[MilestoneTerms]:
        return [_milestone(row) for row in self.filled_rows]


def _milestone(row: Row) -> MilestoneTerms:
    return MilestoneTerms(
        on=row["on"].day, text=(row["text"].data or "").strip(), percent=row["percent"].whole
    )


def milestones_form(
    task: TaskRow,
    sent: MultiDict[str, str] | None = None,
    proposed: Sequence[tuple[date, int]] = (),
) -> MilestonesForm:
    """Filled with the milestones that are there; what is `proposed` stands below what was typed."""
    rows = MILESTONES.filled(sent) if sent is not None else _known(task)
    typed = {row["on"] for row in rows}
    rows += [_row(on, "", percent) for on, percent in proposed if on.isoformat() not in typed]
    return rows_form(
        MilestonesForm,
        _milestone_fields,
        version=task.version,
        rows=rows,
        empty={"on": "", "text": "", "percent": ""},
        sent=sent,
    )


def _known(task: TaskRow) -> list[dict[str, str]]:
    return [_row(each.on, each.text, each.percent) for each in task.milestones]


def _row(on: date, text: str, percent: int | None) -> dict[str, str]:
    return {
        "on": on.isoformat(),
        "text": text,
        "percent": "" if percent is None else str(percent),
    }


def _milestone_fields(place: int) -> dict[str, object]:
    return {
        "on": DayField("日期"),
        "text": line_field("内容", most=MAX_TITLE),
        "percent": WholeField("应达进度（%）", wrong="milestone.not-a-number"),
    }
