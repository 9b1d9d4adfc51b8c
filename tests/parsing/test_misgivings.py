"""A draft that may be wrong as a whole says so, with the words that show where to look."""

import pytest

from tracker.parsing.misgivings import DOUBTED
from tracker.parsing.pipeline import parse_plan

TABLE = "2027年任务分解表\n序号\t任务\t牵头单位\t完成时限\n"
ROWS = [f"{n}\t完成抽检{n}00批次\t食品科\t{n}月底前" for n in range(1, 7)]
PLAN = "水务局2027年工作要点\n"


def doubts(text: str) -> tuple[set[str], float]:
    draft = parse_plan("计划.txt", text.encode(), year=None, units=())
    return {doubt.code for doubt in draft.doubts}, draft.confidence


LOST = "一、供水\n1.换表。\n2.修管。\n三、防洪\n1.清淤。\n2.筑堤。"
LONG = "一、供水\n1.改造老旧管网，" + "逐段排查，" * 200 + "确保质量。"
OTHER = "一、供水\n" + "\n".join(f"{n}.2024年{n}月底前建泵站{n}座。" for n in range(1, 6))
NUMBERED = "一、供水\n1.换表。\n2.修管。\n{}二、防洪\n1.清淤。\n2.筑堤。\n3.排涝。"
AGAIN = "一、供水\n1.换表。\n2.修管。\n1.清淤。\n2.筑堤。\n二、节水\n1.宣传。"
TORN = NUMBERED.format("") + "\n4.建泵站，"
ENDLESS = "一、供水\n" + "改造老旧管网逐段排查" * 8 + "\n二、防洪\n" + "加固堤防清理河道" * 9
UNNAMED = "2027年任务\n" + "\n".join(ROWS)
BARE = [f"{n}\t\t食品科\t{n}月底前" for n in (1, 2)]
SWAPPED = "2027年任务分解表\n序号\t牵头单位\t任务\t完成时限\n"
EMPTY = [row.rpartition("\t")[0] + "\t" for row in ROWS[3:]]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (TABLE + "\n".join(ROWS[:2] + ROWS[3:]), "plan.rows-missing"),
        (TABLE + "\n".join(ROWS[:3] + EMPTY), "plan.empty-cells"),
        (PLAN + LOST, "plan.heading-missing"),
        (PLAN + "二、供水\n1.换表。\n三、防洪\n1.清淤。", "plan.heading-missing"),
        (PLAN + NUMBERED.format("4.建厂。\n"), "plan.numbers-jump"),
        (PLAN + NUMBERED.replace("1.清淤。\n", "").format(""), "plan.numbers-jump"),
        (PLAN + AGAIN, "plan.numbers-restart"),
        (PLAN + TORN, "plan.breaks-off"),
        (PLAN + ENDLESS, "plan.few-stops"),
        (PLAN + "（2024年2月3日）\n" + NUMBERED.format(""), "plan.year-unsure"),
        (PLAN + "做好2025年工作，要稳中求进。\n" + NUMBERED.format(""), "plan.year-unsure"),
        (PLAN + NUMBERED.format("") + "\n水务局\n2023年1月5日", "plan.year-unsure"),
        (UNNAMED, "plan.table-unread"),
        (TABLE + "\n".join([*BARE, *ROWS[2:]]), "plan.empty-tasks"),
        (SWAPPED + "\n".join(f"{row}。" for row in ROWS), "plan.columns-mixed"),
        (PLAN + LONG, "plan.few-tasks"),
        (PLAN + OTHER, "plan.dates-of-another-year"),
    ],
)
def test_what_looks_wrong_on_the_whole_is_doubted(text: str, code: str):
    found, confidence = doubts(text)
    assert code in found
    assert confidence == DOUBTED


@pytest.mark.parametrize(
    "text",
    [
        TABLE + "\n".join(ROWS),
        PLAN + "一、供水\n1.换表。\n2.修管。\n二、防洪\n1.清淤。\n2.筑堤。",
        PLAN + NUMBERED.format("3.建厂。\n") + "\n水务局\n2026年12月28日",
        PLAN
        + NUMBERED.format("")
        .replace("1.清淤", "3.清淤")
        .replace("2.筑", "4.筑")
        .replace("3.排", "5.排"),
        PLAN + "一、总体要求\n稳中求进。\n二、供水\n1.换表。\n2.修管。\n三、防洪\n1.清淤。",
        PLAN
        + "一、供水\n一是换表。二是修管。\n一是建厂。二是净水。\n二、防洪\n一是清淤。二是筑堤。",
        PLAN + "一、供水\n1.换表\n2.修管\n二、防洪\n1.清淤\n2.筑堤",
        "水务局2026年工作总结\n一、供水有力。\n二、2027年工作计划\n1.换表。\n2.修管。",
        PLAN + "（三）供水\n1.2027年3月底前换表。\n2.2027年5月底前修管。",
    ],
)
def test_what_looks_right_is_not(text: str):
    assert doubts(text)[1] > DOUBTED
