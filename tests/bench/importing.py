"""Time from the upload of a report of sixty pages to its review page, by step and kind of file."""

from collections.abc import Callable
from io import BytesIO
from statistics import median

from tests.bench.machine import timed
from tests.bench.plan_texts import ORDINARY, plan_lines, word_file
from tests.bench.report import seconds
from tests.bench.scene import VIEWER, filled
from tests.client import StrictClient, new_client
from tests.parsing.files_of import can_print, printed
from tracker.queries import units
from tracker.queries.users import get_actor
from tracker.sandbox.bounded import parse_bounded

PAGES, REPORT = 60, 40_000  # characters
TIMES = 3
STEPS = ("parse in a process of its own", "upload, parse, keep", "review page")
WRITERS: dict[str, Callable[[list[str]], bytes]] = {
    "txt": lambda lines: "\n".join(lines).encode(),
    "docx": word_file,
    "pdf": printed,
}


def run() -> None:
    with filled(60) as app, app.app_context():
        client = new_client(app)
        client.log_in(get_actor(VIEWER).user_id)
        _steps(client, "txt", seed=TIMES)  # the first time also compiles the templates
        for ending in WRITERS:
            if ending != "pdf" or can_print():
                _print(ending, [_steps(client, ending, seed) for seed in range(TIMES)])


def _print(ending: str, taken: list[tuple[float, ...]]) -> None:
    for step, times in zip(STEPS, zip(*taken, strict=True), strict=True):
        timed(f"{PAGES} pages, {ending}: {step}", median(times) * 1000, "ms")
    whole = median(upload + page for _, upload, page in taken)
    timed(f"{PAGES} pages, {ending}: from upload to page", whole, "s", digits=2)


def _steps(client: StrictClient, ending: str, seed: int) -> tuple[float, ...]:
    """A report of its own for each seed: the same one would lead to the review that is open."""
    lines = [*plan_lines(REPORT, figures=ORDINARY, seed=seed), f"报送{ending}"]
    name, data = f"报告.{ending}", WRITERS[ending](lines)
    answers: list[str] = []

    def upload() -> None:
        answer = client.post("/imports", data={"file": (BytesIO(data), name)}, check=False)
        assert answer.status_code == 303, f"the upload answered {answer.status}"
        answers.append(answer.location)

    profiles = units.list_profiles()
    parsed = seconds(lambda: parse_bounded(name, data, year=None, units=profiles))
    kept = seconds(upload)
    return parsed, kept, seconds(lambda: client.get(answers[0], check=False))
