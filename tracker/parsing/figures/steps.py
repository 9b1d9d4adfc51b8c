"""Knows a figure that only says from where a step is made: 由80元提高至100元."""

import re

from tracker.parsing.figures.context import Context

_STEP = r"(?:提[高升]|增[加长]|扩大|下降|压[缩减]|缩[短减]|降低?|减少|上?调整?|升)(?:到|至|为)"
_STEP_TO = re.compile(rf"[^,。;]{{0,6}}?{_STEP}")
_AT_ONCE = re.compile(_STEP)
_STEP_FROM = re.compile(r"[由从][^由从,。;]{0,18}$")


def is_baseline(context: Context) -> bool:
    """由80元提高至100元, 60%提升到70%: the first figure is where things stand."""
    if _STEP_TO.match(context.after) is None:
        return False
    return bool(_AT_ONCE.match(context.after) or _STEP_FROM.search(context.near))
