from tracker.parsing.structure.numbering import Kind, Mark, Place
from tracker.parsing.structure.outline import Node, build


def tree(*kinds: tuple[Kind, int]) -> list[object]:
    marks = [Mark(kind, n, at, at + 1, Place.BLOCK) for at, (kind, n) in enumerate(kinds)]
    return [shape(node) for node in build(marks, len(marks))]


def shape(node: Node) -> object:
    return [node.mark.start, *(shape(child) for child in node.children)]


A, B, C = Kind.HAN, Kind.HAN_PAREN, Kind.ARABIC


def test_lower_kinds_stand_under_higher_ones():
    assert tree((A, 1), (B, 1), (C, 1), (C, 2), (B, 2), (A, 2)) == [[0, [1, [2], [3]], [4]], [5]]


def test_a_document_may_begin_in_the_middle():
    assert tree((B, 3), (C, 1), (A, 4), (B, 1)) == [[0, [1]], [2, [3]]]


def test_a_kind_that_begins_again_under_another_stands_below_it():
    assert tree((C, 1), (B, 1), (B, 2), (C, 2), (B, 1)) == [[0, [1], [2]], [3, [4]]]


def test_a_node_ends_where_the_next_of_its_rank_begins():
    marks = [Mark(kind, 1, at, at, Place.BLOCK) for at, kind in enumerate((A, B, A))]
    first, second = build(marks, 9)
    assert (first.end, first.children[0].end, second.end) == (2, 2, 9)
