"""Knows what belongs to one task: its title, words, units, targets, deadlines, measures, doubts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tracker.domain.drafts.draft import (
    DeadlineDraft,
    Doubt,
    MeasureDraft,
    TargetDraft,
    TaskDraft,
    UnitSuggestion,
)
from tracker.domain.values import Period, SourceSpan
from tracker.parsing.dates.deadlines import find_deadlines, find_odd_dates
from tracker.parsing.dates.ongoing import find_ongoing
from tracker.parsing.figures.targets import find_targets
from tracker.parsing.items import Item
from tracker.parsing.measures import find_measures
from tracker.parsing.structure.titles import head_of, short_title
from tracker.parsing.text.clauses import SPACE
from tracker.parsing.units.responsibility import Responsibility, find_responsibility
from tracker.parsing.units.suggest import UnitMatcher

_ARABIC = re.compile(r"[0-9]{1,3}")
_VERY_LONG = 1200
_VERY_SHORT = 8
_TOO_CLOSE = 0.9


@dataclass(frozen=True, slots=True)
class Reading:
    """What every task of a plan is read against."""

    text: str
    folded: str
    year: int
    period: Period
    units: UnitMatcher


def read_tasks(reading: Reading, items: Sequence[Item]) -> tuple[TaskDraft, ...]:
    clauses = _with_shared([_responsibility(reading, item) for item in items], items)
    tasks = [_task(reading, item, clause) for item, clause in zip(items, clauses, strict=True)]
    for index in _jumps(items):
        doubts = (*tasks[index].doubts, Doubt("task.number-jumps", items[index].number))
        tasks[index] = replace(tasks[index], doubts=doubts, confidence=_confidence(doubts))
    return tuple(tasks)


def _jumps(items: Sequence[Item]) -> Iterator[int]:
    """Items whose Arabic number is neither the next one nor a new beginning."""
    for index, (before, item) in enumerate(pairwise(items), 1):
        numbered = _ARABIC.fullmatch(before.number) and _ARABIC.fullmatch(item.number)
        if numbered and int(item.number) not in (int(before.number) + 1, 1):
            yield index


def _confidence(doubts: Sequence[Doubt]) -> float:
    return max(0.3, 1.0 - 0.25 * len(doubts))


def _responsibility(reading: Reading, item: Item) -> tuple[Responsibility, ...]:
    if item.words_end is not None:
        return ()
    own = tuple(find_responsibility(reading.folded, item.body, item.end))
    if own:
        return own
    for span in reversed(item.above):
        inherited = find_responsibility(reading.folded, span.start, span.end)
        if inherited:
            return tuple(inherited)
    return ()


def _with_shared(
    clauses: list[tuple[Responsibility, ...]], items: Sequence[Item]
) -> list[tuple[Responsibility, ...]]:
    """一是…;二是…(责任单位:A): one clause at the end serves the items before it as well."""
    for index in range(len(items) - 2, -1, -1):
        item, following = items[index], items[index + 1]
        if not clauses[index] and item.shares and item.above == following.above:
            clauses[index] = clauses[index + 1]
    return clauses


def _task(reading: Reading, item: Item, clauses: tuple[Responsibility, ...]) -> TaskDraft:
    text = reading.text
    own = [
        clause.span
        for clause in clauses
        if clause.removable and item.start <= clause.span.start < item.end
    ]
    content = _content(text, item, own)
    title = short_title(text, item.body, item.words_end or item.end) or content[:30]
    named = [*item.lead, *(name for clause in clauses for name in clause.lead)]
    helping = [*item.supporting, *(name for clause in clauses for name in clause.supporting)]
    suggestions = reading.units.suggest(content, heading=title, named=named)
    targets: tuple[TargetDraft, ...] = tuple(_targets(reading, item))
    deadlines = _deadlines(reading, item)
    doubts = (*_doubts(item), *_unit_doubts(suggestions), *_date_doubts(reading, item))
    return TaskDraft(
        span=SourceSpan(item.start, item.end),
        number=item.number,
        title=title,
        content=content,
        lead_units=suggestions,
        supporting_units=tuple(dict.fromkeys(helping)),
        targets=targets,
        deadlines=deadlines,
        measures=_measures(reading, item, own),
        confidence=_confidence(doubts),
        doubts=doubts,
    )


def _places(item: Item, told: tuple[SourceSpan, ...]) -> tuple[SourceSpan, ...]:
    """Where to look: the cells of a row that tell it, else all words of the item, and the cells of
    an annex that repeats it.
    """
    whole = SourceSpan(item.body, item.end)
    return (told or (whole,)) if item.words_end is not None else (whole, *told)


def _targets(reading: Reading, item: Item) -> Iterator[TargetDraft]:
    for span in _places(item, item.figures):
        yield from find_targets(reading.folded, span.start, span.end, year=reading.year)


def _deadlines(reading: Reading, item: Item) -> tuple[DeadlineDraft, ...]:
    found = tuple(
        deadline for span in _places(item, item.dates) for deadline in _dates_in(reading, span)
    )
    found = found or _ongoing(reading, item)
    begun = _dates_in(reading, item.begins) if item.begins else []
    if not begun:
        return found
    return tuple(deadline._replace(starts_on=begun[0].due_on) for deadline in found)


def _ongoing(reading: Reading, item: Item) -> tuple[DeadlineDraft, ...]:
    spans = _places(item, item.dates)
    found = (find_ongoing(reading.folded, s.start, s.end, reading.period) for s in spans)
    return tuple(filter(None, found))[:1]


def _date_doubts(reading: Reading, item: Item) -> Iterator[Doubt]:
    for span in _places(item, item.dates):
        alone = span.start >= (item.words_end or item.end)
        year = reading.year
        yield from find_odd_dates(reading.folded, span.start, span.end, year=year, alone=alone)


def _dates_in(reading: Reading, span: SourceSpan) -> list[DeadlineDraft]:
    year, period = reading.year, reading.period
    return find_deadlines(reading.folded, span.start, span.end, year=year, period=period)


def _measures(
    reading: Reading, item: Item, leave_out: Sequence[SourceSpan]
) -> tuple[MeasureDraft, ...]:
    """The sentences and clauses behind the task's head; without any the head is the measure."""
    text, end = reading.text, item.words_end or item.end
    behind_head = head_of(reading.folded, item.body, end).content
    found = find_measures(text, behind_head, end, leave_out)
    return found or find_measures(text, item.body, end, leave_out)


