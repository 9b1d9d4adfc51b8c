"""The headings of a plan by level, and each level made its strategies."""

import pytest

from tests.parsing.plainly import drawn, read
from tracker.domain.drafts.hints import LEVELS, Hints

CHAPTERS = """河湾区水务局2027年工作要点
一、供水
（一）水源
1.建泵站3座。
2.清水库2座。
（二）管网
1.换管道30公里。
二、防洪
（一）堤防
1.加固堤防5公里。
三、宣传
进社区宣传12场。办培训班2期。
"""
LIST = """河湾区水务局2027年工作要点
1.供水保障。新建泵站3座。更换管道30公里。
2.防洪排涝。清淤河道20公里。
3.节水宣传。进社区12场。
"""
SHORT = "河湾区水务局2027年工作要点\n1.新建泵站3座。\n2.更换管道30公里。\n"
LINES = "水务局2027年工作要点\n供水\n建泵站3座。\n防洪\n固堤5公里。"
CIRCLED = "河湾区水务局2027年工作要点\n一、供水\n①建泵站3座。\n②换管道30公里。\n"


@pytest.mark.parametrize(
    ("text", "levels", "level"),
    [
        (
            CHAPTERS,
            [
                ("han", 3, ("一、供水", "二、防洪")),
                ("han-paren", 3, ("（一）水源", "（二）管网")),
                ("arabic", 4, ("1.建泵站3座", "2.清水库2座")),
            ],
            "han",
        ),
        (LIST, [("arabic", 3, ("1.供水保障", "2.防洪排涝"))], "arabic"),
        (SHORT, [("arabic", 2, ("1.新建泵站3座", "2.更换管道30公里"))], "one"),
        (CIRCLED, [("han", 1, ("一、供水",))], "han"),
        ("水务局2027年工作要点\n建泵站3座。换管道30公里。", [], ""),
        (LINES, [("line", 2, ("供水", "防洪"))], "line"),
    ],
)  # fmt: skip
def test_headings_are_listed_by_level_with_the_one_of_the_strategies(
    text: str, levels: list[tuple[str, int, tuple[str, ...]]], level: str
):
    draft = read(text)
    assert [(each.code, each.count, each.examples) for each in draft.levels] == levels
    assert draft.level == level


def test_a_table_has_no_headings():
    table = "2027年任务分解表\n序号\t任务\t牵头单位\n1\t新建泵站3座\t工程科\n2\t更换管道\t工程科\n"
    assert (read(table).levels, read(table).level) == ((), "")


@pytest.mark.parametrize(
    ("text", "level", "wanted"),
    [
        (
            CHAPTERS,
            "han-paren",
            {
                "水源": ["建泵站3座", "清水库2座"],
                "管网": ["换管道30公里"],
                "堤防": ["加固堤防5公里"],
                "宣传": ["进社区宣传12场", "办培训班2期"],
            },
        ),
        (
            CHAPTERS,
            "one",
            {
                "河湾区水务局2027年工作要点": [
                    "建泵站3座",
                    "清水库2座",
                    "换管道30公里",
                    "加固堤防5公里",
                    "宣传",
                ]
            },
        ),
        (
            LIST,
            "arabic",
            {
                "供水保障": ["新建泵站3座", "更换管道30公里"],
                "防洪排涝": ["清淤河道20公里"],
                "节水宣传": ["进社区12场"],
            },
        ),
    ],
)
def test_a_level_that_a_person_names_gives_the_strategies(
    text: str, level: str, wanted: dict[str, list[str]]
):
    assert drawn(text, Hints(level=level)) == wanted
    assert read(text, Hints(level=level)).level == level


def test_the_heading_that_wraps_the_plan_may_be_the_strategy():
    done = "水务局2027年计划\n一、2026年工作总结\n清淤86处。\n"
    text = done + "二、2027年工作计划\n（一）供水\n1.建泵站3座。\n"
    assert drawn(text) == {"供水": ["建泵站3座"]}
    assert drawn(text, Hints(level="han")) == {"2027年工作计划": ["建泵站3座"]}


@pytest.mark.parametrize("level", [*LEVELS, "no-such-level", ""])
@pytest.mark.parametrize("text", [CHAPTERS, LIST, SHORT, CIRCLED])
def test_whatever_level_is_named_no_numbered_work_is_lost(text: str, level: str):
    found = read(text, Hints(level=level))
    plan = text[found.plan_span.start : found.plan_span.end]
    for words in ("泵站3座", "管道30公里"):
        place = text.index(words)
        assert words not in plan or any(
            task.span.start <= place < task.span.end for task in found.tasks
        )
