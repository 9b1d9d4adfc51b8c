"""核对: the names of the plan and of its strategies."""

from collections.abc import Mapping

from flask_wtf import FlaskForm
from wtforms import HiddenField

from tracker.domain.drafts.corrections import Names
from tracker.domain.drafts.review import Review
from tracker.domain.terms.texts import MAX_TITLE
from tracker.web.fields import line_field


class NamesForm(FlaskForm):  # type: ignore[misc]
    """The names as typed, and as they were on the page."""

    plan = line_field("计划名称", most=MAX_TITLE)
    organisation = line_field("单位", most=MAX_TITLE)
    plan_was = HiddenField()
    organisation_was = HiddenField()

    def overtake(self, review: Review) -> None:
        """Somebody else was quicker, and the page says so: sent again, the names are meant."""
        self.plan_was.data, self.organisation_was.data = review.title, review.organisation

    @property
    def typed(self) -> Names:
        return Names(self.plan.data or "", self.organisation.data or "")

    @property
    def was(self) -> Names:
        return Names(self.plan_was.data or "", self.organisation_was.data or "")


def names_form(review: Review, house: str, sent: Mapping[str, str] | None = None) -> NamesForm:
    """`house`: whose plan it is taken for where the text names nobody. `sent` for the form that
    comes back; on a page that answers another form, none."""
    return NamesForm(
        formdata=sent,
        plan=review.title,
        organisation=review.organisation or house,
        plan_was=review.title,
        organisation_was=review.organisation,
    )


class StrategyForm(FlaskForm):  # type: ignore[misc]
    """The name of one strategy as typed, and as it was on the page."""

    title = line_field("板块名称", most=MAX_TITLE)
    was = HiddenField()

    def overtake(self, review: Review, key: int) -> None:
        self.was.data = next((each.title for each in review.strategies if each.key == key), "")


def strategy_form(title: str, sent: Mapping[str, str] | None = None) -> StrategyForm:
    return StrategyForm(formdata=sent, title=title, was=title)
