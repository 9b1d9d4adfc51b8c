"""The same plan in one form and another: the draft has to be the same, whatever it came in.

`READINGS` name the forms: kinds of file, lines broken at 38 characters or not at all, with and
without a look back in front or a signature behind, as running text or as a table.
"""

from collections.abc import Iterator
from random import Random

from tests.generator.layouts import front, prose, tables, tail
from tests.generator.layouts.marks import MARKS
from tests.generator.layouts.page import Document, Page
from tests.generator.making import make_plan
from tests.generator.plan import Plan
from tests.generator.score import squeezed
from tests.generator.trial import read
from tests.generator.writers import word_numbers, write
from tests.parsing.files_of import printed
from tracker.domain.drafts.draft import PlanDraft, TaskDraft

OF_PROSE = (
    "gb18030", "utf-16", "html", "html fragment", "web page", "docx", "xlsx", "xls", "ofd",
    "wrapped", "one line",
)  # fmt: skip
OF_TABLES = ("gb18030", "html", "docx", "xlsx", "xls", "ofd", "csv")
_FORM = tables.Form(("number", "group", "task", "lead", "support", "due", "remark"), "merged")

Said = list[object]


def grown_up_plan(seed: int) -> Plan:
    """One of a calendar year: a school has no look back in front."""
    dice = Random(seed)  # noqa: S311
    plan = make_plan(dice)
    while plan.school_year:
        plan = make_plan(dice)
    return plan


def prose_of(plan: Plan, *, before: str = "title only", signed: bool = False) -> Document:
    dice, page = Random(plan.year), Page()  # noqa: S311
    front.FRONTS[before][0](dice, page, plan)
    style = prose.Style(MARKS["（一）"], prose.CLAUSES[0], "run-in")
    prose.numbered("1.")(dice, page, plan, style)
    if signed:
        tail.signature(dice, page, plan)
    return Document(tuple(page.parts), page.wanted(plan.year), "numbered （一）1.")


def table_of(plan: Plan) -> Document:
    dice, page = Random(plan.year), Page()  # noqa: S311
    page.line(f"{plan.body}{plan.year}年工作要点任务分解表")
    tables.fill(dice, page, plan, _FORM)
    return Document(tuple(page.parts), page.wanted(plan.year), "table")


def said(data: bytes) -> Said:
    """What a draft says, without where it says it."""
    draft, refusal = read(data, "计划")
    return _said(draft) if draft else [refusal]


def _said(draft: PlanDraft) -> Said:
    return [
        draft.year,
        [(strategy.number, strategy.title, len(strategy.tasks)) for strategy in draft.strategies],
        [_task(task) for task in draft.tasks],
    ]


def _task(task: TaskDraft) -> object:
    return (
        task.number,
        squeezed(task.title),
        squeezed(task.content),
        [unit.name for unit in task.lead_units if unit.named],
        task.supporting_units,
        [(str(t.value), t.unit, t.op, squeezed(t.metric)) for t in task.targets],
        [(deadline.due_on, deadline.recurrence) for deadline in task.deadlines],
    )


def different(seed: int) -> Iterator[str]:
    """The names of the forms in which the plan of a seed gives another draft."""
    plan = grown_up_plan(seed)
    whole = prose_of(plan)
    wanted = said(write(whole, "txt"))
    for kind in OF_PROSE:
        if said(write(whole, kind)) != wanted:
            yield f"prose as {kind}"
    if said(word_numbers(whole.parts)) != wanted:
        yield "prose numbered by Word"
    for before in ("review wrapped", "review, problems, plan", "notice", "opening", "aims"):
        for kind in ("txt", "wrapped", "one line"):
            if said(write(prose_of(plan, before=before), kind)) != wanted:
                yield f"{before} as {kind}"
    for kind in ("txt", "wrapped", "docx"):
        if said(write(prose_of(plan, signed=True), kind)) != wanted:
            yield f"signed as {kind}"
    yield from _different_tables(plan)


def _different_tables(plan: Plan) -> Iterator[str]:
    table = table_of(plan)
    wanted = said(write(table, "txt"))
    for kind in OF_TABLES:
        if said(write(table, kind)) != wanted:
            yield f"table as {kind}"


def printed_differs(seed: int) -> list[tuple[object, object]]:
    """What a page printed by a browser says otherwise; its fonts yield radicals."""
    whole = prose_of(grown_up_plan(seed))
    pairs = zip(said(write(whole, "txt")), said(printed(whole.parts)), strict=True)
    return [(one, other) for one, other in pairs if one != other]
