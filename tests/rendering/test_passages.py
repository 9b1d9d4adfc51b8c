"""Where a plan may begin and end: at every paragraph, and at every sentence of a very long one."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.values import SourceSpan
from tracker.rendering.passages import bounds, passages, words_at

TEXT = "　　水务局工作总结\n一、回顾\n清淤86处。\n\n二、打算\n建泵站3座。换管道30公里。\n"
NOWHERE = SourceSpan(0, 0)
SENTENCE = "推进老旧管网改造" * 9 + "。"


def words(text: str, part: SourceSpan = NOWHERE) -> list[str]:
    return [each.words for each in passages(text, part)]


def part_of(text: str, begins: str, ends: str) -> SourceSpan:
    return SourceSpan(text.index(begins), text.index(ends) + len(ends))


def test_each_paragraph_is_one_without_the_blanks_around_it():
    assert words(TEXT) == [
        "水务局工作总结",
        "一、回顾",
        "清淤86处。",
        "二、打算",
        "建泵站3座。换管道30公里。",
    ]


def test_a_very_long_paragraph_falls_into_its_sentences():
    assert words(SENTENCE * 4 + "余下的话") == [SENTENCE] * 4 + ["余下的话"]
    assert words(SENTENCE * 2) == [SENTENCE * 2]


def test_the_plan_part_begins_and_ends_with_one_even_inside_a_paragraph():
    part = part_of(TEXT, "换管道", "30公里。")
    assert words(TEXT, part)[-2:] == ["建泵站3座。", "换管道30公里。"]
    found = passages(TEXT, part)
    assert bounds(found, part) == part
    assert words_at(found, part) == ("换管道30公里。", "换管道30公里。")


def test_blanks_at_the_edges_of_the_part_do_not_count():
    part = part_of(TEXT, "\n\n二、", "30公里。\n")
    found = passages(TEXT, part)
    assert words_at(found, bounds(found, part)) == ("二、打算", "建泵站3座。换管道30公里。")


@given(st.text(alphabet="一。 \n\t　建", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_no_word_is_lost_and_every_place_is_the_texts(text: str, one: int, other: int):
    part = SourceSpan(min(one, other), max(one, other))
    found = passages(text, part)
    assert [text[each.start : each.end] for each in found] == [each.words for each in found]
    kept = "".join(each.words for each in found)
    assert "".join(kept.split()) == "".join(text.split())
    if found:
        here = bounds(found, part)
        assert here.start in {each.start for each in found}
        assert here.end in {each.end for each in found}
        assert here.start < here.end
