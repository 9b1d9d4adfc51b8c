"""Where the plan part lies: behind its own heading, without what was done before."""

import pytest

from tests.parsing.test_tasks import tasks
from tracker.parsing.pipeline import parse_plan

DONE = "1、修渠成效显著。完成清淤86处。\n2、供水更稳。铺设管道12公里。\n"
TO_DO = "1、清淤河道20公里。\n2、更换水表3万只。\n"


@pytest.mark.parametrize(
    ("before", "plan"),
    [
        ("一、2026年主要工作\n", "二、2027年工作计划\n"),
        ("一、2026年工作回顾\n", "二、2027年工作思路\n"),
        ("一、工作开展情况\n", "二、下一步工作打算\n"),
        ("（一）上年度完成情况\n", "（二）2027年重点任务\n"),
    ],
)
def test_what_was_done_before_is_no_part_of_the_plan(before: str, plan: str):
    found = tasks(before + DONE + plan + TO_DO)
    assert [task.title for task in found] == ["清淤河道20公里", "更换水表3万只"]


@pytest.mark.parametrize(
    "title",
    ["2026年工作总结暨2027年工作思路", "2026年工作总结并2027年工作安排", "2026年工作总结以及打算"],
)
def test_a_title_of_two_papers_sets_the_first_apart_though_its_headings_do_not(title: str):
    before = "一、供水更稳，成效不断显现。整改问题12个。\n二、防洪更强，成效不断显现。\n"
    found = tasks(
        f"河湾区水务局{title}\n{before}下一步工作打算\n一、供水\n{TO_DO}二、防洪\n{TO_DO}"
    )
    assert [task.title for task in found] == ["清淤河道20公里", "更换水表3万只"] * 2


@pytest.mark.parametrize(
    "goals",
    [
        *("年度目标", "全年目标", "工作目标", "量化目标", "年度经营目标", "生产目标"),
        *("主要经济指标", "年度考核指标", "效益目标"),
    ],
)
def test_goals_under_a_heading_of_their_own_are_no_tasks(goals: str):
    found = tasks(
        f"一、总体要求\n稳中求进。\n二、{goals}\n水质达标率达到98%以上。\n三、重点任务\n"
        f"（一）供水\n{TO_DO}（二）防洪\n{TO_DO}"
    )
    assert [task.title for task in found] == ["清淤河道20公里", "更换水表3万只"] * 2


def test_a_line_that_announces_what_its_chapter_holds_opens_no_plan():
    lead = "围绕保障供水，重点抓好以下几项工作：\n"
    work = "1、巩固上年成果，力争上年水平再提升。\n2、在上年整改12处的基础上再改3处。\n"
    found = tasks(f"第一章 供水\n{lead}{work}第二章 排涝\n{lead}{work}第三章 防洪\n{lead}{work}")
    assert len(found) == 6


def test_chapters_without_a_look_back_all_belong_to_the_plan():
    found = tasks("一、防汛备汛\n" + TO_DO + "二、2027年供水保障\n" + TO_DO)
    assert len(found) == 4


@pytest.mark.parametrize("tail", ["附：任务分解表", "附件：1.任务分解表", "名词解释"])
def test_what_is_attached_is_no_part_of_the_plan(tail: str):
    found = tasks("一、防汛备汛\n" + TO_DO + tail + "\n序号\t任务\n1\t清淤河道20公里\n")
    assert [len(task.targets) for task in found] == [1, 1]


def test_what_a_web_page_puts_over_the_plan_is_no_part_of_it():
    head = "水务局关于印发2027年工作要点的通知\n发布日期：2027-03-12\n来源：办公室\n"
    page = head + "水务局2027年工作要点\n坚持稳中求进，做好供水。\n"
    draft = parse_plan("", (page + TO_DO).encode(), year=None, units=())
    assert draft.plan_span.start > len(head) - 1
    assert draft.title == "水务局2027年工作要点"
    assert draft.goal_deadlines == ()


def test_what_a_notice_says_of_the_plan_is_no_part_of_it():
    notice = "各科室：\n经票决，确定年度实事项目8项，现将实施计划印发给你们。\n"
    draft = parse_plan(
        "", ("水务局2027年工作计划\n" + notice + TO_DO).encode(), year=None, units=()
    )
    assert draft.goals == ()
