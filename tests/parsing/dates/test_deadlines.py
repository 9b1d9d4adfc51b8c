from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.drafts.draft import DeadlineDraft
from tracker.domain.values import Period, Recurrence
from tracker.domain.words.doubts import DOUBTS
from tracker.parsing.dates.deadlines import find_deadlines, find_odd_dates
from tracker.parsing.text.normalise import fold

_YEAR = 2025
_PERIOD = Period(date(2025, 1, 1), date(2025, 12, 31))

_FOUND = """
年内完成改造 => 12-31
年底前建成投用 => 12-31
到2025年底，全部达标 => 12-31
2025年年底前完成验收 => 12-31
今年底实现通车 => 12-31
明年6月底前交付 => 2026-06-30
全年组织培训 => 12-31
上半年完成招标，下半年启动施工 => 06-30 12-31
一季度印发方案 => 03-31
三季度末完成主体工程 => 09-30
第四季度开展验收 => 12-31
前三季度完成八成 => 09-30
10月底前报送 => 10-31
5月前制定方案 => 04-30
4月：开展动员 => 04-30
4月下旬召开会议 => 04-30
4月中旬完成 => 04-20
3月-8月组织实施 => 08-31
3月--6月排查 => 06-30
11月12月总结 => 12-31
5-9月整治 => 09-30
3月~4月上旬自查 => 04-10
3、4月开展春季行动 => 04-30
3月、6月、9月各开展一次 => 03-31 06-30 09-30
2025年6月30日前完成 => 06-30
6月30日之前完成 => 06-30
六月底前完成 => 06-30
每月26日前报送 => monthly
每月开展一次检查 => monthly
每季度调度一次 => quarterly
逐月通报进度 => monthly
按半年组织评估 => halfyearly
实行周分析月调度季通报 => weekly monthly quarterly
每周召开例会 => weekly
每年开展两次演练 => yearly
每学期至少一次家访 => halfyearly
一月一通报、一季度一调度 => monthly quarterly
一年内完成 => 12-31
两年之内见效 => 2026-12-31
11月-次年2月开展冬春行动 => 2026-02-28
12月至1月收尾 => 2026-01-31
国庆节前完成整改 => 09-30
2025.6.30前完成 => 06-30
2025年3月至5月摸底 => 05-31
完成时限：2025年12月 => 12-31
走访（时间：3.1-3.31） => 03-31
工期版本1.1-1.20不算 =>
大桥将在今年通车 => 12-31
力争今年建成投用 => 12-31
今年的工作 =>
发布时间：2025-06-17 15:02 =>
全年培训任务按时完成 =>
做到岁末年初有巡查 =>
月有小结、季度有盘点 => monthly quarterly
十二年内完成改造 => 2036-12-31
15年内建成 => 2039-12-31
（2025年4月—9月） => 09-30
力争到2027年建成体系 => 2027-12-31
到“十四五”末，达到六成 => 12-31
年中完成评估 => 06-30
9月初开学 => 09-10
7月1日前报送 => 07-01
3月1日-15日自查 => 03-15
4月10—20日抽查 => 04-20
3月1日—4月30日动员部署 => 04-30
2025年4月25日至5月10日公示 => 05-10
5月上旬至6月中旬培训 => 06-20
每年3月底前报告 => yearly
1月1日至12月31日 => 12-31
下半年（7-12月）推进 => 12-31 12-31
第一阶段（1-3月），第二阶段（4-10月） => 03-31 10-31
于8月15日前、11月15日前两次报送 => 08-15 11-15
今年6月、10月分别召开 => 06-30 10-31
争取在2025年取得突破 => 12-31
春节前开展一轮排查 => 01-28
端午、中秋前抽检节令食品 => 10-05
“五一”前开放 => 04-30
元旦前办结 => 12-31
明年春节前兑付 => 2026-02-16
汛期前清淤 => 05-31
秋季学期开学前改造食堂 => 08-31
采暖季前改造管网 => 11-14
每两个月会商一次 => monthly
双月联席 => monthly
每半月汇总一次 => monthly
季度一研判、半年一总结 => quarterly halfyearly
每季末的25日前上报 => quarterly
每学年测评一次 => yearly
力争2027年产值翻番 => 2027-12-31
截至9月底完成率达到七成 => 09-30
每周三上午调度 => weekly
每季度末月25日前通报 => quarterly
本年度内结案 => 12-31
半年内见效 => 06-30
2030年前达峰 => 2029-12-31
二〇二七年底前建成 => 2027-12-31
26年底前交付 => 2026-12-31
"""

_NONE = """
2025年是收官之年
今年各项重点工作
做好2024年度总结
2024年10月已完成
去年12月启动
去年下半年推迟的措施
原定上年一季度开工
对照去年上半年的进度
去年前三季度的缺口
去年四季度末移交
自2025年1月1日起施行
下半年工作思路
“日管控、周排查、月调度”机制
2022年度白皮书
2023-2025年行动方案
开展3·15活动
一照多址、一业一证
三个月保质期
全年龄段覆盖
每人每年补助
与省级年底出台的平台对接
全年无休服务
近三年内未发生事故
三年行动、五年规划
在2024年工作基础上
一网通办、一次办好
15分钟生活圈
5年以上工作经验
上年同期
2月29日前
青年中有影响
年终总结会
5月19日中国旅游日
一年一度的评选
近年来
二十年内罕见
逐年提高
年均增长
万元年产值
一月份以来
春节前夕走访
汛期前后巡查
上年度12月数据
每月每人补贴
年中考成绩
年度内部审计
截至4月底，全市已建成
截止6月底，共化解纠纷80件
1-5月，全市累计检查300家
上半年全市实现增加值20亿元
1-8月增加值同比增长4%
完成全年目标任务的七成
每年每村补助
5月份同比增长
2025年前列
"""


