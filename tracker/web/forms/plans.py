"""修改 of a plan in draft; 整体顺延: the new end of one that is carried out."""

from datetime import date

from flask_wtf import FlaskForm
from wtforms import HiddenField

from tracker.domain.terms.dates import read_day
from tracker.domain.terms.plans import PlanTerms
from tracker.domain.terms.texts import MAX_TITLE
from tracker.domain.values import Period
from tracker.queries.plans import PlanRow
from tracker.web.fields import DayField, WordsField, line_field
from tracker.web.forms.terms_fields import VersionedForm, sentence


class PlanForm(VersionedForm):
    title = line_field("计划名称", most=MAX_TITLE)
    organisation = line_field("单位", most=MAX_TITLE)
    starts_on = DayField("开始日期")
    ends_on = DayField("结束日期")

    def validate_starts_on(self, field: DayField) -> None:
        if field.day is None and not field.errors:
            raise sentence("day.missing")

    validate_ends_on = validate_starts_on

    @property
    def terms(self) -> PlanTerms:
        return PlanTerms(
            title=self.title.data or "",
            organisation=self.organisation.data or "",
            period=Period(self.starts_on.day or date.min, self.ends_on.day or date.min),
        )


def plan_form(plan: PlanRow, house: str) -> PlanForm:
    """`house`: whose plan it is taken for where its document named nobody."""
    return PlanForm(
        version=plan.version,
        title=plan.title,
        organisation=plan.organisation or house,
        starts_on=plan.starts_on.isoformat(),
        ends_on=plan.ends_on.isoformat(),
    )


class PostponeForm(FlaskForm):  # type: ignore[misc]
    """`was` is the end that the page showed: a button pressed twice moves the plan once."""

    ends_on = DayField("新的结束日期")
    reason = WordsField("顺延理由")
    was = HiddenField()

    def validate_ends_on(self, field: DayField) -> None:
        if field.day is None:
            raise sentence("day.missing")

    @property
    def seen(self) -> date:
        return read_day(self.was.data or "") or date.min

    @property
    def new_end(self) -> date:
        return self.ends_on.day or date.min
