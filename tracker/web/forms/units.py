"""单位, 合并."""

from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from tracker.domain.terms.units import MAX_NAME, UnitTerms
from tracker.domain.values import UnitKind
from tracker.domain.words.labels import label
from tracker.queries.unit_choices import UnitChoice
from tracker.web.fields import OneOfListField, WordsField, line_field
from tracker.web.forms.terms_fields import WholeField, sentence


class UnitForm(FlaskForm):  # type: ignore[misc]
    seen = HiddenField()
    name = line_field("名称", most=MAX_NAME)
    kind = OneOfListField(
        "类别", choices=[SelectChoice(each.value, label(each)) for each in UnitKind]
    )
    position = WholeField("排序", empty=0)
    leader_id = OneOfListField("分管领导")
    aliases = WordsField("别名，一行一个")
    duties = WordsField("职责，一行一条")

    def offer(self, leaders: Sequence[tuple[int, str]]) -> None:
        choices = [SelectChoice(str(leader_id), name) for leader_id, name in leaders]
        self.leader_id.choices = [SelectChoice("", "未定"), *choices]

    def show(self, terms: UnitTerms) -> None:
        self.seen.data = terms.fingerprint
        self.name.data, self.kind.data = terms.name, terms.kind.value
        self.position.data = str(terms.position)
        self.leader_id.data = str(terms.leader_id or "")
        self.aliases.data = "\n".join(terms.aliases)
        self.duties.data = "\n".join(terms.duties)

    def terms(self) -> UnitTerms:
        return UnitTerms(
            name=self.name.data or "",
            kind=UnitKind(self.kind.data),
            position=self.position.whole or 0,
            aliases=tuple((self.aliases.data or "").splitlines()),
            duties=tuple((self.duties.data or "").splitlines()),
            leader_id=int(self.leader_id.data) if self.leader_id.data else None,
        )


class MergeForm(FlaskForm):  # type: ignore[misc]
    into = OneOfListField("并入")

    def validate_into(self, field: OneOfListField) -> None:
        if not field.data and not field.errors:
            raise sentence("choice.not-listed")

    def offer(self, units: Sequence[UnitChoice], *, but: int) -> None:
        choices = [SelectChoice(str(unit.id), unit.name) for unit in units if unit.id != but]
        self.into.choices = [SelectChoice("", "请选择"), *choices]
