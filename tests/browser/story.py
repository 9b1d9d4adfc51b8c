"""The bureau that the journeys happen in."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tests.make import make_document, make_plan, make_strategy, make_target, make_task, make_update
from tests.people import People, make_people
from tracker.domain.values import ProgressMode
from tracker.models import Task

SENTENCE = "1.完成校园食堂检查。"
TEXT = (
    "一、守牢安全底线\n" + "各单位要压实责任，按月报送进展。\n" * 60 + SENTENCE + "\n"
    "单位\t事项\n食品科\t食品抽检800批次\n特设科\t更新老旧电梯\n"
)


@dataclass(frozen=True, slots=True)
class Story:
    """`late` is overdue, `counted` goes by its figure, `silent` was never reported on."""

    people: People
    late: Task
    counted: Task
    silent: Task
    of_b: Task


def make_story() -> Story:
    people = make_people()
    chief_a, chief_b = people.chief_a.user, people.chief_b.user
    plan = make_plan(document_id=make_document(people.office.user, text=TEXT).id)
    safety = make_strategy(plan, title="守牢安全底线")
    service = make_strategy(plan, title="优化营商环境")
    at = TEXT.index(SENTENCE)
    late = make_task(
        safety,
        lead=people.unit_a,
        title="完成校园食堂检查",
        due_on=date(2026, 10, 31),
        source_start=at,
        source_end=at + len(SENTENCE),
    )
    counted = make_task(
        safety,
        lead=people.unit_a,
        supports=[people.unit_b],
        title="开展食品抽检",
        mode=ProgressMode.TARGETS,
    )
    make_target(counted, metric="抽检批次", unit="批次", value=Decimal(800), current=Decimal(720))
    silent = make_task(service, lead=people.unit_a, title="培训食品安全员")
    of_b = make_task(service, lead=people.unit_b, title="更新老旧电梯")
    make_update(late, author=chief_a, percent=70, narrative="已检查七成学校食堂。")
    make_update(counted, author=chief_a, percent=90, narrative="已抽检 720 批次。")
    make_update(of_b, author=chief_b, percent=89, narrative="已更新电梯 89 台。")
    return Story(people, late, counted, silent, of_b)
