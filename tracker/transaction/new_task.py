"""Makes the row of a task: of an accepted draft, of a split, of the plan office, of the samples."""

from dataclasses import dataclass

from tracker.domain.drafts.issuing import plan_order, sub_task_number, task_number
from tracker.domain.lights import Light
from tracker.domain.terms.tasks import NewTask
from tracker.domain.values import TaskState
from tracker.models import Strategy, Task, TaskSupport


@dataclass(frozen=True, slots=True)
class Place:
    """Where in its plan a task stands, and its number there."""

    plan_id: int
    strategy_id: int
    position: int
    number: str
    plan_order: int
    parent_id: int | None = None


def in_strategy(strategy: Strategy, position: int) -> Place:
    number = task_number(strategy.position, position)
    order = plan_order(strategy.position, position)
    return Place(strategy.plan_id, strategy.id, position, number, order)


def part_of(task: Task, position: int) -> Place:
    number = sub_task_number(task.number, position)
    order = task.plan_order
    return Place(task.plan_id, task.strategy_id, position, number, order, parent_id=task.id)


def new_task(place: Place, task: NewTask) -> Task:
    """A draft. Its light and its expected line are set when it is issued."""
    return Task(
        plan_id=place.plan_id,
        strategy_id=place.strategy_id,
        parent_id=place.parent_id,
        position=place.position,
        number=place.number,
        plan_order=place.plan_order,
        title=task.title.strip(),
        content=task.content.strip(),
        lead_unit_id=task.lead_unit_id,
        supports=[TaskSupport(unit_id=unit_id) for unit_id in sorted(task.supporting_unit_ids)],
        kind=task.kind,
        mode=task.mode,
        report_every=task.report_every,
        state=TaskState.DRAFT,
        weight=task.weight,
        starts_on=task.starts_on,
        source=task.source.strip(),
        due_on=task.due_on,
        original_due_on=task.due_on,
        light=Light.NOT_STARTED,
        expected_base=0,
        expected_slope=0,
    )
