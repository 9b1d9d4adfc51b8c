"""What stands before the work: title, the year gone by, aims, the heading of the plan.

Each front says at which level the groups may be numbered below it.
"""

from collections.abc import Callable, Mapping
from random import Random

from tests.generator.layouts.marks import han
from tests.generator.layouts.page import Page
from tests.generator.plan import Plan

Front = Callable[[Random, Page, Plan], None]

TOP = ("一、", "（一）", "第一章")
UNDER_A_WRAPPER = ("（一）", "(一)")


def _title_only(dice: Random, page: Page, plan: Plan) -> None:
    page.line(plan_title(dice, plan))


def _opening(dice: Random, page: Page, plan: Plan) -> None:
    """A paragraph of ideas under the title; it is no task."""
    page.line(plan_title(dice, plan))
    page.line(_ideas(dice, plan))


def _aims(dice: Random, page: Page, plan: Plan) -> None:
    page.line(plan_title(dice, plan))
    page.line(f"一、{dice.choice(('总体要求', '指导思想', '总体思路'))}")
    page.line(_ideas(dice, plan))
    page.line(f"二、{dice.choice(('重点任务', '主要任务', '重点工作', '工作措施'))}")


def _review_wrapped(dice: Random, page: Page, plan: Plan) -> None:
    """一、 looks back, 二、 plans."""
    page.line(_double_title(dice, plan))
    page.line(f"一、{plan.year - 1}年{dice.choice(('工作总结', '工作回顾', '工作开展情况'))}")
    _reviewed(page, plan, "（{}）")
    page.line(f"二、{plan.year}年{_plan_word(dice)}")


def _review_in_parts(dice: Random, page: Page, plan: Plan) -> None:
    page.line(_double_title(dice, plan))
    page.line(f"第一部分　{plan.year - 1}年工作回顾")
    _reviewed(page, plan, "{}、")
    page.line(f"第二部分　{plan.year}年{_plan_word(dice)}")


def _review_numbered_alike(dice: Random, page: Page, plan: Plan) -> None:
    """The plan's own heading has no number, and the numbers begin again under it."""
    page.line(_double_title(dice, plan))
    _reviewed(page, plan, "{}、")
    page.line(dice.choice((f"{plan.year}年{_plan_word(dice)}", "下一步工作打算", "明年工作思路")))


def _review_then_turn(dice: Random, page: Page, plan: Plan) -> None:
    """No heading at all: a sentence turns to the year to come."""
    page.line(_double_title(dice, plan))
    page.line(f"{plan.year - 1}年，在市委、市政府的坚强领导下，{plan.body}各项工作稳步推进。")
    for _, told in plan.review:
        page.line(told)
    turn = dice.choice(("重点做好以下工作", "着力抓好以下几方面工作", "重点抓好以下工作"))
    page.line(f"{plan.year}年，我局将紧扣中心工作，{turn}：")


def _aims_and_goals(dice: Random, page: Page, plan: Plan) -> None:
    """Goals have figures and are no tasks."""
    _aims(dice, page, plan)
    works = page.parts.pop()
    page.line(f"二、{dice.choice(('主要目标', '工作目标', '年度目标'))}")
    page.line(f"群众满意率达到9{dice.randrange(1, 9)}%以上，各项重点任务按期完成率达到100%。")
    page.line(f"三{str(works)[1:]}")


def _review_problems_plan(dice: Random, page: Page, plan: Plan) -> None:
    page.line(_double_title(dice, plan))
    page.line(f"一、{plan.year - 1}年{dice.choice(('主要工作情况', '工作完成情况', '工作总结'))}")
    _reviewed(page, plan, "（{}）")
    page.line(f"二、{dice.choice(('存在的问题', '存在的主要问题和不足', '面临的困难和问题'))}")
    page.line("一是基层力量仍显薄弱，二是信息化手段不足，三是部分项目进度慢于预期。")
    page.line(f"三、{dice.choice(('下一步工作打算', f'{plan.year}年工作计划', '下步工作安排'))}")


