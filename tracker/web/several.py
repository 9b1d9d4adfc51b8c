"""Several reports of one page: each is sent for itself, and what was not sent stays to be."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from flask import url_for
from werkzeug.wrappers import Response

from tracker import clock
from tracker.domain.doing import Doing
from tracker.domain.errors import Forbidden, NotFound
from tracker.domain.words.errors import error_sentence
from tracker.queries.several import SeveralRow, list_several
from tracker.services import progress as progress_services
from tracker.web import session
from tracker.web.forms.progress import ProgressForm, progress_form
from tracker.web.sending import Page, sent

AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Line:
    task: SeveralRow
    form: ProgressForm

    @property
    def is_untouched(self) -> bool:
        return self.form.is_untouched


def lines(task_ids: Sequence[int]) -> list[Line]:
    tasks = list_several(session.actor(), task_ids[:AT_ONCE], on=clock.today())
    return [Line(task, progress_form(task, prefix=f"t{task.id}-")) for task in tasks]


def send(line: Line) -> bool:
    """False when the row must be shown again, with the reasons at its fields."""

    def use_case(doing: Doing) -> Page:
        progress_services.report(
            doing,
            task_id=line.task.id,
            version=line.form.version.data or 0,
            report=line.form.report(),
        )
        return Response()  # the page is made when all of them were sent

    try:
        answer = sent(line.form, use_case, partial(_again, line), there=_mine)
    except (Forbidden, NotFound) as error:
        line.form.form_errors.append(error_sentence(error))
        return False
    return isinstance(answer, Response)


def _again(line: Line, stale: str) -> str:
    if stale:
        line.form.form_errors.append(stale)
        line.form.version.raw_data, line.form.version.data = None, line.task.version
    return ""


def _mine() -> str:
    return url_for("mine.index")
