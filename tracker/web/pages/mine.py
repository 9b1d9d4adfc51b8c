"""我的任务: five minutes a month."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import (
    Blueprint,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)

from tracker.domain.doing import Doing
from tracker.domain.mine import Group
from tracker.domain.permissions import Permission
from tracker.queries import mine as mine_queries
from tracker.queries.mine import MinePage, MineRow
from tracker.queries.task_history import find_last_update
from tracker.services import lifecycle as task_services
from tracker.web import session
from tracker.web import several as several_reports
from tracker.web.access import requires
from tracker.web.converters import row_id
from tracker.web.drafts import reported
from tracker.web.forms.progress import progress_form
from tracker.web.sending import Page, pressed, told
from tracker.web.task_forms import read_task

mine = Blueprint("mine", __name__)

AT_ONCE = 25  # rows of one group; a link shows as many more


@dataclass(frozen=True, slots=True)
class ShownGroup:
    group: Group
    rows: Sequence[MineRow]
    total: int

    @property
    def more(self) -> int:
        """How many rows the group shows when more are asked for; 0 when all are there."""
        return len(self.rows) + AT_ONCE if self.total > len(self.rows) else 0


@mine.route("/mine")
@requires(Permission.PROGRESS_REPORT)
def index() -> str:
    page = mine_queries.get_mine(session.doing())
    wanted = request.args.get("open", type=row_id)
    own = {row.id for _, rows in page.groups for row in rows if row.is_lead}
    groups = _shown(page, wanted)
    if wanted not in own:
        return render_template("mine/index.html", page=page, groups=groups, open_id=None)
    task = read_task(wanted)
    last = find_last_update(wanted)
    carry = last if "carry" in request.args else None
    return render_template(
        "mine/index.html",
        page=page,
        groups=groups,
        open_id=wanted,
        task=task,
        form=progress_form(task, back="mine", carry=carry),
        last=last,
    )


def _shown(page: MinePage, open_id: int | None) -> Sequence[ShownGroup]:
    """Of each group as many as were asked for, and in any case the row that is open."""
    chosen = request.args.get("group")
    asked = request.args.get("shown", AT_ONCE, type=row_id)
    groups = []
    for group, rows in page.groups:
        places = [place for place, row in enumerate(rows, start=1) if row.id == open_id]
        count = max([asked if group.value == chosen else AT_ONCE, *places])
        groups.append(ShownGroup(group, rows[:count], len(rows)))
    return groups


@mine.route("/mine/sign-off", methods=["POST"])
@requires(Permission.TASK_SIGN_OFF)
def sign_off() -> Page:
    """签收全部: everything of one's unit that is not signed off yet."""

    def use_case(doing: Doing) -> Page:
        waiting = mine_queries.get_mine(doing).to_sign
        for row in waiting:
            task_services.sign_off(doing, task_id=row.id)
        return told(f"已签收 {len(waiting)} 项", url_for("mine.index"))

    return pressed(use_case, url_for("mine.index"))


@mine.route("/mine/several")
@requires(Permission.PROGRESS_REPORT)
def several() -> Page:
    """Those that were ticked; without any, all that still want a report."""
    chosen = request.args.getlist("task", type=row_id)
    if not chosen:
        waiting = mine_queries.get_mine(session.doing()).to_report
        chosen = [row.id for row in waiting]
    rows = [line for line in several_reports.lines(chosen) if line.task.is_open]
    if not rows:
        flash("所选任务现在没有要报的进展")
        return redirect(url_for("mine.index"), code=303)
    return render_template("mine/several.html", lines=rows, sent=(), more=len(chosen) > len(rows))


@mine.route("/mine/several", methods=["POST"])
@requires(Permission.PROGRESS_REPORT)
def send_several() -> Page:
    chosen = request.form.getlist("task", type=row_id)[: several_reports.AT_ONCE]
    found = several_reports.lines(chosen)
    if len(found) < len(set(chosen)):
        flash(f"{len(set(chosen)) - len(found)} 项已不由本单位牵头，没有报送", "error")
    rows = [line for line in found if not line.is_untouched]
    if len(rows) < len(found):
        flash(f"{len(found) - len(rows)} 项没有填写，未报送")
    done = {line.task.id for line in rows if several_reports.send(line)}
    sent = [line.task for line in rows if line.task.id in done]
    left = [line for line in rows if line.task.id not in done]
    arrived = [task.id for task in sent]
    if left:
        page = render_template("mine/several.html", lines=left, sent=sent, more=False)
        return reported(make_response(page, 422), arrived)
    if sent:
        flash(f"已报送 {len(sent)} 项")
    return reported(redirect(url_for("mine.index"), code=303), arrived)