def _cases() -> list[tuple[str, list[str]]]:
    rows = (row.partition("=>") for row in _FOUND.strip().splitlines())
    return [(text.strip(), said.split()) for text, _, said in rows]


def _all(text: str) -> list[DeadlineDraft]:
    return find_deadlines(fold(text), 0, len(text), year=_YEAR, period=_PERIOD)


def _short(deadline: DeadlineDraft) -> str:
    if deadline.recurrence is not None:
        return deadline.recurrence.value
    return deadline.due_on.isoformat().removeprefix(f"{_YEAR}-")


@pytest.mark.parametrize(("text", "expected"), _cases())
def test_it_reads_by_when(text: str, expected: list[str]) -> None:
    assert [_short(deadline) for deadline in _all(text)] == expected


@pytest.mark.parametrize("text", _NONE.strip().splitlines())
def test_names_of_years_past_dates_and_others_duties_are_no_deadlines(text: str) -> None:
    assert _all(text) == []


def test_a_recurring_duty_is_first_due_in_the_plans_period() -> None:
    half = Period(date(2025, 7, 1), date(2025, 12, 31))
    (found,) = find_deadlines("每季度通报", 0, 5, year=2025, period=half)
    assert (found.due_on, found.recurrence) == (date(2025, 9, 30), Recurrence.QUARTERLY)


@pytest.mark.parametrize(
    ("text", "due"), [("每周三上午调度", "2025-01-01"), ("每周一次", "2025-01-03")]
)
def test_a_weekday_is_told_from_a_count(text: str, due: str) -> None:
    (found,) = _all(text)
    assert (found.due_on.isoformat(), found.recurrence) == (due, Recurrence.WEEKLY)


def test_a_range_of_months_says_when_it_begins() -> None:
    (found,) = _all("5-9月整治")
    assert found.starts_on == date(2025, 5, 1)


def test_a_table_cell_that_is_only_a_year_means_its_end() -> None:
    assert [_short(found) for found in _all("2025年")] == ["12-31"]
    assert _all("2024年") == []


@pytest.mark.parametrize(
    "text", ["5月前制定", "一年内完成", "半年内见效", "2030年前达峰", "汛期前清淤", "每旬调度"]
)
def test_a_doubtful_date_says_why(text: str) -> None:
    (found,) = _all(text)
    assert found.confidence < 1
    assert all(DOUBTS[doubt.code] for doubt in found.doubts)
    assert found.doubts


def test_the_width_of_digits_and_marks_changes_nothing() -> None:
    wide = str.maketrans("0123456789-.:,", "０１２３４５６７８９－．：，")
    for text, _ in _cases():
        assert [_short(found) for found in _all(text.translate(wide))] == [
            _short(found) for found in _all(text)
        ]


@given(
    st.lists(st.sampled_from([text for text, _ in _cases()] + ["年", "月", "5", "-", "\n"])),
    st.integers(0, 30),
    st.integers(0, 30),
)
def test_spans_lie_in_the_range_and_do_not_overlap(
    pieces: list[str], skip: int, leave: int
) -> None:
    text = "".join(pieces)
    start = min(skip, len(text))
    end = max(start, len(text) - leave)
    last = start
    for found in find_deadlines(fold(text), start, end, year=_YEAR, period=_PERIOD):
        assert last <= found.span.start < found.span.end <= end
        assert found.due_on.year >= _YEAR
        last = found.span.end


@pytest.mark.parametrize(
    "text",
    [
        "4月8日-5月20日",
        "4月8日至5月20日",
        "4月8日～5月20日",
        "自4月8日起至5月20日止",
        "从4月8日开始到5月20日",
        "2025年4月8日—2025年5月20日",
    ],
)
def test_a_range_of_days_begins_on_its_first_and_is_due_on_its_last_day_only(text: str) -> None:
    for before in ("", "时间为"):
        (found,) = _all(before + text + "开展整治")
        assert (found.starts_on, found.due_on) == (date(2025, 4, 8), date(2025, 5, 20))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("4月8日至20日", 8, 20), ("4月8-20日", 8, 20), ("4月1～30日", 1, 30)],
)
def test_a_range_inside_a_month(text: str, first: int, last: int) -> None:
    found = _all(text + "开展整治")[0]
    assert found.starts_on is not None
    assert (found.starts_on.day, found.due_on.day) == (first, last)


@pytest.mark.parametrize(
    ("text", "alone", "codes"),
    [
        ("2月30日前完成试点", False, ["task.no-such-day"]),
        ("6月31日前报送", False, ["task.no-such-day"]),
        ("4月5日至4月31日整治", False, ["task.no-such-day"]),
        ("2月28日前完成", False, []),
        ("2024年6月30日", True, ["task.date-outside"]),
        ("2061年6月30日", True, ["task.date-outside"]),
        ("2025年6月30日", True, []),
        ("巩固2024年6月检查成果", False, []),
    ],
)
def test_odd_dates_are_doubted(text: str, alone: bool, codes: list[str]) -> None:
    doubts = find_odd_dates(fold(text), 0, len(text), year=_YEAR, alone=alone)
    assert [doubt.code for doubt in doubts] == codes


def test_each_month_of_a_school_year_belongs_to_its_own_calendar_year() -> None:
    period = Period(date(2025, 9, 1), date(2026, 8, 31))
    text = "10月底前开题，1月15日前答辩，3月至4月修改，2026年6月结题"
    found = find_deadlines(fold(text), 0, len(text), year=2025, period=period)
    days = [str(deadline.due_on) for deadline in found]
    assert days == ["2025-10-31", "2026-01-15", "2026-04-30", "2026-06-30"]
