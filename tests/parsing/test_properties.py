"""What holds for every text, whatever it says."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.parsing.marked import parsed
from tracker.domain.drafts.draft import PlanDraft
from tracker.domain.errors import UnreadableDocument
from tracker.parsing.pipeline import parse_plan

_MARKS = st.sampled_from(
    [
        "一、",
        "二、",
        "三、",
        "（一）",
        "（二）",
        "(三)",
        "1.",
        "2．",
        "3、",
        "（1）",
        "①",
        "一是",
        "二是",
        "首先，",
        "●",
        "",
    ]
)
_WORDS = st.sampled_from(
    [
        "加强河道巡查",
        "完善管理制度",
        "6月底前新建泵站3座",
        "漏损率控制在9%以内",
        "（责任单位：区水务局）",
        "主要任务",
        "2027年工作打算",
        "2026年工作情况",
        "全年开展培训12次，参训人员不少于500人次",
        "附件：名单",
        "下一步，我局将抓好以下工作",
    ]
)
_STOPS = st.sampled_from(["。", "；", "：", "，", "\n", "。\n", "\n\n", "\t", " ", ""])
_TEXTS = st.lists(st.tuples(_MARKS, _WORDS, _STOPS), min_size=1, max_size=25).map(
    lambda parts: "".join("".join(part) for part in parts)
)
_WIDTHS = str.maketrans("，；：（）", ",;:()")


def draft_of(text: str) -> PlanDraft | None:
    try:
        return parsed(text)
    except UnreadableDocument:
        return None


def starts(draft: PlanDraft | None) -> tuple[list[int], list[int]] | None:
    if draft is None:
        return None
    return [s.span.start for s in draft.strategies], [task.span.start for task in draft.tasks]


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_every_span_points_into_the_plan_part(text: str):
    draft = draft_of(text)
    if draft is None:
        return
    plan = draft.plan_span
    assert draft.text == text
    assert 0 <= plan.start < plan.end <= len(text)
    for task in draft.tasks:
        assert plan.start <= task.span.start < task.span.end <= plan.end
        spans = [m.span for m in task.measures] + [t.span for t in task.targets]
        spans += [deadline.span for deadline in task.deadlines]
        for span in spans:
            assert task.span.start <= span.start < span.end <= task.span.end


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_tasks_follow_one_another_without_overlap(text: str):
    draft = draft_of(text)
    tasks = draft.tasks if draft else ()
    for before, after in pairwise(tasks):
        assert before.span.end <= after.span.start


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_the_width_of_punctuation_changes_nothing(text: str):
    assert starts(draft_of(text)) == starts(draft_of(text.translate(_WIDTHS)))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused_in_words(data: bytes):
    try:
        draft = parse_plan("", data, year=2027, units=())
    except UnreadableDocument:
        return
    assert draft.tasks
