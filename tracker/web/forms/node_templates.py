"""节点模板: a name and rows of steps, which stand in the order of their numbers."""

from werkzeug.datastructures import MultiDict

from tracker.domain.breakdown import MAX_MILESTONES
from tracker.domain.node_templates import StepTerms, TemplateTerms
from tracker.domain.terms.texts import MAX_SHORT, MAX_TITLE
from tracker.queries.node_templates import TemplateRow
from tracker.web.fields import line_field
from tracker.web.forms.rows import RowForm, Rows, VersionedRowsForm
from tracker.web.forms.terms_fields import WholeField

WRONG = "milestone.not-a-number"


class StepForm(RowForm):
    TELLING = ("text", "share", "days", "percent")
    place = WholeField("次序", wrong=WRONG)
    text = line_field("节点", most=MAX_TITLE)
    share = WholeField("占期限（%）", wrong=WRONG)
    days = WholeField("或第几个工作日", wrong=WRONG)
    percent = WholeField("应达进度（%）", wrong=WRONG)

    def terms(self) -> StepTerms:
        return StepTerms(
            self.text.data or "", self.share.whole, self.days.whole, self.percent.whole
        )


class TemplateForm(VersionedRowsForm):
    name = line_field("名称", most=MAX_SHORT)
    step = Rows(StepForm, most=MAX_MILESTONES, spare=2, order="place")

    def terms(self) -> TemplateTerms:
        return TemplateTerms(self.name.data or "", tuple(row.terms() for row in self.step.typed))


def template_form(
    template: TemplateRow | None, sent: MultiDict[str, str] | None = None
) -> TemplateForm:
    steps = template.terms.steps if template else ()
    form = TemplateForm(
        formdata=sent,
        version=template.version if template else 0,
        name=template.terms.name if template else "",
        step=[_row(place, step) for place, step in enumerate(steps, start=1)],
    )
    blank = dict.fromkeys(("place", "text", "share", "days", "percent"), "")
    form.open_rows(form.step, blank, sent)
    return form


def _row(place: int, step: StepTerms) -> dict[str, str]:
    numbers = {"share": step.share, "days": step.days, "percent": step.percent}
    written = {name: "" if value is None else str(value) for name, value in numbers.items()}
    return {"place": str(place), "text": step.text} | written
