"""Bodies of running text: numbered items, 一是, heads that run in, bare sentences."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from tests.generator.layouts.marks import BELOW, MARKS, Mark
from tests.generator.layouts.page import Page
from tests.generator.plan import Group, Plan, Task

Clause = Callable[[Task], str]
_INNER = ("聚焦重点环节", "夯实工作基础", "补强薄弱环节")


@dataclass(frozen=True, slots=True)
class Style:
    """How one document writes its groups and who does what; without `clause` it is silent."""

    group: Mark
    clause: Clause | None
    heading: str  # of a task: "run-in", "own line", "paragraphs" (a line each) or "none"
    lead_in: str = ""  # a sentence under each group's heading, which is no task


Body = Callable[[Random, Page, Plan, Style], None]

CLAUSES: tuple[Clause, ...] = (
    lambda task: f"（牵头单位：{task.lead}{_helped('；配合单位：', task)}）",
    lambda task: f"（责任科室：{'、'.join((task.lead, *task.support))}）",
    lambda task: f"（责任单位：{'、'.join((task.lead, *task.support))}）",
    lambda task: f"({task.lead}牵头{_helped(',', task)}{'配合' if task.support else ''})",
    lambda task: f"（{'、'.join((task.lead, *task.support))}负责）",
    lambda task: f"[牵头科室:{task.lead}{_helped(';配合科室:', task)}]",
)


def _helped(words: str, task: Task) -> str:
    return words + "、".join(task.support) if task.support else ""


def _said(task: Task) -> str:
    return "".join(f"{sentence.words}。" for sentence in task.sentences)


def _closed(style: Style, task: Task) -> tuple[str, str]:
    """The clause behind a task, and the lead that it names."""
    return (style.clause(task), task.lead) if style.clause else ("", "")


def _item(page: Page, style: Style, mark: str, task: Task) -> None:
    """One task as a paragraph, or a heading line with its paragraph."""
    clause, lead = _closed(style, task)
    head = "" if style.heading == "none" else task.head
    stop = "。" if style.heading == "run-in" else ""
    page.line(f"{mark}{head}{stop}")
    if style.heading == "own line":
        page.line(_said(task) + clause)
    elif style.heading == "paragraphs":
        for sentence in task.sentences:
            page.line(f"{sentence.words}。")
        page.run_on(clause)
    else:
        page.run_on(_said(task) + clause)
    page.task(f"{mark}{head}{stop}{_said(task)}", task, lead=lead)


def _open(page: Page, style: Style, place: int, group: Group) -> None:
    page.group(style.group(place) + group.title)
    if style.lead_in:
        page.line(style.lead_in.format(group.title))


def numbered(mark_of: str, *, running: bool = False) -> Body:
    def body(dice: Random, page: Page, plan: Plan, style: Style) -> None:
        number = 0
        for place, group in enumerate(plan.groups, 1):
            _open(page, style, place, group)
            number = number if running else 0
            for task in group.tasks:
                number += 1
                _item(page, style, MARKS[mark_of](number), task)

    return body


def three_levels(dice: Random, page: Page, plan: Plan, style: Style) -> None:
    """一、（一）1.: the groups stand on top, the tasks below, headings between them."""
    for place, group in enumerate(plan.groups, 1):
        page.group(MARKS["一、"](place) + group.title)
        half = (len(group.tasks) + 1) // 2
        for inner, tasks in enumerate((group.tasks[:half], group.tasks[half:])):
            if tasks:
                page.line(MARKS["（一）"](inner + 1) + _INNER[inner])
            for number, task in enumerate(tasks, 1):
                _item(page, style, MARKS["1."](number), task)


def in_one_paragraph(mark_of: str) -> Body:
    """一是…二是… behind one another, under the heading of the group."""

    def body(dice: Random, page: Page, plan: Plan, style: Style) -> None:
        for place, group in enumerate(plan.groups, 1):
            _open(page, style, place, group)
            page.line("")
            for number, task in enumerate(group.tasks, 1):
                words = f"{MARKS[mark_of](number)}{task.head}。{_said(task)}"
                clause, lead = _closed(style, task)
                page.run_on(words + clause)
                page.task(words, task, lead=lead)

    return body


def parted_by_semicolons(dice: Random, page: Page, plan: Plan, style: Style) -> None:
    """一是…；二是…。 without heads, as most running text has it."""
    for place, group in enumerate(plan.groups, 1):
        _open(page, style, place, group)
        page.line("")
        for number, task in enumerate(group.tasks, 1):
            stop = "。" if number == len(group.tasks) else "；"
            said = "，".join(sentence.words for sentence in task.sentences)
            words = f"{MARKS['一是'](number)}{said}{stop}"
            page.run_on(words)
            page.task(words, task)


def on_the_line_of_its_heading(dice: Random, page: Page, plan: Plan, style: Style) -> None:
    """The group's heading ends with a stop and 一是 follows at once."""
    for place, group in enumerate(plan.groups, 1):
        page.group(f"{style.group(place)}{group.title}。")
        for number, task in enumerate(group.tasks, 1):
            words = f"{MARKS['一是'](number)}{task.head}。{_said(task)}"
            page.run_on(words)
            page.task(words, task)


