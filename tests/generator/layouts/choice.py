"""Mixes a document from a seed: which front, which body, which tail, which look, which file."""

from dataclasses import replace
from random import Random

from tests.generator.layouts import front, prose, tables, tail
from tests.generator.layouts.front import FRONTS
from tests.generator.layouts.marks import BELOW, MARKS
from tests.generator.layouts.page import Document, Page
from tests.generator.layouts.prose import CLAUSES, MARKED, UNNUMBERED, Body, Style
from tests.generator.layouts.shapes import SHAPES, any_shape, glued
from tests.generator.layouts.tables import Form, fill, one_cell_a_line, some_form
from tests.generator.making import make_plan
from tests.generator.plan import Plan
from tests.parsing.files_of import Rows

_CLOSED = {"aims": "三、", "aims and goals": "四、"}  # the mark of a chapter behind the tasks
_LEAD_INS = (
    "坚持系统观念、突出重点，以更实举措推动{}取得新成效。",
    "围绕{}，重点抓好以下几项工作：",
)
_TABLES = ("table", "table", "table after prose", "one cell a line")


def make_document(seed: int) -> Document:
    dice = Random(seed)  # noqa: S311
    plan = make_plan(dice)
    form = dice.random()
    if form < 0.25:
        return _table_document(dice, plan)
    return _prose_document(dice, plan, with_annex=form > 0.93)


def _prose_document(dice: Random, plan: Plan, *, with_annex: bool) -> Document:
    page = Page()
    name = dice.choice(front.OF_A_SCHOOL if plan.school_year else tuple(FRONTS))
    write_front, marks = FRONTS[name]
    mark = dice.choice(marks)
    write_front(dice, page, plan)
    layout, body = _body(dice, mark)
    style = _style(dice, mark, with_clause=not with_annex)
    heading = style.heading
    body(dice, page, plan, style)
    traits = [name, f"heads {heading}" if layout.startswith("numbered") else ""]
    if style.lead_in and layout.startswith(("numbered", "一是", "第一")):
        traits.append("lead-in")
    if name in _CLOSED and not with_annex and dice.random() < 0.5:
        tail.safeguards(page, _CLOSED[name])
        traits.append("safeguards")
    if with_annex and layout.startswith("numbered") and heading != "none":
        _add_annex(page, plan)
        traits.append("annex")
    return _finished(dice, page, plan, layout, traits)


def _style(dice: Random, mark: str, *, with_clause: bool) -> Style:
    return Style(
        group=MARKS[mark],
        clause=dice.choice(CLAUSES) if with_clause and dice.random() < 0.6 else None,
        heading=dice.choice(("run-in", "run-in", "own line", "paragraphs", "none")),
        lead_in=dice.choice(_LEAD_INS) if dice.random() < 0.2 else "",
    )


def _add_annex(page: Page, plan: Plan) -> None:
    """The table says who and by when; the text above it does not."""
    page.line("附件：重点任务分解表")
    page.parts.append(tables.annex(plan))
    page.tasks = [
        replace(wanted, lead=task.lead, deadlines=(*wanted.deadlines, task.due))
        for wanted, task in zip(page.tasks, plan.tasks, strict=True)
        if task.due
    ]


def _body(dice: Random, mark: str) -> tuple[str, Body]:
    kind = dice.random()
    if kind < 0.45:
        return _numbered(dice, mark)
    if kind < 0.7:
        return _picked(dice, MARKED)
    return _picked(dice, UNNUMBERED)


def _numbered(dice: Random, mark: str) -> tuple[str, Body]:
    if mark == "一、" and dice.random() < 0.25:
        return "numbered 一、（一）1.", prose.three_levels
    task_mark = dice.choice(BELOW[mark])
    running = task_mark == "第一条" or (task_mark.startswith("1") and dice.random() < 0.25)
    kind = f"numbered {mark}{task_mark}{' running on' if running else ''}"
    return kind, prose.numbered(task_mark, running=running)


def _picked(dice: Random, bodies: dict[str, Body]) -> tuple[str, Body]:
    name = dice.choice(tuple(bodies))
    return name, bodies[name]


def _table_document(dice: Random, plan: Plan) -> Document:
    page = Page()
    page.line(f"{front.plan_title(dice, plan)}任务分解表")
    form, layout = some_form(dice), dice.choice(_TABLES)
    if layout == "table after prose":
        page.line(f"为抓好{plan.year}年各项工作，现将任务分解如下。")
    if layout == "one cell a line":
        form = Form(("number", "task", "lead", "due"), "row of its own")
    fill(dice, page, plan, form)
    if layout == "one cell a line":
        rows = page.parts.pop()
        assert isinstance(rows, Rows)
        page.parts += one_cell_a_line(rows)
    return _finished(dice, page, plan, layout, [f"groups {form.groups}", *_oddities(form)])


def _oddities(form: Form) -> list[str]:
    told = (
        ("two-row heading", form.two_row_heading),
        ("footer", form.footer),
        ("merged units", form.merged_units),
        ("empty column", "remark" in form.columns),
        ("no numbers", "number" not in form.columns),
        ("goal column", "goal" in form.columns),
        ("start column", "start" in form.columns),
        (f"dates {form.dates}", form.dates != "words"),
        ("title inside", form.title_inside),
    )
    return [name for name, is_so in told if is_so]


def _finished(dice: Random, page: Page, plan: Plan, layout: str, traits: list[str]) -> Document:
    if "annex" not in traits and dice.random() < 0.4:
        name = dice.choice(tuple(tail.TAILS))
        tail.TAILS[name](dice, page, plan)
        traits.append(name)
    shape = any_shape(dice)
    parts = SHAPES[shape](page.parts)
    if layout.startswith("numbered") and shape == "plain" and dice.random() < 0.2:
        shape, parts = "glued headings", glued(page.parts, page.groups)
    told = tuple(trait for trait in (*traits, shape) if trait)
    return Document(tuple(parts), page.wanted(plan.year), layout, told)
