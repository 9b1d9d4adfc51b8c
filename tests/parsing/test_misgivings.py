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
EMPTY = [row.rpartition("\t")[0] + "\t" for row in ROWS[3:]]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (TABLE + "\n".join(ROWS[:2] + ROWS[3:]), "plan.rows-missing"),
        (TABLE + "\n".join(ROWS[:3] + EMPTY), "plan.empty-cells"),
        (PLAN + LOST, "plan.heading-missing"),
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
        PLAN + "（三）供水\n1.2027年3月底前换表。\n2.2027年5月底前修管。",
    ],
)
def test_what_looks_right_is_not(text: str):
    assert doubts(text)[1] > DOUBTED
