"""我的任务: five minutes a month."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tracker import clock
from tracker.domain.permissions import Permission
from tracker.queries import mine as mine_queries
from tracker.queries.task_history import find_last_update
from tracker.queries.tasks import get_task
from tracker.services import tasks as task_services
from tracker.web import session
from tracker.web.access import requires
from tracker.web.converters import row_id
from tracker.web.forms.progress import progress_form

mine = Blueprint("mine", __name__)


@mine.route("/mine")
@requires(Permission.PROGRESS_REPORT)
def index() -> str:
    page = mine_queries.get_mine(session.actor(), on=clock.today())
    wanted = request.args.get("open", type=row_id)
    own = {row.id for _, rows in page.groups for row in rows if row.is_lead}
    if wanted not in own:
        return render_template("mine/index.html", page=page, open_id=None)
    task = get_task(wanted, on=clock.today(), policy=current_app.config["LIGHT_POLICY"])
    last = find_last_update(wanted)
    carry = last if "carry" in request.args else None
    return render_template(
        "mine/index.html",
        page=page,
        open_id=wanted,
        task=task,
        form=progress_form(task, back="mine", carry=carry),
        last=last,
    )


@mine.route("/mine/sign-off", methods=["POST"])
@requires(Permission.TASK_SIGN_OFF)
def sign_off() -> Response:
    """签收全部: everything of one's unit that is not signed off yet."""
    actor, policy = session.actor(), current_app.config["LIGHT_POLICY"]
    waiting = mine_queries.get_mine(actor, on=clock.today()).to_sign
    for row in waiting:
        task_services.sign_off(actor, task_id=row.id, now=clock.now(), policy=policy)
    flash(f"已签收 {len(waiting)} 项")
    return redirect(url_for("mine.index"), code=303)
