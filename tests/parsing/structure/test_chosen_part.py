"""What a person says is the plan is the plan: all of it, and nothing else."""

import pytest

from tests.parsing.plainly import drawn, read
from tracker.domain.drafts.hints import Hints
from tracker.domain.errors import UnreadableDocument
from tracker.parsing.pipeline import parse_plan

PLAN = """河湾区水务局2027年工作要点
一、供水保障
1.新建泵站3座。
2.更换管道30公里。
二、防洪排涝
1.清淤河道20公里。
2.加固堤防5公里。
三、节水宣传
1.进社区宣传12场。
2.节水载体建设8个。
"""
TWO_PAPERS = """河湾区水务局2026年工作总结和2027年工作计划
一、2026年工作总结
（一）供水
1.铺设管道12公里。
（二）防洪
1.清淤河道86处。
二、2027年工作计划
（一）供水
1.新建泵站3座。
（二）防洪
1.加固堤防5公里。
"""
GOVERNMENT = """河湾区2027年政府工作报告
二、干字当头，五年答卷
（一）建厂。已建厂2座。
三、一鼓作气勇争先
（一）壮大实体经济
1.建厂3座。
（二）深挖内需
1.办展12场。
（三）治水
1.清淤20公里。
四、转变作风
（一）忠诚。不忘初心。
"""
ONE_LINE = "河湾区水务局2027年工作要点。去年清淤86处。新建泵站3座。更换管道30公里。加固堤防5公里。"
TABLE = """2027年任务分解表
序号\t任务\t牵头单位\t完成时限
1\t新建泵站3座\t工程科\t6月底前
2\t更换管道30公里\t工程科\t9月底前
3\t加固堤防5公里\t水政科\t10月底前
4\t进社区宣传12场\t水政科\t年底前
"""


def between(text: str, begins: str, ends: str) -> Hints:
    return Hints(begins=text.index(begins), ends=text.index(ends) + len(ends))


@pytest.mark.parametrize(
    ("text", "begins", "ends", "wanted"),
    [
        (
            PLAN,
            "二、防洪",
            "建设8个。",
            {"防洪排涝": ["清淤河道20公里", "加固堤防5公里"],
             "节水宣传": ["进社区宣传12场", "节水载体建设8个"]},
        ),
        (PLAN, "一、供水", "泵站3座。", {"供水保障": ["新建泵站3座"]}),
        (
            TWO_PAPERS,
            "一、2026年",
            "清淤河道86处。",
            {"供水": ["铺设管道12公里"], "防洪": ["清淤河道86处"]},
        ),
        (
            TWO_PAPERS,
            "二、2027年",
            "堤防5公里。",
            {"供水": ["新建泵站3座"], "防洪": ["加固堤防5公里"]},
        ),
        (
            GOVERNMENT,
            "三、一鼓作气",
            "清淤20公里。",
            {"壮大实体经济": ["建厂3座"], "深挖内需": ["办展12场"], "治水": ["清淤20公里"]},
        ),
        (GOVERNMENT, "（三）治水", "清淤20公里。", {"治水": ["清淤20公里"]}),
        (
            ONE_LINE,
            "新建",
            "30公里。",
            {"": ["新建泵站3座", "更换管道30公里"]},
        ),
        (
            TABLE,
            "2\t更换",
            "10月底前",
            {"2027年任务分解表": ["更换管道30公里", "加固堤防5公里"]},
        ),
    ],
)  # fmt: skip
def test_a_part_is_read_from_where_to_where_a_person_says(
    text: str, begins: str, ends: str, wanted: dict[str, list[str]]
):
    assert drawn(text, between(text, begins, ends)) == wanted


@pytest.mark.parametrize(
    ("hints", "first", "last"),
    [
        (Hints(begins="防洪排涝"), "清淤河道20公里", "节水载体建设8个"),
        (Hints(ends="加固堤防"), "新建泵站3座", "加固堤防5公里"),
        (Hints(begins="二、防洪", ends="堤防5公里。"), "清淤河道20公里", "加固堤防5公里"),
        (Hints(begins=PLAN.index("三、")), "进社区宣传12场", "节水载体建设8个"),
    ],
)
def test_one_of_both_is_enough_and_words_do_for_a_place(hints: Hints, first: str, last: str):
    found = read(PLAN, hints).tasks
    assert (found[0].title, found[-1].title) == (first, last)


@pytest.mark.parametrize(
    ("hints", "wanted"),
    [
        (Hints(ends="清淤河道86处"), ["铺设管道12公里", "清淤河道86处"]),
        (Hints(begins="加固堤防"), ["加固堤防5公里"]),
    ],
)
def test_where_the_part_that_was_found_does_not_reach_it_is_left(hints: Hints, wanted: list[str]):
    assert [task.title for task in read(TWO_PAPERS, hints).tasks] == wanted


@pytest.mark.parametrize(
    ("hints", "code"),
    [
        (Hints(begins="没有这句话"), "document.place-missing"),
        (Hints(ends="、" * 9), "document.place-missing"),
        (Hints(begins=""), "document.place-missing"),
        (Hints(begins=30, ends=30), "document.part-empty"),
        (Hints(begins=60, ends=20), "document.part-empty"),
        (Hints(begins=10**9, ends=10**9 + 5), "document.part-empty"),
        (Hints(begins=0, ends=5), "document.no-plan"),
    ],
)
def test_a_part_that_cannot_be_is_refused(hints: Hints, code: str):
    with pytest.raises(UnreadableDocument) as refusal:
        read(PLAN, hints)
    assert refusal.value.code == code


def test_a_part_that_a_person_has_chosen_is_not_asked_about_again():
    done = "今年以来，已完成清淤86处，同比增长12%，累计铺设管道12公里，获得表彰。"
    text = f"水务局2027年工作总结\n{done}\n下一步，我局将做好工作：建泵站3座。换管道30公里。"
    asked, told = read(text), read(text, between(text, "建泵站", "30公里。"))
    assert [doubt.code for doubt in asked.doubts] == ["plan.no-heading"]
    assert told.doubts == ()
    assert asked.confidence < 0.8 < told.confidence


def test_a_year_that_a_person_is_sure_of_is_not_asked_about_again():
    asked = parse_plan("a.txt", PLAN.encode(), year=2026, units=())
    told = read(PLAN, Hints(year=2026))
    assert [doubt.code for doubt in asked.doubts] == ["plan.year-differs", "plan.year-unsure"]
    assert (told.year, told.period.start.year, told.doubts) == (2026, 2026, ())
