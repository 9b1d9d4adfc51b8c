"""Knows how the plan part falls into strategies, and each strategy into items that are tasks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tracker.domain.drafts.hints import ONE_STRATEGY
from tracker.domain.values import SourceSpan
from tracker.parsing.document import Document
from tracker.parsing.items import Group, Item
from tracker.parsing.structure.beside_runs import cut_short, paragraphs_beside
from tracker.parsing.structure.levels import at_level, kind_of, with_wrapper
from tracker.parsing.structure.numbering import Kind, Mark
from tracker.parsing.structure.outline import Node, build
from tracker.parsing.structure.paragraphs import by_paragraph, paragraph_heads
from tracker.parsing.structure.plan_part import Section, Stretch
from tracker.parsing.structure.run_in_heads import LIKELY_AMONG_HEADS, RunInHead, find_run_in_heads
from tracker.parsing.structure.titles import head_of, label
from tracker.parsing.tables.glued_rows import has_unit_columns, with_trailing_units
from tracker.parsing.text.clauses import sentences, tight
from tracker.parsing.units.responsibility import opens_clause

_LEAD_IN = 2  # sentences that stand before the first of several heads
_MANY = 4  # sentences that are hardly a task each, where sisters have heads
_FLAT_ITEMS = frozenset(
    {Kind.ARABIC_PAREN, Kind.ARABIC_CLOSING, Kind.CIRCLED, Kind.LETTER, Kind.ORDINAL_WORD}
    | {Kind.FIRST_NEXT, Kind.RUN, Kind.BULLET}
)


def find_groups(
    text: str,
    document: Document,
    section: Section,
    marks: Sequence[Sequence[Mark]],
    title: SourceSpan,
    level: str | None = None,
) -> list[Group]:
    """Strategies with their items, of a folded text that is no table; `level`: the headings that
    a person says are the strategies.
    """
    bold = frozenset(block.emphasis for block in document.blocks if block.emphasis)
    groups: list[Group] = []
    for stretch, inside in zip(section.stretches, marks, strict=True):
        groups += _from_prose(_Prose(text, stretch, title, bold, level), inside)
    if groups and has_unit_columns(text, section.stretches[0].inside, groups[0].start):
        return [_with_units(text, group) for group in groups]
    return groups


def _with_units(text: str, group: Group) -> Group:
    return replace(group, items=tuple(with_trailing_units(text, item) for item in group.items))


@dataclass(frozen=True, slots=True)
class _Prose:
    """The plan part as running text. `bold`: where words set apart by bold type end.

    `by_paragraph`: whether the paragraphs of its strategies are the tasks.
    """

    text: str
    stretch: Stretch
    title: SourceSpan
    bold: frozenset[int]
    level: str | None = None
    by_paragraph: bool = False


def _from_prose(prose: _Prose, marks: Sequence[Mark]) -> list[Group]:
    roots = _roots(prose, marks)
    if not roots:
        items = _items_inside(prose, prose.stretch.inside, prose.stretch.end, ())
        return [_titled(prose, items)]
    if prose.level == ONE_STRATEGY:
        return [_titled(prose, [item for root in roots for item in _leaves(prose.text, root)])]
    if prose.level is None and _is_flat(prose, roots):
        return [_titled(prose, [_leaf_item(prose.text, root, ()) for root in roots])]
    prose = replace(prose, by_paragraph=by_paragraph(prose.text, _contents(prose.text, roots)))
    return _like_sisters(prose, [_group(prose, root) for root in roots])


def _roots(prose: _Prose, marks: Sequence[Mark]) -> list[Node]:
    kind, end = kind_of(prose.level), prose.stretch.end
    if kind is None:
        return _without_opening(build(marks, end))
    roots = build(with_wrapper(prose.stretch, marks, kind), end)
    return at_level(roots if kind in _FLAT_ITEMS else _without_opening(roots), kind)


def _leaves(text: str, root: Node) -> list[Item]:
    return _marked_items(text, root, ()) if root.children else [_leaf_item(text, root, ())]


def _contents(text: str, roots: Sequence[Node]) -> list[SourceSpan]:
    """What stands under the headings that hold no numbered items."""
    return [
        SourceSpan(head_of(text, root.mark.body, root.end).content, root.end)
        for root in roots
        if not root.children
    ]


def _like_sisters(prose: _Prose, groups: list[Group]) -> list[Group]:
    """Strategies of one document are built alike: what few show goes by what most show."""
    if _has_heads_by_chance(prose, groups):
        return [_by_sentence(prose, group) if _is_headed(group) else group for group in groups]
    headed = sum(all(item.marked for item in group.items) for group in groups)
    return [
        _by_paragraph(prose, group) or _by_weaker_heads(prose, group) or group
        if headed >= 2 and len(group.items) > _MANY and not any(i.marked for i in group.items)
        else group
        for group in groups
    ]


def _is_headed(group: Group) -> bool:
    return all(item.marked and not item.number for item in group.items)


def _has_heads_by_chance(prose: _Prose, groups: Sequence[Group]) -> bool:
    """Whether short sentences stand among others without being heads of them: heads begin at
    once, or behind a sentence that leads in.
    """
    if prose.by_paragraph:
        return False
    plain = [group for group in groups if not any(item.number for item in group.items)]
    headed = [group for group in plain if _is_headed(group)]
    at_once = sum(_begins_at_once(prose.text, group) for group in headed)
    return at_once < len(headed) and at_once * 2 <= len(plain)


def _begins_at_once(text: str, group: Group) -> bool:
    """In its paragraph, where the head of several heads and a sentence may lead in."""
    before = text[group.title.end + 1 : group.items[0].start].rpartition("\n")[2]
    return before.count("。") <= _LEAD_IN


def _by_sentence(prose: _Prose, group: Group) -> Group:
    above = group.items[0].above
    return replace(
        group, items=tuple(_sentence_items(prose.text, group.title.end, group.end, above))
    )


def _by_paragraph(prose: _Prose, group: Group) -> Group | None:
    """Where sisters have heads or marks, a strategy of paragraphs has one task a paragraph."""
    start = group.items[0].start
    heads = paragraph_heads(prose.text, start, group.end)
    items = _headed_items(prose.text, heads, group.items[0].above)
    return replace(group, items=tuple(items)) if len(items) > 2 else None


def _by_weaker_heads(prose: _Prose, group: Group) -> Group | None:
    """Where sisters have heads, what is a little like one is believed."""
    start, above = group.items[0].start, group.items[0].above
    heads = find_run_in_heads(prose.text, start, group.end, prose.bold, likely=LIKELY_AMONG_HEADS)
    items = _headed_items(prose.text, heads, above)
    return replace(group, items=tuple(items)) if len(items) > 1 else None


def _headed_items(
    text: str, heads: Sequence[RunInHead], above: tuple[SourceSpan, ...]
) -> list[Item]:
    return [
        Item(head.start, tight(text, head.start, head.end).end, head.start, "", True, above)
        for head in heads
    ]


def _without_opening(roots: list[Node]) -> list[Node]:
    """Goals listed before the first heading are no tasks."""
    first = next((i for i, root in enumerate(roots) if root.mark.kind not in _FLAT_ITEMS), 0)
    return roots[first:]


def _titled(prose: _Prose, items: Sequence[Item]) -> Group:
    """The one strategy of a plan that names none: its heading or title."""
    stretch, title = prose.stretch, prose.title
    start = stretch.start if stretch.heading else title.start
    first = items[0].start if items else stretch.end
    return Group(min(start, first), stretch.end, "", title, tuple(items))


def _is_flat(prose: _Prose, roots: Sequence[Node]) -> bool:
    """Whether the plan is one list, whose items are tasks rather than strategies."""
    if any(root.children for root in roots):
        return False
    if all(root.mark.kind in _FLAT_ITEMS for root in roots):
        return True
    if any(root.mark.kind < Kind.ARABIC for root in roots):
        return False
    count = sum(
        not _names_units(prose.text, span)
        for root in roots
        for span in sentences(prose.text, root.mark.body, root.end)
    )
    return count <= 2 * len(roots)


def _group(prose: _Prose, root: Node) -> Group:
    text = prose.text
    head = head_of(text, root.mark.body, root.own_end)
    title = tight(text, root.mark.body, head.end if head.end > root.mark.body else root.own_end)
    end = tight(text, root.start, root.end).end
    if root.children:
        items = _beside_runs(prose, root, _marked_items(text, root, ()))
    else:
        items = _items_inside(prose, head.content, root.end, (title,))
        if not items and root.mark.kind is not Kind.LINE:
            items = [_leaf_item(text, root, ())]
    return Group(root.start, end, label(text, root.mark), title, tuple(items))


def _beside_runs(prose: _Prose, root: Node, items: list[Item]) -> list[Item]:
    """With the paragraphs that are tasks beside runs of 一是 under heads of their own."""
    text, marks = prose.text, [child.mark for child in root.children]
    start = head_of(text, root.mark.body, root.own_end).content
    beside = paragraphs_beside(text, start, root.end, marks)
    if not beside:
        return items
    above = items[0].above[:1]
    cut = [
        i._replace(end=tight(text, i.start, cut_short(i.end, i.start, beside)).end) for i in items
    ]
    own = [
        Item(topic.start, tight(text, topic.start, topic.end).end, topic.start, "", True, above)
        for topic in beside
        if topic.is_task
    ]
    return sorted([*cut, *own], key=lambda item: item.start)


def _marked_items(text: str, node: Node, above: tuple[SourceSpan, ...]) -> list[Item]:
    """The leaves under a node, each with the words of the items that it stands under.

    Dashes under a number are measures: a task is what the document numbers.
    """
    own = (*above, tight(text, node.mark.body, node.own_end))
    items: list[Item] = []
    for child in node.children:
        if any(part.mark.kind is not Kind.BULLET for part in child.children):
            items.extend(_marked_items(text, child, own))
        else:
            items.append(_leaf_item(text, child, own))
    return items


def _leaf_item(text: str, node: Node, above: tuple[SourceSpan, ...]) -> Item:
    span = tight(text, node.start, node.end)
    shares = node.mark.kind in _FLAT_ITEMS
    return Item(node.start, span.end, node.mark.body, label(text, node.mark), True, above, shares)


def _items_inside(prose: _Prose, start: int, end: int, above: tuple[SourceSpan, ...]) -> list[Item]:
    """Items of a stretch without numbers: by run-in heads, else by sentences."""
    text = prose.text
    heads = paragraph_heads(text, start, end) if prose.by_paragraph else []
    heads = heads or find_run_in_heads(text, start, end, prose.bold)
    if heads:
        return _headed_items(text, heads, above)
    return _sentence_items(text, start, end, above)


def _sentence_items(text: str, start: int, end: int, above: tuple[SourceSpan, ...]) -> list[Item]:
    items: list[Item] = []
    for span in sentences(text, start, end):
        if _names_units(text, span) and items:
            items.append(items.pop()._replace(end=span.end))
        elif text[span.end - 1] not in ":!" and span.end - span.start > 3:
            items.append(Item(span.start, span.end, span.start, "", False, above))
    return _sharing(text, items)


def _names_units(text: str, span: SourceSpan) -> bool:
    """(责任单位:…) or 责任单位:… after the stop belongs to the sentence before it."""
    if opens_clause(text, span.start):
        return True
    words = text[span.start : span.end].rstrip("。;")
    return words.startswith(("(", "[")) and words.endswith((")", "]"))


def _sharing(text: str, items: list[Item]) -> list[Item]:
    """A clause that closes a paragraph may serve all its sentences."""
    shared = [
        item._replace(shares="\n" not in text[item.end : following.start])
        for item, following in pairwise(items)
    ]
    return [*shared, *items[-1:]]
