"""Knows how numbered items nest, and builds the tree of a stretch of text."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cmp_to_key
from itertools import pairwise

from tracker.parsing.structure.numbering import Kind, Mark


@dataclass(slots=True)
class Node:
    """A numbered item with all that stands under it; `end` is where the next item begins."""

    mark: Mark
    end: int
    children: list["Node"] = field(default_factory=list)

    @property
    def start(self) -> int:
        return self.mark.start

    @property
    def own_end(self) -> int:
        """Where the item's own words end and its first child begins."""
        return self.children[0].start if self.children else self.end


def build(marks: Sequence[Mark], end: int) -> list[Node]:
    """The items of a stretch as a forest, in order."""
    rank = _ranks(marks)
    roots: list[Node] = []
    path: list[Node] = []
    for mark in marks:
        while path and rank[path[-1].mark.kind] >= rank[mark.kind]:
            path.pop().end = mark.start
        node = Node(mark, end)
        (path[-1].children if path else roots).append(node)
        path.append(node)
    return roots


def _ranks(marks: Sequence[Mark]) -> dict[Kind, int]:
    """Levels of the kinds in use: the usual order, unless the numbers show another.

    A kind stands above another when the other begins again at 1 right after it.
    """
    above: Counter[tuple[Kind, Kind]] = Counter()
    for previous, mark in pairwise(marks):
        if mark.ordinal == 1 and mark.kind is not previous.kind:
            above[previous.kind, mark.kind] += 1

    def order(one: Kind, other: Kind) -> int:
        usual = -1 if one < other else 1
        for_usual, against = (
            above[min(one, other), max(one, other)],
            above[max(one, other), min(one, other)],
        )
        return -usual if against >= 2 and against > for_usual else usual

    kinds = sorted({mark.kind for mark in marks}, key=cmp_to_key(order))
    return {kind: level for level, kind in enumerate(kinds)}
