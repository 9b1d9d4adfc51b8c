"""Knows the shape of what structure gives to content: strategies and items, as places only."""

from dataclasses import dataclass
from typing import NamedTuple

from tracker.domain.values import SourceSpan


class Item(NamedTuple):
    """What becomes a task.

    `body` is behind the number. `above`: the words of the items it stands under. `shares`: a clause
    that names units in the next item may serve this one. The rest is known of table rows only:
    `words_end` is where the words end and names of units and dates begin; `figures`, `dates` and
    `begins` are the places that tell how much, by when and from when.
    """

    start: int
    end: int
    body: int
    number: str
    marked: bool
    above: tuple[SourceSpan, ...] = ()
    shares: bool = False
    words_end: int | None = None
    lead: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()
    figures: tuple[SourceSpan, ...] = ()
    dates: tuple[SourceSpan, ...] = ()
    begins: SourceSpan | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """What becomes a strategy."""

    start: int
    end: int
    number: str
    title: SourceSpan
    items: tuple[Item, ...]
