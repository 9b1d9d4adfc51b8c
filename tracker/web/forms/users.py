"""人员, 改密码."""

from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.widgets import CheckboxInput, ListWidget

from tracker.domain.terms.people import MAX_LOGIN, MAX_NAME, UserTerms
from tracker.domain.values import Role
from tracker.domain.words.labels import label
from tracker.queries.unit_choices import UnitChoice
from tracker.queries.users import UserRow
from tracker.web.fields import OneOfListField, line_field, visible


class UserForm(FlaskForm):  # type: ignore[misc]
    seen = HiddenField()
    name = line_field("姓名", most=MAX_NAME)
    title = line_field("职务", most=MAX_NAME)
    mail = StringField("邮箱", filters=[visible])
    unit_id = OneOfListField("单位")
    roles = SelectMultipleField(
        "角色",
        choices=[SelectChoice(each.value, label(each)) for each in Role],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    is_active = BooleanField("在用")

    def offer(self, units: Sequence[UnitChoice]) -> None:
        self.unit_id.choices = [SelectChoice(str(unit.id), unit.name) for unit in units]

    def show(self, row: UserRow) -> None:
        self.seen.data = row.terms.fingerprint
        self.name.data, self.title.data, self.mail.data = row.name, row.title, row.mail
        self.unit_id.data = str(row.unit_id)
        self.roles.data = [role.value for role in row.roles]
        self.is_active.data = row.is_active

    def terms(self) -> UserTerms:
        return UserTerms(
            name=(self.name.data or "").strip(),
            title=(self.title.data or "").strip(),
            mail=(self.mail.data or "").strip() or None,
            unit_id=int(self.unit_id.data),
            roles=frozenset(Role(role) for role in self.roles.data or ()),
            is_active=bool(self.is_active.data),
        )


class NewUserForm(UserForm):
    login = line_field("登录名", most=MAX_LOGIN)