def _content(text: str, item: Item, leave_out: Sequence[SourceSpan]) -> str:
    """The words of a task without its number and without the clauses that name units."""
    pieces, position = [], item.body
    for span in sorted(leave_out, key=lambda span: span.start):
        pieces.append(text[position : span.start])
        position = max(position, span.end)
    pieces.append(text[position : item.words_end or item.end])
    return "".join(pieces).strip(SPACE)


def _unit_doubts(suggestions: Sequence[UnitSuggestion]) -> tuple[Doubt, ...]:
    """Without a named unit a guess that the next one nearly equals is none to rely on."""
    if any(suggestion.named for suggestion in suggestions):
        return ()
    scores = [suggestion.score for suggestion in suggestions]
    close = len(scores) > 1 and scores[1] > scores[0] * _TOO_CLOSE
    return (Doubt("task.no-unit"),) if not scores or close else ()


def _doubts(item: Item) -> tuple[Doubt, ...]:
    doubts = []
    if not item.marked:
        doubts.append(Doubt("task.by-sentence"))
    elif not item.number:
        doubts.append(Doubt("task.by-head"))
    if item.end - item.body > _VERY_LONG:
        doubts.append(Doubt("task.very-long"))
    if item.end - item.body < _VERY_SHORT:
        doubts.append(Doubt("task.very-short"))
    return tuple(doubts)
