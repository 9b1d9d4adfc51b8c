"""邮件: what waits, what was sent, what could not be delivered and why; send it once more."""

from flask import Blueprint, render_template, request, url_for

from tracker.domain.doing import Doing
from tracker.domain.permissions import Permission
from tracker.domain.values import MailState
from tracker.queries.outbox import count_by_state, list_parked, page_mails
from tracker.services import outbox
from tracker.web.access import requires
from tracker.web.converters import row_id
from tracker.web.fields import visible
from tracker.web.sending import Page, pressed, told

mails = Blueprint("mails", __name__)

LONGEST = 50  # characters of a search


@mails.route("/admin/mails")
@requires(Permission.SYSTEM_VIEW)
def index() -> str:
    state = request.args.get("state", "")
    who = visible(request.args.get("q", "")).strip()[:LONGEST]
    page = page_mails(
        state=MailState(state) if state in set(MailState) else None,
        who=who,
        before_id=request.args.get("before", type=row_id),
    )
    counts = count_by_state()
    return render_template(
        "mails/index.html",
        page=page,
        counts=counts,
        undelivered=counts[MailState.FAILED],
        parked=list_parked(),
        state=state,
        who=who,
        states=tuple(MailState),
    )


@mails.route("/admin/mails/<int:mail_id>/retry", methods=["POST"])
@requires(Permission.USER_MANAGE)
def retry(mail_id: int) -> Page:
    return pressed(lambda doing: _retried(doing, mail_id), url_for("mails.index"))


@mails.route("/admin/mails/retry", methods=["POST"])
@requires(Permission.USER_MANAGE)
def retry_all() -> Page:
    return pressed(lambda doing: _retried(doing, None), url_for("mails.index"))


def _retried(doing: Doing, mail_id: int | None) -> Page:
    queued = outbox.retry(doing, mail_id=mail_id)
    words = f"已重新放入发件箱 {queued} 封，一分钟内发出" if queued else "没有未送达的邮件"
    return told(words, url_for("mails.index"))
