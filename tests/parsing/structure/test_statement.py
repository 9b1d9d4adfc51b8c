import pytest

from tests.parsing.marked import parsed
from tracker.domain.errors import UnreadableDocument

BODY = "一、供水\n1.新建泵站3座。\n二、防洪\n1.加固堤防5公里。\n"
REVIEW = "一、2026年工作情况\n全年完成了投资8亿元，同比增长6%，获评先进。\n二、"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("河湾区水务局2027年工作要点\n" + BODY, 2027),
        ("河湾区水务局２０２７年度工作计划\n" + BODY, 2027),
        ("河湾区水务局 2027 年工作要点\n" + BODY, 2027),
        ("河湾区水务局二〇二七年工作要点\n" + BODY, 2027),
        (
            "2026年工作总结及2027年工作打算\n" + REVIEW + "2027年工作打算\n1.修路。\n2.建桥。\n",
            2027,
        ),
        ("工作总结及明年打算\n" + REVIEW + "明年工作打算\n1.修路。\n2.建桥。\n", 2027),
        ("河湾区水务局2026年工作情况暨2027年工作要点的报告\n" + BODY, 2027),
        (
            "河湾区教育局2026年工作总结暨2027年工作思路\n2026年，教育局各项工作稳步推进，累计建校8所。\n"
            "2027年，我局将重点抓好以下工作：\n" + BODY,
            2027,
        ),
        (
            "河湾区卫健委2026年工作情况及2027年工作打算\n" + REVIEW + "明年工作打算\n1.修路。\n",
            2027,
        ),
        ("2026年工作总结和2027年工作计划\n" + REVIEW + "明年工作思路\n1.修路。\n", 2027),
        ("河湾区文旅局2026年工作总结\n" + REVIEW + "明年工作思路\n1.修路。\n", 2027),
        ("首页 年度计划 河湾街道2027工作计划 时间：2026-12-30 08:22\n" + BODY, 2027),
        ("2026—2027学年第二学期工作计划\n" + BODY, 2027),
        ("河湾中学2026-2027年度第一学期工作计划\n" + BODY, 2026),
        ("河湾小学2026—2027年度第二学期教学工作计划\n" + BODY, 2027),
        ("河湾小学2026学年第二学期工作计划\n" + BODY, 2027),
        ("河湾中学2027年秋季学期工作计划\n" + BODY, 2027),
        ("河湾中学2027年春期工作安排\n" + BODY, 2027),
        ("河湾中学2026—2027学年工作计划做好2026学年工作，要抓实教研。" + BODY, 2026),
        ("工作计划\n2027年是攻坚之年。到2035年全面建成。\n" + BODY, 2027),
        ("河水函〔2027〕5号\n各科室：\n到2030年全面达标，到2030年见效。\n" + BODY, 2027),
        (
            "工作方案\n一、目标\n到2027年底建成泵站3座。\n二、措施\n巩固2026年成果，2027年6月完工。\n",
            2027,
        ),
    ],
)
def test_the_year_is_the_plans_and_not_the_summarys(text: str, year: int):
    assert parsed(text, None).year == year


def test_a_plan_without_a_year_asks_for_one():
    with pytest.raises(UnreadableDocument) as caught:
        parsed("河湾区水务局工作要点\n" + BODY, None)
    assert caught.value.code == "document.year-missing"


def test_a_year_that_is_given_wins_with_a_doubt():
    draft = parsed("河湾区水务局2027年工作要点\n" + BODY, 2028)
    assert draft.year == 2028
    assert [(doubt.code, doubt.words) for doubt in draft.doubts] == [
        ("plan.year-differs", "2027年")
    ]


