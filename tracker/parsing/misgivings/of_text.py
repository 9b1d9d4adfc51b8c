"""Knows what in the text says that a draft may be wrong: torn off, or without stops."""

import re
from collections.abc import Iterator

from tracker.domain.drafts.draft import Doubt, PlanDraft

_CLOSES = "。；;！!？?：:）)]】”》."
_FEWEST = 2
_LONG = 60  # characters
_STOP = re.compile(r"[。；;！!？?]")
_LABEL = re.compile(r"(?m)^[ \t\u3000]*([\u4e00-\u9fff]{3,6})[:：]")
_SHOWN = 20


def of_text(draft: PlanDraft) -> Iterator[Doubt]:
    yield from _torn(draft)
    yield from _unlabelled(draft)
    yield from _without_stops(draft)


def _torn(draft: PlanDraft) -> Iterator[Doubt]:
    """The last task breaks off, where others close like sentences or are bare headings."""
    ends = [draft.text[task.span.start : task.span.end].rstrip() for task in draft.tasks]
    *before, last = (words.splitlines()[-1] for words in ends)
    closed = sum(words[-1] in _CLOSES for words in before)
    unlike = all(words[-1] in _CLOSES or len(words) < len(last) for words in before)
    if len(ends) >= _FEWEST and last[-1] not in _CLOSES and unlike and closed * 2 >= len(before):
        yield Doubt("plan.breaks-off", last[-_SHOWN:])


def _unlabelled(draft: PlanDraft) -> Iterator[Doubt]:
    """The last task lacks a line that each other one has: 完成时限:..."""
    labels = [
        set(_LABEL.findall(draft.text, task.span.start, task.span.end)) for task in draft.tasks
    ]
    *before, last = labels
    if len(labels) > _FEWEST and set.intersection(*before) - last:
        yield Doubt("plan.breaks-off", draft.tasks[-1].title)


def _without_stops(draft: PlanDraft) -> Iterator[Doubt]:
    """Long tasks that nothing numbers, and no stop in them: what parts them was lost."""
    endless = [
        task
        for task in draft.tasks
        if not task.number and len(task.content) > _LONG and not _STOP.search(task.content)
    ]
    if len(endless) * 4 >= len(draft.tasks):
        yield Doubt("plan.few-stops", endless[0].title)
