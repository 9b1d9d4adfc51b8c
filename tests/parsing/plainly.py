"""A plan as plain text, read with what a person says of it."""

from tracker.domain.drafts.draft import PlanDraft
from tracker.domain.drafts.hints import NO_HINTS, Hints
from tracker.parsing.pipeline import parse_plan


def read(text: str, hints: Hints = NO_HINTS) -> PlanDraft:
    return parse_plan("计划.txt", text.encode(), year=None, units=(), hints=hints)


def drawn(text: str, hints: Hints = NO_HINTS) -> dict[str, list[str]]:
    """The tasks by strategy."""
    strategies = read(text, hints).strategies
    return {each.title: [task.title for task in each.tasks] for each in strategies}
