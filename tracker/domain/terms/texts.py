"""Knows what is wrong with texts that must not be left empty."""

from collections.abc import Mapping

from tracker.domain.errors import RuleBroken
from tracker.domain.progress import text_faults


def required_faults(texts: Mapping[str, str]) -> list[RuleBroken]:
    """By field; a reason is asked for by its name."""
    return text_faults(texts) + [
        RuleBroken("reason.missing" if name == "reason" else "text.missing", field=name)
        for name, text in texts.items()
        if not text.strip()
    ]
