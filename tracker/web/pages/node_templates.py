"""节点模板: the list, and one of them with its steps."""

from flask import Blueprint, render_template, request, url_for

from tracker.domain.doing import Doing
from tracker.domain.permissions import Permission
from tracker.queries.node_templates import TemplateRow, get_template, list_templates
from tracker.services import node_templates as services
from tracker.web.access import requires
from tracker.web.forms.node_templates import TemplateForm, template_form
from tracker.web.sending import Page, pressed, sent, told

node_templates = Blueprint("node_templates", __name__)


@node_templates.route("/node-templates")
@requires(Permission.NODE_TEMPLATE_EDIT)
def index() -> str:
    return render_template("node_templates/index.html", templates=list_templates())


@node_templates.route("/node-templates/new", methods=["GET", "POST"])
@requires(Permission.NODE_TEMPLATE_EDIT)
def add() -> Page:
    form = template_form(None, request.form if request.method == "POST" else None)

    def added(doing: Doing) -> Page:
        services.add(doing, terms=form.terms())
        return told(f"已新增节点模板：{form.name.data}", _list())

    if not form.is_submitted() or "more" in request.form:
        return _page(form, None)
    return sent(form, added, lambda _: _page(form, None))


@node_templates.route("/node-templates/<int:template_id>", methods=["GET", "POST"])
@requires(Permission.NODE_TEMPLATE_EDIT)
def edit(template_id: int) -> Page:
    template = get_template(template_id)
    form = template_form(template, request.form if request.method == "POST" else None)

    def edited(doing: Doing) -> Page:
        services.edit(
            doing,
            template_id=template_id,
            version=form.version.data or 0,
            terms=form.terms(),
        )
        return told(f"已保存节点模板：{form.name.data}", _list())

    def again(stale: str) -> str:
        if stale:
            form.form_errors.append(stale)
            form.version.raw_data, form.version.data = None, get_template(template_id).version
        return _page(form, template)

    if not form.is_submitted() or "more" in request.form:
        return _page(form, template)
    stands = get_template(template_id).terms == form.terms()
    return sent(form, edited, again, there=_list, stands=lambda: stands)


@node_templates.route("/node-templates/<int:template_id>/delete", methods=["POST"])
@requires(Permission.NODE_TEMPLATE_EDIT)
def delete(template_id: int) -> Page:
    template = get_template(template_id)

    def deleted(doing: Doing) -> Page:
        services.delete(
            doing,
            template_id=template_id,
            version=request.form.get("version", template.version, type=int),
        )
        return told(f"已删去节点模板：{template.terms.name}", _list())

    return pressed(deleted, url_for("node_templates.edit", template_id=template_id))


def _page(form: TemplateForm, template: TemplateRow | None) -> str:
    return render_template("node_templates/edit.html", form=form, template=template)


def _list() -> str:
    return url_for("node_templates.index")