@pytest.mark.parametrize(
    ("title", "first", "last"),
    [
        ("2027年工作要点", (1, 1), (12, 31)),
        ("2027年下半年工作计划", (7, 1), (12, 31)),
        ("2027年上半年工作计划", (1, 1), (6, 30)),
        ("2027年三季度工作安排", (7, 1), (9, 30)),
        ("2027—2028学年工作计划", (9, 1), (8, 31)),
        ("2027-2028学年第一学期工作计划", (9, 1), (1, 31)),
        ("2027～2028学年度第二学期教研计划", (2, 1), (8, 31)),
        ("2027-2028学年下学期工作安排", (2, 1), (8, 31)),
        ("河湾中学2027-2028年度第一学期工作计划", (9, 1), (1, 31)),
        ("2027-2028第2学期工作计划", (2, 1), (8, 31)),
        ("2027学年第一学期德育工作计划", (9, 1), (1, 31)),
        ("河湾小学2027年春季学期工作计划", (2, 1), (8, 31)),
        ("河湾小学2027年秋季学期教研计划", (9, 1), (1, 31)),
        ("2027-2028年度工作计划", (1, 1), (12, 31)),
    ],
)
def test_the_period_is_the_one_in_the_title(
    title: str, first: tuple[int, int], last: tuple[int, int]
):
    period = parsed(title + "\n" + BODY, None).period
    assert (period.start.month, period.start.day) == first
    assert (period.end.month, period.end.day) == last


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("河湾区水务局2027年工作要点\n" + BODY, "河湾区水务局"),
        ("2027年工作要点\n2027年，河湾街道办事处将坚持为民宗旨。\n" + BODY, "河湾街道办事处"),
        ("2027年工作要点\n" + BODY, ""),
        ("2027年工作要点\n落实《省水利厅关于节水的意见》。\n" + BODY, ""),
        ("2027年工作要点\n请市政协委员会提出意见，并报送审议。\n" + BODY, ""),
        ("首页 河湾区园林局2027年计划 时间\n" + BODY, "河湾区园林局"),
        ("河湾街道办事处\n2027年工作要点\n" + BODY, "河湾街道办事处"),
        ("2027年河湾区水务局工作要点\n" + BODY, "河湾区水务局"),
        ("河湾区城乡建设局2027年工作打算\n" + BODY, "河湾区城乡建设局"),
        ("2027年工作要点\n" + BODY + "河湾区水务局\n2027年1月5日\n", "河湾区水务局"),
        ("2027年工作要点\n" + BODY + "河湾 中心 小学\n二〇二七年二月\n", "河湾中心小学"),
        ("街道2027年工作计划\n" + BODY + "河湾街道办事处\n2027 年 1 月 5 日\n", "河湾街道办事处"),
        ("2027年工作要点\n" + BODY + "（此件公开发布）\n2027年1月5日\n", ""),
        ("海州水务集团有限公司2027年工作计划\n" + BODY, "海州水务集团有限公司"),
    ],
)
def test_the_organisation_is_named_by_title_or_opening(text: str, name: str):
    assert parsed(text, None).organisation == name


def test_the_heading_of_a_column_is_no_title():
    cells = ["序号", "重点任务", "牵头单位", "完成时限"]
    rows = ["1", "新建泵站3座", "工程科", "6月底", "2", "更换水表3万只", "水政科", "9月底"]
    assert parsed("\n".join([*cells, *rows]), 2027).title.endswith("2027年工作计划")


def test_a_unit_in_a_cell_is_not_whose_plan_it_is():
    head = "2027年实事分解表\n序号\t项目\t配合单位\t牵头单位\n"
    rows = "1\t新建泵站3座\t市水利集团\t工程科\n2\t更换水表3万只\t市供水公司\t水政科\n"
    assert parsed(head + rows, 2027).organisation == ""


RUNNING = (
    "一、供水新建泵站3座，年底前通水。改造管网8公里，逐段验收。"
    "二、防洪加固堤防5公里，汛前完工。清淤河道9公里，逐段验收。"
)


@pytest.mark.parametrize(
    ("title", "between", "months"),
    [
        ("2027年街道下半年工作计划", " 2027年是攻坚之年，全街道务实担当。", (7, 12)),
        ("河湾区水务局2027年工作要点", "", (1, 12)),
        ("河湾区水务局2027年上半年工作安排", " 为做好全年工作，现安排如下。", (1, 6)),
        ("河湾中学2027-2028年度第一学期工作计划", "", (9, 1)),
        ("2027年河湾镇三季度工作打算", " 今年以来，全镇上下一心。", (7, 9)),
    ],
)
def test_a_title_is_told_from_the_text_that_follows_it_on_the_line(
    title: str, between: str, months: tuple[int, int]
):
    draft = parsed(title + between + RUNNING, None)
    assert draft.title == title
    assert (draft.period.start.month, draft.period.end.month) == months


def test_a_title_over_two_lines_is_one():
    title = "河湾区落实《关于加强新时代水务工作的意见》的任务分解方案"
    paragraphs = [
        title,
        "2027年，我区将坚持节水优先、空间均衡、系统治理，抓实治水各项任务，现结合实际分解如下。",
        "一、加强城乡供水设施建设，保障全区居民用水安全",
        "1.新建泵站3座，改造老旧管网8公里，更换水表3万只，逐段逐户验收，年底前全部投入使用。",
        "二、加强河道堤防管护，提升全区防洪排涝能力水平",
        "1.加固堤防5公里，清淤河道9公里，改造排涝闸门6处，逐段逐处验收，汛期前全部完成。",
    ]
    lines = [line[at : at + 20] for line in paragraphs for at in range(0, len(line), 20)]
    assert parsed("\n".join(lines), None).title == title
