"""原文: a plan's own text, opened at the sentence that a task came from."""

from flask import Blueprint, render_template, request

from tracker.domain.permissions import Permission
from tracker.queries.document_text import get_document_page
from tracker.rendering.document_blocks import Marking, document_blocks
from tracker.web.access import requires
from tracker.web.converters import row_id

plan_texts = Blueprint("plan_texts", __name__)


@plan_texts.route("/plans/<int:plan_id>/document")
@requires(Permission.PLAN_VIEW)
def show(plan_id: int) -> str:
    page = get_document_page(
        plan_id,
        task_id=request.args.get("task", type=row_id),
        start=request.args.get("start", type=row_id),
        end=request.args.get("end", type=row_id),
    )
    marking = Marking(
        marked=page.task.spans if page.task else (),
        cuts=page.places,
        headings=page.headings,
    )
    blocks = document_blocks(page.window.text, page.window.start, marking)
    marked = [piece.start for block in blocks for piece in block.pieces() if piece.is_marked]
    return render_template(
        "plan_texts/show.html", page=page, blocks=blocks, sentence=min(marked, default=None)
    )