def headed_paragraphs(dice: Random, page: Page, plan: Plan, style: Style) -> None:
    """No numbers below the groups: each paragraph opens with a short sentence."""
    for place, group in enumerate(plan.groups, 1):
        page.group(style.group(place) + group.title)
        for task in group.tasks:
            _item(page, replace(style, heading="run-in"), "", task)


def headings_without_numbers(dice: Random, page: Page, plan: Plan, style: Style) -> None:
    """Each task has a line of its own as heading, and its paragraph below."""
    for place, group in enumerate(plan.groups, 1):
        page.group(style.group(place) + group.title)
        for task in group.tasks:
            _item(page, replace(style, heading="own line"), "", task)


def heads_in_one_paragraph(dice: Random, page: Page, plan: Plan, style: Style) -> None:
    for place, group in enumerate(plan.groups, 1):
        page.group(style.group(place) + group.title)
        page.line("")
        for task in _headed(group):
            words = f"{task.head}。{_said(task)}"
            page.run_on(words)
            page.task(words, task)


def _headed(group: Group) -> Sequence[Task]:
    """A head names at least one sentence that is longer than itself."""
    return [task for task in group.tasks if len(task.sentences[0].words) > 2 * len(task.head)]


def bare_sentences(dice: Random, page: Page, plan: Plan, style: Style) -> None:
    """Neither number nor head: each sentence is a task."""
    for place, group in enumerate(plan.groups, 1):
        page.group(style.group(place) + group.title)
        page.line("")
        for task in group.tasks:
            for sentence in task.sentences:
                page.run_on(f"{sentence.words}。")
                page.task(f"{sentence.words}。", replace(task, sentences=(sentence,)))


def with_lines_beside(dice: Random, page: Page, plan: Plan, style: Style) -> None:
    """Each task is followed by lines that say who and by when."""
    for place, group in enumerate(plan.groups, 1):
        page.group(style.group(place) + group.title)
        for number, task in enumerate(group.tasks, 1):
            assert task.due is not None
            words = f"{number}.{task.head}。{_said(task)}"
            page.line(words)
            page.line(f"责任单位：{'、'.join((task.lead, *task.support))}")
            page.line(f"完成时限：{task.due.words}")
            page.task(words, task, lead=task.lead, told_due=True)


def below(dice: Random, group_mark: str) -> str:
    return dice.choice(BELOW[group_mark])


UNNUMBERED: dict[str, Body] = {
    "headed paragraphs": headed_paragraphs,
    "headings without numbers": headings_without_numbers,
    "heads in one paragraph": heads_in_one_paragraph,
    "bare sentences": bare_sentences,
}
MARKED: dict[str, Body] = {
    "一是 in one paragraph": in_one_paragraph("一是"),
    "第一， in one paragraph": in_one_paragraph("第一，"),
    "一是 parted by semicolons": parted_by_semicolons,
    "一是 behind the heading": on_the_line_of_its_heading,
    "一是 on lines": numbered("一是"),
    "lines beside": with_lines_beside,
}
