"""Knows how to find the part of a document that plans, among summary, headings and furniture."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from tracker.domain.drafts.draft import Doubt
from tracker.parsing.document import Document
from tracker.parsing.structure.front import after_front
from tracker.parsing.structure.headings import (
    LONGEST_HEADING,
    Heading,
    find_headings,
    looks_back,
    years_in,
)
from tracker.parsing.structure.numbering import Mark
from tracker.parsing.structure.parts import Part, Role, aims_before, choose, find_parts
from tracker.parsing.structure.plan_end import without_tail
from tracker.parsing.tables.rows import Table

_OPENS_WITH_YEAR = re.compile(r"((?:19|20)\d\d)年(?!\d{1,2}月)")
_MOST_CANDIDATES = 200
_MOST_TURNS = 20
_LATER = r"下一步|下步|下一?阶段|下半年|明年|来年|今后|接下来|新的一年"
# 下一步,我局将… : a sentence that turns from what was done to what comes
_TURN = re.compile(
    rf"(?:^|(?<=[。!\s]))(?:(?:{_LATER})(?:工作)?(?:中|里|,|:|我|将|要|全|区|市|县|局|重点|主要)|"
    r"20\d\d年,?[^。\n]{0,25}(?:将|要)[^。\n]{0,120}(?:工作|任务)[^。\n]{0,10}[:。])",
    re.MULTILINE,
)
# ..., 着力抓好以下几方面工作: and the numbers begin on the next line
_OPENS_WORK = re.compile(r"[^。;\n]{0,120}以下[^。;:\n]{0,10}工作[:。]?\s*\n")
_TURN_TO_YEAR = re.compile(r"^20\d\d年,?[^。\n]{0,25}(?:将|要)", re.MULTILINE)
# 围绕稳增长,重点抓好以下工作: a line of two clauses, or one that opens what its heading names
_ANNOUNCES = re.compile(r",|以下|如下:?$")
_PLAN_NOUN = (
    r"(?:工作思路|工作打算|工作计划|工作安排|工作要点|重点工作|工作重点|主要任务|重点任务|工作举措|"
    r"工作设想|工作部署|思路和打算|打算|工作目标|思路)"
)
_INLINE_HEADING = re.compile(
    rf"(?:^|(?<=[。!\s)]))(?:20\d\d年|{_LATER})[^。;,:\n]{{0,18}}{_PLAN_NOUN}"
    r"(?:(?:和|及|与)[^。;,:\n]{2,10}?)?"
    r"(?=[\s:。]|下一步|20\d\d年|[一二三]、|\([一二三]\)|1[.、]|$)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of text that plans, with the heading that wraps it; `inside` is where that ends."""

    start: int
    inside: int
    end: int
    heading: Heading | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """The part that plans, in one stretch or several; `aims` between them hold figures only."""

    stretches: tuple[Stretch, ...]
    confidence: float
    doubts: tuple[Doubt, ...] = ()
    aims: tuple[Stretch, ...] = ()
    heading: Heading | None = None  # the first that says that the plan follows

    @property
    def start(self) -> int:
        return min(stretch.start for stretch in (*self.aims, *self.stretches))

    @property
    def end(self) -> int:
        return self.stretches[-1].end


def find_section(text: str, document: Document, marks: Sequence[Mark]) -> Section:
    position = after_front(text, document, marks)
    if position is not None:
        document = Document(text, document.blocks[position:])
        first = document.blocks[0].start
        marks = [mark for mark in marks if mark.start >= first]
    return _Landscape(text, document, marks).section()


def table_section(document: Document, tables: Sequence[Table]) -> Section | None:
    """The whole, where most of the text stands in tables of tasks: they are the plan."""
    if not tables:
        return None
    start, end = document.blocks[0].start, document.blocks[-1].end
    if sum(table.end - table.start for table in tables) * 2 <= end - start:
        return None
    return Section((Stretch(start, start, max(table.end for table in tables)),), 0.95)


