"""审计记录: the log searched, handed out as a table, and proved."""

from flask import Blueprint, Response, render_template, request, stream_with_context

from tracker import clock
from tracker.domain.permissions import Permission
from tracker.domain.terms.dates import read_day
from tracker.domain.words.acts import ENTRIES
from tracker.domain.words.log import SUBJECTS, verified_sentence
from tracker.queries import audit_log
from tracker.queries.audit_log import AuditFilter
from tracker.rendering.audit_export import render_csv
from tracker.web.access import requires
from tracker.web.converters import row_id
from tracker.web.fields import visible

audit = Blueprint("audit", __name__)

MAX_WORDS = 50


@audit.route("/admin/audit")
@requires(Permission.SYSTEM_VIEW)
def index() -> str:
    wanted = _filter()
    return render_template(
        "audit/index.html",
        page=audit_log.get_page(
            wanted,
            before=request.args.get("before", type=row_id),
            after=request.args.get("after", type=row_id),
        ),
        wanted=wanted,
        kinds=SUBJECTS,
        actions=ENTRIES,
        arguments={name: value for name, value in _arguments(wanted).items() if value},
    )


@audit.route("/admin/audit/export")
@requires(Permission.SYSTEM_VIEW)
def export() -> Response:
    """What the search found, the oldest first, piece by piece: it may be the log of years."""
    pieces = render_csv(audit_log.each_row(_filter()))
    name = f"audit-{clock.today().isoformat()}.csv"
    return Response(
        stream_with_context(pieces),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f"attachment; filename={name}"},
    )


@audit.route("/admin/audit/verify")
@requires(Permission.SYSTEM_VIEW)
def verify() -> str:
    noted = visible(request.args.get("head", "")).strip() or None
    found = audit_log.verify(noted=noted)
    return render_template(
        "audit/verify.html", found=found, sentence=verified_sentence(found), noted=noted
    )


def _filter() -> AuditFilter:
    """The filter from the address. A value that makes no sense counts as missing."""
    asked = request.args
    return AuditFilter(
        since=read_day(asked.get("since", "")),
        until=read_day(asked.get("until", "")),
        who=_words("who"),
        action=asked.get("action", "") if asked.get("action") in ENTRIES else "",
        kind=asked.get("kind", "") if asked.get("kind") in SUBJECTS else "",
        subject_id=asked.get("id", type=row_id),
        words=_words("q"),
    )


def _words(name: str) -> str:
    return visible(request.args.get(name, "")).strip()[:MAX_WORDS]


def _arguments(wanted: AuditFilter) -> dict[str, object]:
    """The search as an address states it: links keep it."""
    return {
        "since": wanted.since and wanted.since.isoformat(),
        "until": wanted.until and wanted.until.isoformat(),
        "who": wanted.who,
        "action": wanted.action,
        "kind": wanted.kind,
        "id": wanted.subject_id,
        "q": wanted.words,
    }
