"""Knows work that a plan gives no day for, and says so: 长期坚持, 持续推进."""

import re

from tracker.domain.drafts.draft import DeadlineDraft, Doubt
from tracker.domain.values import Period, Recurrence, SourceSpan
from tracker.parsing.dates.days import first_due

_UNSURE = 0.5
_WORDS = (
    r"(?:长期|持续|常态化?|经常性|贯穿全年|全年(?=坚持|推进|开展|实施|持续|常态|落实))"
    r"(?:坚持|推进|开展|实施|落实|推动|进行|持续|常态化?|工作)*"
)
_ALONE = re.compile(rf"(?P<words>{_WORDS})")
_BEHIND_LABEL = re.compile(rf":\s*(?P<words>{_WORDS})(?=[\s。;)]|$)")
_LABEL = re.compile(r"(?:(?:完成|办结|推进|实施)(?:时间|时限|期限)|时限|期限|进度)(?:要求|安排)?$")
_LONGEST_LABEL = 6


def find_ongoing(body: str, start: int, end: int, period: Period) -> DeadlineDraft | None:
    """What a cell of dates, or a line 完成时限:, of a folded text says instead of a day. How often
    is to be reported it does not say: each month, with a doubt.
    """
    words = body[start:end].strip(" \t\n。;")
    at = body.find(words, start, end)
    found = _ALONE.fullmatch(body, at, at + len(words)) or _labelled(body, start, end)
    if found is None:
        return None
    return DeadlineDraft(
        SourceSpan(*found.span("words")),
        due_on=first_due(Recurrence.MONTHLY, period, None),
        recurrence=Recurrence.MONTHLY,
        starts_on=period.start,
        confidence=_UNSURE,
        doubts=(Doubt("deadline.ongoing", found["words"]),),
    )


def _labelled(body: str, start: int, end: int) -> re.Match[str] | None:
    """The colon is looked for first: there are few of them."""
    for found in _BEHIND_LABEL.finditer(body, start, end):
        if _LABEL.search(body[max(start, found.start() - _LONGEST_LABEL) : found.start()]):
            return found
    return None
