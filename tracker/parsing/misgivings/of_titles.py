"""Knows what the titles of tasks say of a draft: alike or without words, they are no titles."""

import re
from collections import Counter
from collections.abc import Iterator

from tracker.domain.drafts.draft import Doubt, PlanDraft

_FEWEST = 3
_SHARE = 3  # one in so many
_WORDS = re.compile(r"[\u4e00-\u9fff].*[\u4e00-\u9fff]")


def of_titles(draft: PlanDraft) -> Iterator[Doubt]:
    """A label or a number taken for a task stands in its place again and again."""
    titles = [task.title for task in draft.tasks]
    wordless = [title for title in titles if not _WORDS.search(title)]
    title, times = Counter(titles).most_common(1)[0]
    if times >= _FEWEST and times * _SHARE >= len(titles):
        yield Doubt("plan.titles-alike", title)
    elif wordless and len(wordless) * _SHARE >= len(titles):
        yield Doubt("plan.titles-alike", wordless[0])
