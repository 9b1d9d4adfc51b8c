"""Texts as people type them: how long one may be, and what it may not hold."""

import re
from collections.abc import Mapping

from tracker.domain.errors import RuleBroken

MAX_TEXT = 4000  # a content, a report, a reason
MAX_TITLE = 200  # a task, a milestone, a strategy, a plan
MAX_SHORT = 60  # a metric, a unit of measure
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def text_faults(texts: Mapping[str, str], *, limit: int = MAX_TEXT) -> list[RuleBroken]:
    """By field: too long, or with signs that nobody can see."""
    faults = [
        RuleBroken("text.too-long", field=name, limit=limit, length=len(text))
        for name, text in texts.items()
        if len(text) > limit
    ]
    faults += [
        RuleBroken("text.control-characters", field=name)
        for name, text in texts.items()
        if _UNSEEN.search(text)
    ]
    return faults


def required_faults(
    texts: Mapping[str, str], *, limit: int = MAX_TEXT, missing: str = "text.missing"
) -> list[RuleBroken]:
    """Of texts that must not be left empty; a reason is asked for by its name."""
    return text_faults(texts, limit=limit) + [
        RuleBroken("reason.missing" if name == "reason" else missing, field=name)
        for name, text in texts.items()
        if not text.strip()
    ]