class _Landscape:
    """A document seen from above: its headings and numbers, in order."""

    def __init__(self, text: str, document: Document, marks: Sequence[Mark]) -> None:
        self.text = text
        self.document = document
        self.marks = marks
        self.mark_starts = [mark.start for mark in marks]
        self.headings = find_headings(text, document, marks)
        self.latest_year = max((y for h in self.headings for y in years_in(h.words)), default=None)

    def section(self) -> Section:
        parts = find_parts(self.text, len(self.text), self.headings, self.marks)
        chosen = choose(self.text, parts)
        if chosen:
            return self._of_parts(parts, chosen)
        heading = self._plan_heading()
        if heading is None:
            return self._turn_or_whole()
        end = without_tail(
            self.text, self.document.blocks, self.mark_starts, heading.end, self._end_after(heading)
        )
        stretch = Stretch(heading.start, heading.end, end, heading)
        return Section((stretch,), 0.95, heading=heading)

    def _cut(self, start: int, end: int) -> int:
        return without_tail(self.text, self.document.blocks, self.mark_starts, start, end)

    def _of_parts(self, parts: Sequence[Part], chosen: Sequence[Part]) -> Section:
        """Sections that wrap what they hold give their content, others stand for themselves."""
        stretches: list[Stretch] = []
        for part in chosen:
            end = part.end
            if part is parts[-1]:
                end = without_tail(
                    self.text, self.document.blocks, self.mark_starts, part.heading.end, end
                )
            if part.role is Role.PLAN:
                stretches.extend(self._inside(part.heading, end))
            elif stretches and stretches[-1].heading is None and stretches[-1].end == part.start:
                stretches[-1] = replace(stretches[-1], end=end)
            else:
                stretches.append(Stretch(part.start, part.start, end))
        aims = [Stretch(part.start, part.start, part.end) for part in aims_before(parts, chosen)]
        said = next((part.heading for part in chosen if part.role is Role.PLAN), None)
        return Section(tuple(stretches), 0.95, aims=tuple(aims), heading=said)

    def _inside(self, heading: Heading, end: int) -> list[Stretch]:
        """What a heading wraps: all of it, or those of its sections that plan."""
        low, high = (bisect_left(self.headings, at, key=_start) for at in (heading.end, end))
        first, last = (bisect_left(self.mark_starts, at) for at in (heading.end, end))
        parts = find_parts(self.text, end, self.headings[low:high], self.marks[first:last])
        chosen = choose(self.text, parts)
        if not any(part.role is Role.PLAN for part in chosen):
            return [Stretch(heading.start, heading.end, end, heading)]
        return [
            Stretch(part.start, part.heading.end, part.end, part.heading)
            if part.role is Role.PLAN
            else Stretch(part.start, part.start, part.end)
            for part in chosen
        ]

    def _plan_heading(self) -> Heading | None:
        """The heading that most surely opens the plan, where the plan is only a part."""
        best: tuple[float, Heading] | None = None
        scored = ((h.plan_score(self.latest_year), h) for h in self._candidates())
        for score, heading in islice((pair for pair in scored if pair[0] >= 2), _MOST_CANDIDATES):
            if not self._is_apart(heading, score):
                continue
            weight = score + (1.5 if self._holds_marks(heading) else 0)
            if best is None or weight > best[0]:
                best = (weight, heading)
        return best[1] if best else None

    def _candidates(self) -> list[Heading]:
        """Headings but the title, and plan headings that stand inside a line."""
        found = [h for h in self.headings if h.mark is not None or h.start > self.title_end]
        starts = {h.start for h in self.headings} | {h.body for h in self.headings}
        for match in _INLINE_HEADING.finditer(self.text):
            if match.start() not in starts and match.start() > self.title_end:
                found.append(
                    Heading(match.start(), match.start(), match.end(), None, match.group())
                )
        return sorted(found, key=lambda heading: heading.start)

    @cached_property
    def title_end(self) -> int:
        """Where the short lines at the head of the document end; -1 when there are none."""
        end = -1
        for block in self.document.blocks[:6]:
            if block.end - block.start > LONGEST_HEADING or block.start in self.mark_starts[:1]:
                break
            end = block.start
        return end

    def _is_apart(self, heading: Heading, score: int) -> bool:
        """Whether something that is no plan comes before, or the heading wraps all that follows."""
        before = self._before(heading)
        if heading.mark is None:
            if score < 4 and _ANNOUNCES.search(heading.words):
                return False
            return any(h.is_review for h in before) or looks_back(
                self.text, 0, heading.start, years_in(heading.words)
            )
        if score >= 3 and self._wraps_all(heading.mark):
            return True
        peers = [h for h in before if h.mark is not None and h.mark.kind == heading.mark.kind]
        years = years_in(heading.words)
        if any(h.is_review or _is_earlier(h, years) for h in peers):
            return True
        if score < 4 or not peers:
            return False
        return looks_back(self.text, peers[0].end, heading.start, years)

    def _before(self, heading: Heading) -> Sequence[Heading]:
        position = bisect_left(self.headings, heading.start, key=lambda h: h.start)
        return self.headings[max(0, position - 400) : position]

    def _wraps_all(self, own: Mark) -> bool:
        return all(mark is own or mark.kind > own.kind for mark in self.marks)

    def _holds_marks(self, heading: Heading) -> bool:
        position = bisect_right(self.mark_starts, heading.end - 1)
        return position < len(self.marks) and self.marks[position].start < self._end_after(heading)

    def _end_after(self, heading: Heading) -> int:
        """Where the next heading of the same rank begins, or a review."""
        after = self.marks[bisect_left(self.mark_starts, heading.end) :]
        length = len(self.text)
        if heading.mark is not None:
            rank = heading.mark.kind
            return next((mark.start for mark in after if mark.kind <= rank), length)
        closing = next(
            (
                h.start
                for h in self.headings[bisect_right(self.headings, heading.end, key=_start) :]
                if h.mark is None and h.is_review
            ),
            length,
        )
        earlier = self.marks[: bisect_left(self.mark_starts, heading.start)]
        before = {mark.kind: mark.ordinal for mark in earlier[-400:]}
        for mark in after:
            goes_on = mark.ordinal > 1 and before.get(mark.kind) == mark.ordinal - 1
            if mark.kind < after[0].kind and goes_on:
                return min(mark.start, closing)
        return closing

    def _turn_or_whole(self) -> Section:
        start = self._turn()
        if start is not None:
            end = without_tail(
                self.text, self.document.blocks, self.mark_starts, start, len(self.text)
            )
            stretch = Stretch(start, start, end)
            if _OPENS_WORK.match(self.text, start):
                return Section((stretch,), 0.9)
            doubt = Doubt("plan.no-heading", self.text[start : start + 30])
            return Section((stretch,), 0.6, (doubt,))
        reviewed = any(h.is_review for h in self.headings[:50])
        start = self.document.blocks[0].start
        end = self._cut(start, len(self.text))
        doubts = (Doubt("plan.whole-document"),) if reviewed else ()
        return Section((Stretch(start, start, end),), 0.5 if reviewed else 0.9, doubts)

    def _turn(self) -> int | None:
        """Where a sentence turns to what comes, after text that tells what was done."""
        first = self.document.blocks[0].start
        for turn in islice(_TURN.finditer(self.text, first + 1), _MOST_TURNS):
            before = self.headings[: bisect_left(self.headings, turn.start(), key=_start)]
            told = any(h.is_review for h in before[-100:])
            if told or looks_back(self.text, first, turn.start(), years_in(turn.group())):
                return turn.start()
        return self._turn_before_restart(first)

    def _turn_before_restart(self, first: int) -> int | None:
        """2026年,我局将...: a paragraph behind which the numbers of the text begin again."""
        for turn in islice(_TURN_TO_YEAR.finditer(self.text, first + 1), _MOST_TURNS):
            position = bisect_left(self.mark_starts, turn.start())
            if position == 0 or position == len(self.marks):
                continue
            top = min(mark.kind for mark in self.marks[:position])
            if self.marks[position].kind is top and self.marks[position].ordinal == 1:
                return turn.start()
        return None


def _is_earlier(heading: Heading, years: Sequence[int]) -> bool:
    """一、2025年主要工作 before 二、2026年工作计划: a look back, though it does not say so."""
    own = _OPENS_WITH_YEAR.match(heading.words)
    return own is not None and bool(years) and int(own[1]) < min(years)


def _start(heading: Heading) -> int:
    return heading.start
