"""Several reports of one page: each is sent for itself, and what was not sent stays to be."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker import clock
from tracker.domain.errors import Forbidden, NotFound, RuleBroken, SentTwice, StaleWrite
from tracker.domain.words.errors import error_sentence
from tracker.queries.several import SeveralRow, list_several
from tracker.services import progress as progress_services
from tracker.web import session
from tracker.web.form_errors import form_errors
from tracker.web.forms.progress import ProgressForm, progress_form

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
    if not line.form.validate():
        return False
    try:
        with form_errors(line.form):
            progress_services.report(
                session.doing(),
                task_id=line.task.id,
                version=line.form.version.data or 0,
                report=line.form.report(),
            )
            return True
    except SentTwice:
        return True
    except StaleWrite as error:
        line.form.form_errors.append(error_sentence(error))
        line.form.version.raw_data = None
        line.form.version.data = line.task.version
    except (Forbidden, NotFound, RuleBroken) as error:
        line.form.form_errors.append(error_sentence(error))
    return False
