"""Bodies that are a table of tasks, as 任务分解表 come: merged, half empty, with odd rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from tests.generator.layouts.marks import han
from tests.generator.layouts.page import Page
from tests.generator.plan import Deadline, Plan, Sentence, Task
from tests.parsing.files_of import Rows

_NAMES = {
    "number": ("序号", "编号"),
    "group": ("工作板块", "重点工作", "类别", "工作领域"),
    "task": ("工作任务", "具体举措", "任务内容", "主要任务", "工作措施"),
    "lead": ("牵头单位", "牵头科室", "责任单位", "责任科室", "承办科室"),
    "support": ("配合单位", "协办单位", "配合科室"),
    "start": ("开始时间", "启动时间"),
    "goal": ("年度目标", "目标值", "工作目标"),
    "due": ("完成时限", "完成时间", "办结时限", "时间节点"),
    "remark": ("备注", "完成情况", "责任人"),
    "weight": ("分值", "权重"),
}


@dataclass(frozen=True, slots=True)
class Form:
    """What is odd about a table."""

    columns: tuple[str, ...]
    groups: str  # "merged", "repeated", "first row only" or "row of its own"
    two_row_heading: bool = False
    footer: bool = False
    merged_units: bool = False
    numbers_restart: bool = False
    dates: str = "words"
    title_inside: bool = False


DATES: dict[str, Callable[[Deadline], str]] = {
    "words": lambda due: due.words,
    "2026-06-30": lambda due: f"{due.due:%Y-%m-%d}",
    "2026.6.30": lambda due: f"{due.due:%Y}.{_month(due)}.{_day(due)}",
    "2026年6月30日": lambda due: f"{due.due:%Y}年{_month(due)}月{_day(due)}日",
    "6月30日前": lambda due: f"{_month(due)}月{_day(due)}日前",
}


def _month(due: Deadline) -> int:
    return due.due.month if due.due else 0


def _day(due: Deadline) -> int:
    return due.due.day if due.due else 0


def some_form(dice: Random) -> Form:
    groups = dice.choice(("merged", "merged", "repeated", "first row only", "row of its own"))
    support, due = dice.random() < 0.6, dice.random() < 0.85
    two_rows = support and dice.random() < 0.35
    columns = [
        *(("number",) if dice.random() < 0.85 else ()),
        *(() if groups == "row of its own" else ("group",)),
        "task",
        *(("goal",) if dice.random() < 0.2 else ()),
        *(("weight",) if dice.random() < 0.15 else ()),
        *(("due",) if due and dice.random() < 0.3 and not two_rows else ()),
        "lead",
        *(("support",) if support else ()),
    ]
    if due and "due" not in columns:
        columns += ["start", "due"] if dice.random() < 0.2 else ["due"]
    if dice.random() < 0.35:
        columns.append("remark")
    return Form(
        columns=tuple(columns),
        groups=groups,
        two_row_heading=two_rows,
        footer=dice.random() < 0.2,
        merged_units=groups in ("merged", "repeated") and dice.random() < 0.3,
        numbers_restart=dice.random() < 0.2,
        dates=dice.choice(("words", "words", *DATES)),
        title_inside=not two_rows and dice.random() < 0.2,
    )


def fill(dice: Random, page: Page, plan: Plan, form: Form) -> None:
    page.parts.append(_table(dice, page, plan, form))


def _table(dice: Random, page: Page, plan: Plan, form: Form) -> Rows:
    rows: list[tuple[str, ...]] = []
    merges: list[tuple[int, int, int, int]] = []
    width, number = len(form.columns), 0
    if form.title_inside:
        rows.append((str(page.parts.pop(0)), *[""] * (width - 1)))
        merges.append((0, 0, 1, width))
    _heading(dice, form, rows, merges)
    for place, group in enumerate(plan.groups, 1):
        first = len(rows)
        title = group.title
        if form.groups == "row of its own":
            title = f"{han(place)}、{group.title}"
            rows.append((title, *[""] * (width - 1)))
            merges.append((first, 0, 1, width))
            first += 1
        page.groups.append(title)
        number = 0 if form.numbers_restart else number
        unit = group.tasks[0] if form.merged_units else None
        for task in group.tasks:
            number += 1
            shown = title if form.groups != "first row only" or len(rows) == first else ""
            rows.append(_row(dice, page, form, number, shown, task, unit or task))
        merges += _merged(form, first, len(group.tasks))
    if form.footer:
        rows.append(("填表人：", *[""] * (width - 2), "审核人："))
    return Rows(tuple(rows), tuple(merges))


def _merged(form: Form, first: int, height: int) -> list[tuple[int, int, int, int]]:
    wanted = ["group"] if form.groups == "merged" else []
    wanted += ["lead", "support"] if form.merged_units else []
    return [
        (first, column, height, 1)
        for column, name in enumerate(form.columns)
        if name in wanted and height > 1
    ]


def _heading(
    dice: Random,
    form: Form,
    rows: list[tuple[str, ...]],
    merges: list[tuple[int, int, int, int]],
) -> None:
    names = [dice.choice(_NAMES[column]) for column in form.columns]
    if not form.two_row_heading:
        rows.append(tuple(names))
        return
    lead = form.columns.index("lead")
    above, below = list(names), [""] * len(names)
    above[lead], above[lead + 1] = "责任分工", ""
    below[lead], below[lead + 1] = "牵头单位", "配合单位"
    rows += [tuple(above), tuple(below)]
    merges.append((0, lead, 1, 2))
    merges += [(0, column, 2, 1) for column in range(len(names)) if column not in (lead, lead + 1)]


def _row(
    dice: Random, page: Page, form: Form, number: int, group: str, task: Task, charged: Task
) -> tuple[str, ...]:
    goals = [sentence for sentence in task.sentences if sentence.targets]
    if "goal" not in form.columns:
        goals = []
    words = _words(task, without=goals)
    due = "due" in form.columns
    cells = {
        "number": str(number),
        "group": group,
        "task": words,
        "lead": charged.lead,
        "support": "、".join(charged.support),
        "goal": "。".join(sentence.words for sentence in goals),
        "start": f"{max(1, _month(task.due) - 2)}月" if task.due else "",
        "due": DATES[form.dates](task.due) if task.due else "",
        "remark": "",
        "weight": str(dice.choice((2, 3, 5))),
    }
    page.task(words, task, lead=charged.lead, told_due=due)
    return tuple(cells[column] for column in form.columns)


def _words(task: Task, *, without: Sequence[Sentence] = ()) -> str:
    said = [sentence for sentence in task.sentences if sentence not in without]
    return f"{task.head}。" + "".join(f"{sentence.words}。" for sentence in said)


def annex(plan: Plan) -> Rows:
    """A table behind the text that repeats its tasks, with who and by when."""
    rows: list[tuple[str, ...]] = [("序号", "工作任务", "责任单位", "完成时限")]
    for number, task in enumerate(plan.tasks, 1):
        assert task.due is not None
        rows.append((str(number), task.head, task.lead, task.due.words))
    return Rows(tuple(rows))


def one_cell_a_line(rows: Rows) -> Sequence[str]:
    """As a copy from a web page comes: each cell that is filled is a line."""
    return [cell for row in rows.rows for cell in row if cell]
