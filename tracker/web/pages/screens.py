"""大屏: where wall screens hang, and the addresses that they open without a login."""

from flask import Blueprint, render_template, url_for

from tracker.domain.doing import Doing
from tracker.domain.permissions import Permission
from tracker.queries.screens import list_screens
from tracker.services import screens as screen_services
from tracker.web.access import requires
from tracker.web.forms.screens import ScreenForm
from tracker.web.sending import Page, pressed, sent, told

screens = Blueprint("screens", __name__)


@screens.route("/admin/screens")
@requires(Permission.SCREEN_MANAGE)
def index() -> str:
    return _page(ScreenForm(formdata=None))


@screens.route("/admin/screens", methods=["POST"])
@requires(Permission.SCREEN_MANAGE)
def add() -> Page:
    form = ScreenForm()

    def use_case(doing: Doing) -> Page:
        """The address is shown in this answer alone."""
        name, token = form.name.data or "", screen_services.new_token()
        screen_services.add(doing, name=name, token=token)
        address = url_for("board.screen", token=token, _external=True)
        return render_template("screens/added.html", name=name, address=address)

    return sent(form, use_case, lambda _: _page(form))


@screens.route("/admin/screens/<int:screen_id>/revoke", methods=["POST"])
@requires(Permission.SCREEN_MANAGE)
def revoke(screen_id: int) -> Page:
    back = url_for("screens.index")

    def use_case(doing: Doing) -> Page:
        screen_services.revoke(doing, screen_id=screen_id)
        return told("已停用，这块大屏再也打不开", back)

    return pressed(use_case, back)


def _page(form: ScreenForm) -> str:
    return render_template("screens/index.html", form=form, rows=list_screens())