def _notice(dice: Random, page: Page, plan: Plan) -> None:
    """A notice hands the plan out; what counts is what it encloses."""
    title = plan_title(dice, plan)
    page.line(f"{plan.body}关于印发{title}的通知")
    page.line("各科室、局属各单位：" if not plan.school_year else "各年级、各处室：")
    page.line(f"现将《{title}》印发给你们，请结合实际认真贯彻执行。")
    page.line(plan.body)
    page.line(f"{plan.year}年{9 if plan.school_year else 1}月{dice.randrange(3, 28)}日")
    page.line(title)


def _contents(dice: Random, page: Page, plan: Plan) -> None:
    """A table of contents; only for groups counted 一、."""
    page.line(plan_title(dice, plan))
    page.line("目　录")
    for place, group in enumerate(plan.groups, 1):
        page.line(f"{han(place)}、{group.title}{'…' * 8}{place * 2}")
    page.line(plan_title(dice, plan))


def _letterhead(dice: Random, page: Page, plan: Plan) -> None:
    """A notice that hands the plan out, with its date under the title."""
    page.line(plan_title(dice, plan))
    page.line(f"（{plan.year}年1月{dice.randrange(3, 28)}日）")
    page.line(_ideas(dice, plan))


FRONTS: Mapping[str, tuple[Front, tuple[str, ...]]] = {
    "title only": (_title_only, TOP),
    "opening": (_opening, TOP),
    "dated title": (_letterhead, TOP),
    "aims": (_aims, UNDER_A_WRAPPER),
    "aims and goals": (_aims_and_goals, UNDER_A_WRAPPER),
    "notice": (_notice, TOP),
    "contents": (_contents, ("一、",)),
    "review, problems, plan": (_review_problems_plan, UNDER_A_WRAPPER),
    "review wrapped": (_review_wrapped, UNDER_A_WRAPPER),
    "review in parts": (_review_in_parts, ("一、", "（一）")),
    "review numbered alike": (_review_numbered_alike, ("一、",)),
    "review then turn": (_review_then_turn, ("一、", "（一）")),
}
OF_A_SCHOOL = ("title only", "opening", "aims", "aims and goals", "notice")


def plan_title(dice: Random, plan: Plan) -> str:
    if plan.school_year:
        return f"{plan.body}{plan.year}—{plan.year + 1}学年工作计划"
    return dice.choice((
        f"{plan.body}{plan.year}年工作要点",
        f"{plan.body}{plan.year}年工作计划",
        f"{plan.year}年{plan.body}工作要点",
        f"{plan.body}{plan.year}年重点工作安排",
    ))  # fmt: skip


def _double_title(dice: Random, plan: Plan) -> str:
    before, year = plan.year - 1, plan.year
    return dice.choice((
        f"{plan.body}{before}年工作总结和{year}年工作计划",
        f"{plan.body}{before}年工作总结暨{year}年工作思路",
        f"{plan.body}{before}年工作情况及{year}年工作打算",
    ))  # fmt: skip


def _plan_word(dice: Random) -> str:
    return dice.choice(("工作计划", "工作思路", "工作打算", "重点工作", "主要任务", "工作安排"))


def _ideas(dice: Random, plan: Plan) -> str:
    year = f"{plan.year}学年" if plan.school_year else f"{plan.year}年"
    return dice.choice((
        f"{year}，全面贯彻党的二十大精神，坚持稳中求进工作总基调，推动各项工作再上新台阶。",
        f"做好{year}工作，要坚持以人民为中心的发展思想，聚焦主责主业，奋力开创工作新局面。",
    ))  # fmt: skip


def _reviewed(page: Page, plan: Plan, mark: str) -> None:
    for number, (title, told) in enumerate(plan.review, 1):
        page.line(f"{mark.format(han(number))}{title}，成效不断显现。{told}")
