"""成批办理: one act on many tasks in one transaction, on all that are as the preview showed them.

A task that changed meanwhile, or that the rules of the single act refuse, is left as it is and
named; the others are done together or, on any error, not at all.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from tracker.domain import bulk_acts
from tracker.domain.bulk_acts import MOST, BulkAct, BulkTerms, Seen
from tracker.domain.doing import Doing
from tracker.domain.errors import Forbidden, RuleBroken, StaleWrite, TrackerError, raise_all
from tracker.domain.node_templates import Chain
from tracker.models import Task
from tracker.queries.bulk_rows import BulkRow, list_bulk_rows
from tracker.transaction import access, handing_out, urgings
from tracker.transaction.milestones import set_milestones
from tracker.transaction.unit_of_work import unit_of_work

Deed = Callable[[Session, Sequence[Task]], object]


@dataclass(frozen=True, slots=True)
class LeftOut:
    number: str  # empty for a task that is gone
    reason: TrackerError


@dataclass(frozen=True, slots=True)
class Outcome:
    done: int
    left_out: tuple[LeftOut, ...]


def urge(doing: Doing, *, seen: Collection[Seen], word: str) -> Outcome:
    """催办, in the same words; each chief gets one mail."""
    terms = BulkTerms(word=word)
    return _carry_out(
        doing,
        BulkAct.URGE,
        seen,
        terms,
        lambda session, tasks: urgings.urge(session, doing, tasks, word),
    )


def reassign(doing: Doing, *, seen: Collection[Seen], lead_unit_id: int, reason: str) -> Outcome:
    """改派 to one unit."""

    def deed(session: Session, tasks: Sequence[Task]) -> None:
        access.check_units(session, [lead_unit_id], field="lead")
        handing_out.reassign(session, doing, tasks, lead_unit_id=lead_unit_id, reason=reason)

    terms = BulkTerms(lead_unit_id=lead_unit_id, reason=reason)
    return _carry_out(doing, BulkAct.REASSIGN, seen, terms, deed)


def issue(doing: Doing, *, seen: Collection[Seen]) -> Outcome:
    """交办 of tasks that plans got later on."""
    return _carry_out(
        doing,
        BulkAct.ISSUE,
        seen,
        BulkTerms(),
        lambda session, tasks: handing_out.issue(session, doing, tasks),
    )


def set_due(doing: Doing, *, seen: Collection[Seen], due_on: date) -> Outcome:
    """设时限 of tasks that are not issued yet."""
    return _carry_out(
        doing,
        BulkAct.SET_DUE,
        seen,
        BulkTerms(due_on=due_on),
        lambda session, tasks: handing_out.set_draft_dues(session, doing, tasks, due_on),
    )


def set_nodes(doing: Doing, *, seen: Collection[Seen], chain: Chain, replaces: bool) -> Outcome:
    """套用节点: the days of a template as it was previewed, for each task between its own dates."""
    terms = BulkTerms(chain=chain, replaces=replaces)

    def deed(session: Session, tasks: Sequence[Task]) -> None:
        planned = [(task, chain.dated(task.starts_on, task.due_on)) for task in tasks]
        set_milestones(session, doing, planned)

    return _carry_out(doing, BulkAct.SET_NODES, seen, terms, deed)


def _carry_out(
    doing: Doing, act: BulkAct, seen: Collection[Seen], terms: BulkTerms, deed: Deed
) -> Outcome:
    if len(seen) > MOST:
        raise RuleBroken("bulk.too-many", limit=MOST)
    with unit_of_work() as session:
        access.require(doing.actor, act.permission)
        tasks = _hold(session, [each.task_id for each in seen])
        rows = list_bulk_rows(list(tasks), doing.on)
        left_out = _left_out(doing, act, seen, rows, terms)
        chosen = [row for row in rows if row.id not in left_out]
        if not chosen:
            raise _nothing_left(list(left_out.values()))
        raise_all(bulk_acts.faults(act, terms, [row.rules for row in chosen]))
        deed(session, [tasks[row.id] for row in chosen])
        return Outcome(len(chosen), tuple(left_out.values()))


def _hold(session: Session, task_ids: Collection[int]) -> dict[int, Task]:
    """Until the commit, in the order in which everybody holds tasks."""
    held = session.scalars(
        sa.select(Task)
        .where(Task.id.in_(task_ids))
        .order_by(Task.id)
        .options(
            selectinload(Task.supports), selectinload(Task.targets), selectinload(Task.milestones)
        )
        .with_for_update()
    )
    return {task.id: task for task in held}


def _left_out(
    doing: Doing,
    act: BulkAct,
    seen: Collection[Seen],
    rows: Sequence[BulkRow],
    terms: BulkTerms,
) -> dict[int, LeftOut]:
    known = {row.id: row for row in rows}
    found = {}
    for each in seen:
        row = known.get(each.task_id)
        if row is None:
            found[each.task_id] = LeftOut("", RuleBroken("bulk.gone"))
        elif row.version != each.version:
            found[row.id] = LeftOut(row.number, RuleBroken("bulk.changed"))
        else:
            refused = bulk_acts.refusal(act, doing, row.rules, terms)
            if refused is not None:
                found[row.id] = LeftOut(row.number, refused)
    return found


def _nothing_left(left_out: Sequence[LeftOut]) -> TrackerError:
    """What a person may do to none of them is not theirs to do."""
    if not left_out:
        return RuleBroken("bulk.none-chosen")
    reasons = [each.reason for each in left_out]
    if all(isinstance(reason, Forbidden) for reason in reasons):
        return reasons[0]
    return StaleWrite("bulk.nothing-left")
