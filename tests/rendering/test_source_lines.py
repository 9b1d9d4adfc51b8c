"""The text beside its draft: whole, in order, and every piece where it stands in the document."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.drafts.test_splitting import acts, after, plans
from tests.drafted import NAMES, PLAN, TEXT, Clause, drafted, fresh
from tracker.domain.drafts.corrections import drop, drop_target
from tracker.domain.drafts.review import Review, begin
from tracker.domain.drafts.splitting import cuts
from tracker.domain.values import SourceSpan
from tracker.rendering.source_lines import Line, Mark, Source, item_numbers, source_lines

BREAKS = "\n\r\u2028\u2029\x0b\x0c"


def shown(review: Review | None = None, text: str = TEXT, **named) -> Source:
    return source_lines(text, review or fresh(), **named)


def words_of(line: Line) -> str:
    return "".join(piece.text for piece in line.pieces)


def marks(source: Source) -> list[tuple[Mark, str]]:
    return [(p.mark, p.text) for line in source.lines for p in line.pieces if p.mark]


def test_each_paragraph_is_a_line_that_knows_its_item():
    lines = shown().lines
    assert [(line.number, line.item, line.is_heading) for line in lines] == [
        (2, None, True),
        (3, 2, False),
        (4, 3, False),
        (5, None, True),
        (6, 5, False),
    ]


def test_what_is_not_of_the_plan_stands_apart():
    source = shown()
    assert (source.before, source.after) == (("关于印发要点的通知",), ("联系人：办公室",))


def test_figures_dates_and_units_are_marked():
    assert marks(shown())[:5] == [
        (Mark.DATE, "6月底前"),
        (Mark.FIGURE, "120家"),
        (Mark.DATE, "9月底前"),
        (Mark.FIGURE, "30家"),
        (Mark.UNIT, "食品科"),
    ]


def test_a_figure_that_a_person_dropped_is_marked_as_none():
    assert (Mark.NO_FIGURE, "120家") in marks(shown(drop_target(fresh(), 2, 0, by="秦督办")))


def test_a_dropped_item_keeps_its_line_and_loses_its_marks():
    source = shown(drop(fresh(), [2], by="秦督办"))
    line = source.lines[1]
    assert (line.item, line.is_dropped) == (2, True)
    assert [piece.mark for piece in line.pieces] == [None]


def test_where_an_item_may_be_cut_is_offered_for_the_open_one_only():
    places = cuts(fresh().items[0])
    offered = [p.start for line in shown(cut_item=2).lines for p in line.pieces if p.can_cut]
    assert (offered, len(places)) == (list(places), 2)
    assert not any(p.can_cut for line in shown().lines for p in line.pieces)


def test_a_document_on_one_line_has_a_line_for_each_item():
    """Only the paragraph's first line bears its number."""
    text = TEXT.replace("\n", "\u3000")
    lines = shown(text=text).lines
    assert [line.item for line in lines] == [None, 2, 3, None, 5]
    assert [line.number for line in lines] == [1, None, None, None, None]


def test_an_item_over_several_paragraphs_is_one_item():
    wide = replace(
        fresh().items[0], span=SourceSpan(fresh().items[0].span.start, fresh().items[1].span.end)
    )
    lines = shown(replace(fresh(), items=(wide, fresh().items[2]))).lines
    assert [(line.item, line.is_first) for line in lines][1:3] == [(2, True), (2, False)]


def test_items_are_numbered_as_they_will_be_in_the_plan():
    assert item_numbers(fresh()) == {1: "一", 2: "一-01", 3: "一-02", 4: "二", 5: "二-01"}
    without = drop(fresh(), [2, 3], by="秦督办")
    assert item_numbers(without) == {4: "一", 5: "一-01"}  # an empty strategy is left out


@given(plans, acts)
def test_the_lines_are_the_text_of_the_plan_and_every_piece_points_back(draft, steps):
    review = after(begin(draft, NAMES), draft.text, steps)
    open_key = review.items[0].key
    lines = source_lines(draft.text, review, cut_item=open_key).lines
    part = draft.text[review.plan_span.start : review.plan_span.end]
    assert "".join(map(words_of, lines)) == part.translate(dict.fromkeys(map(ord, BREAKS)))
    for piece in (piece for line in lines for piece in line.pieces):
        assert draft.text[piece.start : piece.start + len(piece.text)] == piece.text


@given(plans, acts)
def test_every_item_has_its_first_line_and_no_line_is_of_two(draft, steps):
    review = after(begin(draft, NAMES), draft.text, steps)
    lines = source_lines(draft.text, review).lines
    firsts = [line.item for line in lines if line.is_first]
    assert sorted(firsts) == sorted(item.key for item in review.items)
    spans = {item.key: item.span for item in review.items}
    for line in lines:
        if line.item:
            start, last = line.pieces[0].start, line.pieces[-1]
            assert start >= spans[line.item].start
            assert last.start + len(last.text) <= spans[line.item].end


@given(st.text("正文 \u3000\r\n\u2028\x0b", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_any_text_in_any_breaks_is_shown_whole(text, one, other):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    review = replace(
        begin(drafted([[Clause("x")]]), NAMES),
        items=(),
        strategies=(),
        plan_span=SourceSpan(start, end),
    )
    source = source_lines(text, review)
    bare = "".join(words_of(line) for line in source.lines)
    assert "".join(bare.split()) == "".join(text[start:end].split())
    everything = "".join([*source.before, bare, *source.after])
    assert "".join(everything.split()) == "".join(text.split())


def test_the_tests_own_plan_is_read_as_it_was_written():
    assert TEXT[PLAN.plan_span.start :].startswith("板块1\n1.6月底前守好校园食堂检查120家。")
