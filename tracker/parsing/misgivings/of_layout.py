"""Knows what the lines of a document say of a draft: all on one, numbers and heads inside."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tracker.domain.drafts.draft import Doubt, PlanDraft, StrategyDraft, TaskDraft
from tracker.parsing.document import Document
from tracker.parsing.structure.numbering import Mark

_LONG_LINE = 200  # characters
_SHOWN = 20
_FEW_HEADS = 6  # one line like a head in so many tasks is one by chance
_HEAD = r"[\u4e00-\u9fff]{4,16}"
_RUN_IN = re.compile(rf"(?:^|(?<=[^\u4e00-\u9fff])){_HEAD}(?=。[^。]{{8,}}。)")
_ALONE = re.compile(rf"{_HEAD}$")
_NUMBER_INSIDE = re.compile(
    r"(?<=[\u4e00-\u9fff])(?:\d{1,2}[.、．](?![\d.、])|[（(](?:[一二三四五六七八九十]{1,2}|\d{1,2})[）)]"
    r"|第[一二三四五六七八九十]{1,3}[条章])[\u4e00-\u9fff]"
)
# 规范市场秩序强化场所监管: two headings, or a heading and a sentence, in one clause
_GLUED = re.compile(
    r"[^，,]{4,}?(?:加强|强化|完善|健全|提升|提高|深化|优化|做[好优强]|抓[好实]|夯实|补齐|筑牢|推进|推动|严格|加大|加快"
    r"|落实|建立|扎实|聚焦|围绕|坚持|开展|修订|创新|打造|织密|压实|规范|对照|对标|统筹|组织|聘请|鼓励|总结|依托|用好"
    r"|\d{1,2}月|年内|年底|每[月季半年])[^，,。]{2,}"
)
_HEADING_INSIDE = re.compile(r"[。）)\]]([一二三四五六七八九十]{1,2})、[^。，、；]{4,}")


def of_layout(draft: PlanDraft, document: Document, marks: Sequence[Mark]) -> Iterator[Doubt]:
    yield from _one_line(draft, document)
    yield from _numbers_inside(draft, marks)
    yield from _heads_inside(draft)


def _one_line(draft: PlanDraft, document: Document) -> Iterator[Doubt]:
    """No line breaks, and most headings have run into the sentence behind them."""
    start, end = draft.plan_span.start, draft.plan_span.end
    longest = max(min(block.end, end) - max(block.start, start) for block in document.blocks)
    glued = sum(map(_is_glued, draft.strategies))
    bare = sum(not task.number for task in draft.tasks)
    if longest < max(_LONG_LINE, (end - start) * 0.8):
        return
    if bare * 5 >= len(draft.tasks) and glued * 2 >= len(draft.strategies):
        yield Doubt("plan.one-line")


def _is_glued(strategy: StrategyDraft) -> bool:
    """A title over several tasks that had to be cut has no end in the text."""
    endless = strategy.title.endswith("…") and len(strategy.tasks) > 1
    return endless or _GLUED.match(strategy.title) is not None


def _numbers_inside(draft: PlanDraft, marks: Sequence[Mark]) -> Iterator[Doubt]:
    """A number behind the words of a heading: what follows it is an item of its own."""
    titles = (*(one.title for one in draft.strategies), *(task.title for task in draft.tasks))
    found = [*filter(_NUMBER_INSIDE.search, titles), *_headings_inside(draft, marks)]
    if found:
        yield Doubt("plan.number-inside", found[0])


def _headings_inside(draft: PlanDraft, marks: Sequence[Mark]) -> Iterator[str]:
    """二、 inside a task of 一、, where no strategy is the second."""
    numbers = {strategy.number for strategy in draft.strategies}
    for task in draft.tasks if marks else ():
        found = _HEADING_INSIDE.search(draft.text, task.span.start, task.span.end)
        if found and found[1] not in numbers:
            yield found.group()[1 : _SHOWN + 1]


def _heads_inside(draft: PlanDraft) -> Iterator[Doubt]:
    """Lines inside numbered tasks that begin like the tasks themselves: their numbers are lost."""
    numbered = [task for task in draft.tasks if task.number]
    inside = [head for task in numbered for head in _heads_like_its_own(draft.text, task)]
    if len(inside) * _FEW_HEADS >= len(numbered) > 0:
        yield Doubt("plan.head-inside", inside[0])


def _heads_like_its_own(text: str, task: TaskDraft) -> Iterator[str]:
    lines = [line.strip() for line in text[task.span.start : task.span.end].splitlines()]
    lines = [line for line in lines if line]
    form = _RUN_IN if _RUN_IN.search(lines[0]) else _ALONE
    for line, below in pairwise([*lines[1:], ""]):
        head = form.match(line)
        if head and (form is _RUN_IN or len(below) > _SHOWN):
            yield head.group()
