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
LOST_INSIDE = (
    "一、供水\n1.抓好换表工作。改造老旧管网三处。\n抓好修管工作。逐段排查管线走向。完成修复。"
)
ONE_LINE = (
    "一、守牢供水安全底线强化老旧管网改造。逐段排查管线走向，完成修复任务。推进水表更换，安排专人负责。"
    "严格水质检测，定期公布结果。落实巡查制度，分片包干，责任到人到岗。"
    "二、提升防洪排涝能力加强堤防加固工作。逐段排查险工险段，完成修复任务。推进清淤疏浚，安排专人负责。"
    "严格汛期值守，定期公布雨情。落实巡查制度，分片包干，责任到人到岗。"
    "三、推进节水型社会建设做好取水计量管理。逐户排查取水设施，完成安装任务。推进计划用水，安排专人负责。"
    "严格用水定额，定期公布结果。落实巡查制度，分片包干，责任到人到岗。"
)
ALIKE = "plan.titles-alike"
RUN_ON = (
    "一、慎终如始，把好汛期常态化后的河湖防线认清常态化防汛新特点，做好坚持不懈打持久战的准备。"
    "按照分级原则，强化值守管理，从严做好巡查，适时调整措施。用好雨量计，实现险情高效筛查。"
    "二、融合发展，完善片区引领下的供水服务体系不断深化网格工作法，推进对应设置，建立服务网。"
    "排摸片区资源，扩大签约单位范围，丰富项目内容。做好用户排摸工作，推广新版做法到岗到户到人。"
    "三、优化服务，扩大便民点位覆盖范围健全延伸机制，及时公布停水信息。做好应急送水，按时答复来电。"
)
GLUED = "一、供水\n1.换表。\n2.修管。\n二、防洪排涝1．清淤。\n3.筑堤。"
ONLY_FIRST = (
    "一、供水\n一是抓好换表\n更换三千只。\n抓好修管工作。逐段排查走向，落实到岗。\n"
    "抓好巡查工作。分片包干到户，落实到人。"
)
BARE_HEADING = (
    "一、供水\n（一）管网改造\n（二）水表更换\n1.换表。\n2.修管。\n二、防洪\n（一）工程\n1.清淤。"
)
CIRCLED = "一、供水\n①换表。\n②修管。\n二、防洪\n③清淤。\n④筑堤。\n三、节水\n①宣传。"
FROM_TWO = "一、供水\n换表三千只。\n修管两公里。\n二、防洪\n2.清淤。\n3.筑堤。"
UNNUMBERED = NUMBERED.format("") + "\n三、节水\n安排宣传三次。\n检查用户百家。"
LABELLED = "".join(f"{n}.换表{n}千只。\n完成时限：{n}月底前\n" for n in range(1, 4))
SHORT_ONES = (
    "一、供水\n改造老旧管网，逐段排查到位，完成修复。换好水表。安排专人负责，定期公布结果，接受监督。\n"
    "二、防洪\n加固堤防险段，逐段排查到位，完成修复。清好河道。安排专人负责，定期公布雨情，接受监督。"
)
HALF_YEAR = (
    "水务局2027年上半年工作总结和下半年工作计划\n一、2027年上半年工作总结\n1.换表120只。\n"
    "2.修管12公里。\n二、下半年工作计划\n1.换表。\n2.修管。"
)
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
        (TABLE + "\n".join(["一、供水", *ROWS[:3], "三、防洪", *ROWS[3:]]), "plan.heading-missing"),
        (PLAN + FROM_TWO, "plan.numbers-jump"),
        (PLAN + NUMBERED.format("2.建厂。\n"), "plan.numbers-jump"),
        (PLAN + CIRCLED, "plan.numbers-jump"),
        (PLAN + UNNUMBERED, "plan.numbers-missing"),
        (PLAN + ONLY_FIRST, "plan.numbers-missing"),
        (PLAN + BARE_HEADING, "plan.bare-heading"),
        (PLAN + GLUED, "plan.number-inside"),
        (PLAN + LOST_INSIDE, "plan.head-inside"),
        (PLAN.strip() + ONE_LINE, "plan.one-line"),
        (PLAN.strip() + RUN_ON, "plan.one-line"),
        (PLAN + "一、供水\n" + "".join(f"{n}.备注：换表{n}只。\n" for n in range(1, 6)), ALIKE),
        (PLAN + "一、供水\n1.换表。\n2.备注：甲。\n3.备注：乙。\n4.备注：丙。", ALIKE),
        (TABLE + "\n".join(row.replace("完成", "甲：") for row in ROWS), ALIKE),
        (PLAN + "一、供水\n1.X-1。\n2.X-2。\n3.换表。\n二、防洪\n1.清淤。", ALIKE),
        (PLAN + "一、供水\n1.表\n2.表\n3.表\n二、防洪\n1.清淤河道。", ALIKE),
        (PLAN + SHORT_ONES, "plan.heads-as-tasks"),
        (PLAN + "一、供水\n" + LABELLED + "4.筑堤。", "plan.breaks-off"),
        ("水务局2026年工作总结暨2027年工作思路" + ONE_LINE, "plan.whole-document"),
        ("水务局2027年工作总结\n一、2027年工作计划\n1.换表。\n2.修管。", "plan.year-unsure"),
        (
            PLAN.replace("工作", "年工作") + "现印发《2024年工作要点》。\n" + NUMBERED,
            "plan.year-unsure",
        ),
        (PLAN + NUMBERED.format("3.2025年6月底前建厂。\n"), "plan.dates-of-another-year"),
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
        PLAN.strip() + NUMBERED.format("").replace("\n", ""),
        PLAN + "一、供水\n一是换表三千只。二是修管。\n二、防洪\n清淤。\n逐段排查筑堤。",
        HALF_YEAR,
        PLAN + NUMBERED.format("3.落实2024年5月印发的办法，建厂。\n"),
    ],
)
def test_what_looks_right_is_not(text: str):
    assert doubts(text)[1] > DOUBTED
