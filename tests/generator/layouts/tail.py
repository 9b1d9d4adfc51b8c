"""What follows the plan and is no part of it."""

from random import Random

from tests.generator.layouts.page import Page
from tests.generator.plan import Plan


def signature(dice: Random, page: Page, plan: Plan) -> None:
    day = f"{dice.randrange(3, 28)}日" if dice.random() < 0.8 else ""
    page.line(plan.body)
    page.line(f"{plan.year}年{9 if plan.school_year else dice.choice((1, 2))}月{day}")


def enclosure(dice: Random, page: Page, plan: Plan) -> None:
    page.line("附件：1.重点任务分工表")
    page.line("2.工作情况统计表")


def imprint(dice: Random, page: Page, plan: Plan) -> None:
    page.line("抄送：市政府办公室。")
    page.line(f"{plan.body}办公室　　　　　　　　{plan.year}年2月8日印发")


def safeguards(page: Page, mark: str) -> None:
    """A closing chapter that may be read as plan or not."""
    page.free = f"{mark}保障措施"
    page.line(page.free)
    page.line("（一）加强组织领导。成立工作专班，主要负责同志亲自抓，分管负责同志具体抓。")
    page.line("（二）强化督促检查。将各项任务纳入督查范围，定期通报进展。")


TAILS = {"signature": signature, "enclosure": enclosure, "imprint": imprint}
