"""重读: the year, the plan part and the level of strategies, as a person says they are."""

from collections.abc import Mapping

from flask_wtf import FlaskForm
from wtforms import HiddenField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from tracker.domain.drafts.draft import HeadingLevel
from tracker.domain.drafts.hints import LEVELS, ONE_STRATEGY, Hints
from tracker.domain.drafts.review import Review
from tracker.domain.errors import RuleBroken
from tracker.domain.terms.dates import year_faults
from tracker.domain.values import SourceSpan
from tracker.domain.words.errors import error_sentence
from tracker.web.converters import row_id
from tracker.web.fields import FigureField, OneOfButtonsField


class ReadingForm(FlaskForm):  # type: ignore[misc]
    """`begins` and `ends` are chosen in the text, as offsets."""

    year = FigureField("年份", wrong="year.not-a-year")
    begins = HiddenField("从这里起")
    ends = HiddenField("到这里止")
    level = OneOfButtonsField("哪一级标题是工作板块")

    def validate_year(self, field: FigureField) -> None:
        if field.value is None and not field.errors:
            raise ValidationError(error_sentence(RuleBroken("year.not-a-year")))
        for fault in year_faults(field.value):
            raise ValidationError(error_sentence(fault))

    def validate_ends(self, field: HiddenField) -> None:
        part = self.part
        if part is None or part.start >= part.end:
            raise ValidationError(error_sentence(RuleBroken("document.part-empty")))

    @property
    def part(self) -> SourceSpan | None:
        try:
            return SourceSpan(row_id(self.begins.data or ""), row_id(self.ends.data or ""))
        except ValueError:  # nothing of ours
            return None

    def hints(self, review: Review, here: SourceSpan) -> Hints:
        """What is another than it was; of a form that holds. `here`: the plan part as shown."""
        year, level, part = int(self.year.value or 0), self.level.data, self.part
        is_moved = part is not None and part != here
        return Hints(
            year=None if year == review.year else year,
            begins=part.start if part and is_moved else None,
            ends=part.end if part and is_moved else None,
            level=None if level == level_now(review) else level,
        )


def level_now(review: Review) -> str:
    return review.hints.level or review.level


def reading_form(
    review: Review, here: SourceSpan, sent: Mapping[str, str] | None = None
) -> ReadingForm:
    """Filled from the draft, or as it was sent."""
    form = ReadingForm(
        formdata=sent,
        year=str(review.year),
        begins=str(here.start),
        ends=str(here.end),
        level=level_now(review),
        meta={"csrf": False},  # a question; the door asks for the token of what changes something
    )
    _offer_levels(form, review)
    return form


def show_reading(form: ReadingForm, review: Review) -> None:
    """What a look has found stands in the form: the next look goes on from there."""
    form.year.data = str(review.year)
    form.level.data = level_now(review)
    _offer_levels(form, review)


def _offer_levels(form: ReadingForm, review: Review) -> None:
    """Those of that reading, and what is chosen though it is not among them."""
    offered = {each.code: _words(each) for each in review.levels}
    if offered:
        offered[ONE_STRATEGY] = "不分板块，编号的各项都是任务"
    for code in (level_now(review), form.level.data):
        if not code:
            offered.setdefault("", "按系统判断")
        elif code in LEVELS:
            offered.setdefault(code, "所选范围内没有这一级标题")
    form.level.choices = [SelectChoice(code, words) for code, words in offered.items()]


def sent_hints(sent: Mapping[str, str]) -> Hints:
    """What the question carries, once it is answered: only what was said anew."""
    level = sent.get("level") or None
    try:
        year, begins, ends = (_number(sent.get(name, "")) for name in ("year", "begins", "ends"))
    except ValueError:
        raise RuleBroken("choice.not-listed") from None
    return Hints(year, begins, ends, level)


def _number(text: str) -> int | None:
    return row_id(text) if text else None


def _words(level: HeadingLevel) -> str:
    more = "……" if level.count > len(level.examples) else ""
    return f"{'；'.join(level.examples)}{more}（{level.count} 个）"
