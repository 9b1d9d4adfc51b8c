"""The page of one plan: its tasks, what is not ready in it, and what this person may do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from tracker.database import db
from tracker.domain import plan_acts
from tracker.domain.acts import Act
from tracker.domain.doing import Doing
from tracker.domain.plan_acts import PlanAct
from tracker.domain.values import TaskState
from tracker.queries.plan_facts import get_plan_facts
from tracker.queries.plan_issuing import Issuing, get_issuing
from tracker.queries.plans import PlanRow, PlanTaskRow, get_plan, list_tasks
from tracker.queries.task_facts import list_acts


@dataclass(frozen=True, slots=True)
class PlanSection:
    """A strategy with its tasks, each followed by its parts."""

    id: int  # the strategy's
    name: str  # with its number
    rows: Sequence[PlanTaskRow]

    @property
    def tasks(self) -> int:
        """Of the first level, as everywhere."""
        return sum(not row.is_sub_task for row in self.rows)


@dataclass(frozen=True, slots=True)
class PlanPage:
    plan: PlanRow
    tasks: Sequence[PlanTaskRow]
    may: frozenset[PlanAct]
    task_acts: Mapping[int, frozenset[Act]]  # of those that are not issued
    issuing: Issuing | None  # where this person may publish the plan now

    @property
    def sections(self) -> Sequence[PlanSection]:
        grouped = groupby(self.tasks, lambda task: (task.strategy_id, task.strategy))
        return [PlanSection(*strategy, list(rows)) for strategy, rows in grouped]

    @property
    def missing(self) -> Sequence[PlanTaskRow]:
        """Without a lead unit, in a plan that is not published for that reason."""
        if self.plan.state.is_published:
            return ()
        return [task for task in self.tasks if task.lead_unit is None]

    @property
    def drafts(self) -> Sequence[PlanTaskRow]:
        """Added to a plan that is carried out, and not issued yet; parts go with their tasks."""
        if PlanAct.CLOSE not in self.may:
            return ()
        return [task for task in self._first_level if not task.state.is_issued]

    @property
    def done(self) -> int:
        return sum(task.state is TaskState.DONE for task in self._first_level)

    @property
    def unfinished(self) -> int:
        """Parts included: closing the plan stops them all."""
        finished = {TaskState.DONE, TaskState.WITHDRAWN}
        return sum(task.state not in finished for task in self.tasks)

    @property
    def parts(self) -> int:
        return len(self.tasks) - len(self._first_level)

    @property
    def _first_level(self) -> Sequence[PlanTaskRow]:
        return [task for task in self.tasks if not task.is_sub_task]


def get_plan_page(doing: Doing, plan_id: int) -> PlanPage:
    plan, tasks = get_plan(plan_id), list_tasks(plan_id)
    unissued = [task.id for task in tasks if not task.state.is_issued]
    may = plan_acts.offered(doing, get_plan_facts(db.session(), plan_id))
    return PlanPage(
        plan=plan,
        tasks=tasks,
        may=may,
        task_acts=list_acts(db.session(), doing, unissued),
        issuing=get_issuing(plan, on=doing.on) if PlanAct.PUBLISH in may else None,
    )
