"""催办, 改派, 交办, 设时限 of many tasks: what is typed once for all of them."""

from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from tracker import clock
from tracker.domain.bulk_acts import BulkAct, BulkTerms
from tracker.queries.node_templates import TemplateRow, chain_of, list_templates
from tracker.queries.unit_choices import UnitChoice
from tracker.web.fields import DayField, OneOfListField, WordsField
from tracker.web.forms.terms_fields import UNCHOSEN, sentence, unit_field, unit_list


class BulkForm(FlaskForm):  # type: ignore[misc]
    """`previewed`: what the preview was about. With other terms it has to be seen anew."""

    previewed = HiddenField()

    @property
    def terms(self) -> BulkTerms:
        return BulkTerms()

    @property
    def decisive(self) -> str | None:
        """Of the terms, what decides about each task; None until it is typed."""
        return ""

    @property
    def is_previewed(self) -> bool:
        return self.decisive is not None and self.previewed.data == self.decisive

    def mark_previewed(self) -> None:
        self.previewed.raw_data, self.previewed.data = None, self.decisive or ""


class UrgeForm(BulkForm):
    word = WordsField("催办的话")

    @property
    def terms(self) -> BulkTerms:
        return BulkTerms(word=self.word.data or "")


class ReassignForm(BulkForm):
    lead = unit_field("改由哪个单位牵头")
    reason = WordsField("改派理由")

    def validate_lead(self, field: OneOfListField) -> None:
        if not field.data and not field.errors:
            raise sentence("lead.missing")

    @property
    def terms(self) -> BulkTerms:
        return BulkTerms(lead_unit_id=self.lead.data or None, reason=self.reason.data or "")

    @property
    def decisive(self) -> str | None:
        return str(self.lead.data) if self.lead.data and not self.lead.errors else None


class DueForm(BulkForm):
    due_on = DayField("完成时限")

    def validate_due_on(self, field: DayField) -> None:
        if field.day is None:
            raise sentence("day.missing")

    @property
    def terms(self) -> BulkTerms:
        return BulkTerms(due_on=self.due_on.day)

    @property
    def decisive(self) -> str | None:
        return self.due_on.day.isoformat() if self.due_on.day else None


class NodesForm(BulkForm):
    template = OneOfListField("节点模板", coerce=int)
    existing = OneOfListField(
        "已有节点的任务",
        choices=[
            SelectChoice("keep", "保留原有节点，不套用"),
            SelectChoice("replace", "换成模板的节点"),
        ],
    )

    def validate_template(self, field: OneOfListField) -> None:
        if not field.data and not field.errors:
            raise sentence("node-template.unchosen")

    def offer(self, templates: Sequence[TemplateRow]) -> None:
        self._offered = {template.id: template for template in templates}
        choices = [SelectChoice(each.id, each.terms.name) for each in templates]
        self.template.choices = [UNCHOSEN, *choices]

    @property
    def terms(self) -> BulkTerms:
        chosen = self._offered.get(self.template.data)
        chain = chain_of(chosen.terms, clock.today()) if chosen else None
        return BulkTerms(chain=chain, replaces=bool(self.existing.data == "replace"))

    @property
    def decisive(self) -> str | None:
        """With its version: a template may be changed between the preview and the confirmation."""
        chosen = self._offered.get(self.template.data)
        return f"{chosen.id}.{chosen.version}.{self.existing.data}" if chosen else None


_FORMS: dict[BulkAct, type[BulkForm]] = {
    BulkAct.URGE: UrgeForm,
    BulkAct.REASSIGN: ReassignForm,
    BulkAct.ISSUE: BulkForm,
    BulkAct.SET_DUE: DueForm,
    BulkAct.SET_NODES: NodesForm,
}


def bulk_form(act: BulkAct, units: Sequence[UnitChoice]) -> BulkForm:
    form = _FORMS[act]()
    if isinstance(form, ReassignForm):
        form.lead.choices = unit_list(units)
    if isinstance(form, NodesForm):
        form.offer(list_templates())
    return form
