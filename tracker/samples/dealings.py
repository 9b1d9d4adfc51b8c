"""What people deal out and answer in the demo year, beside the reports: sub-tasks and milestones
when a plan is published, 批示, 延期, a task added late."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tracker.domain.acts import Act
from tracker.domain.breakdown import MilestoneTerms, SubTaskTerms
from tracker.domain.calendar_days import day_of
from tracker.domain.deadline_extensions import ExtensionRequest
from tracker.domain.doing import Doing, Policy
from tracker.domain.terms.tasks import NewTask
from tracker.domain.values import Actor, TaskKind
from tracker.queries.help_requests import list_help
from tracker.queries.stories import (
    OpenTask,
    StoryTask,
    find_task_version,
    list_open_tasks,
    list_story_tasks,
    may,
)
from tracker.samples.cast import Cast, Event, at
from tracker.services import (
    breakdown,
    deadline_extensions,
    help_requests,
    instructions,
    lifecycle,
    tasks,
)

_LATER = timedelta(days=30)  # an extension that is asked for
_ANSWERED = (99, 68, 37, 9)  # days before the last on which 需协调事项 are answered
_MOST = 50  # that wait for one person


@dataclass(frozen=True, slots=True)
class DealingWords:
    parts: Sequence[str]
    milestones: Sequence[str]
    instructions: Sequence[str]
    answer: str
    extension_reason: str
    extension_progress: str
    refused: str
    added: str
    help_answer: str


class Dealings:
    """Each takes a task that nothing else was dealt to, of those that fit at its moment."""

    def __init__(
        self, cast: Cast, words: DealingWords, policy: Policy, published: Mapping[int, date]
    ) -> None:
        self._cast, self._words, self._policy = cast, words, policy
        self._published, self._taken = published, set[int]()

    def prepare(self, until: date) -> None:
        """In the afternoon after publishing: one task of each plan is split, one gets nodes."""
        for plan_id in self._running(until):
            doing = Doing(self._cast.office, at(self._published[plan_id], 15), self._policy)
            found = [t for t in list_story_tasks(plan_id) if t.kind is TaskKind.ONCE]
            whole, noded, *_ = sorted(found, key=self._rank)
            self._split(doing, whole)
            self._set_milestones(doing, noded)

    def _running(self, on: date) -> Sequence[int]:
        return [plan_id for plan_id, since in self._published.items() if since < on]

    def _rank(self, task: StoryTask) -> tuple[int, int, int, int]:
        """Few figures first: those of a whole stand apart from the percents of its parts."""
        rank = self._cast.rank(task.lead_unit_id)
        return (len(task.targets), rank, -task.due_on.toordinal(), task.id)

    def _split(self, doing: Doing, task: StoryTask) -> None:
        lifecycle.sign_off(
            Doing(self._cast.chiefs[task.lead_unit_id], doing.now, self._policy), task_id=task.id
        )
        days = _spread(task, len(self._words.parts))
        parts = [
            SubTaskTerms(title, task.lead_unit_id, task.starts_on, due_on)
            for title, due_on in zip(self._words.parts, days, strict=True)
        ]
        version = find_task_version(task.id)
        breakdown.split(doing, task_id=task.id, version=version, parts=parts)

    def _set_milestones(self, doing: Doing, task: StoryTask) -> None:
        days = _spread(task, len(self._words.milestones))
        percents = [100 * n // len(days) for n in range(1, len(days) + 1)]
        nodes = [
            MilestoneTerms(*node)
            for node in zip(days, self._words.milestones, percents, strict=True)
        ]
        version = find_task_version(task.id)
        breakdown.set_milestones(doing, task_id=task.id, version=version, milestones=nodes)

    def events(self, until: date) -> Iterator[Event]:
        """Days before the morning of `until`; what would fall before the publishing is left out."""
        for days, hour, happens in self._script():
            moment = at(until - timedelta(days=days), hour)
            if moment > at(min(self._published.values()), 18):
                yield Event(moment, happens)

    def _script(self) -> Sequence[tuple[int, int, Callable[[datetime], object]]]:
        answered, still_open = self._words.instructions
        return [
            (40, 9, self._extend),
            (21, 9, self._refuse),
            (16, 9, lambda now: self._instruct(now, answered, is_answered=True)),
            (4, 15, self._add),
            (3, 10, lambda now: self._instruct(now, still_open, is_answered=False)),
            (2, 9, self._ask_later),
            *((days, 10, self._answer_help) for days in _ANSWERED),
        ]

    def _instruct(self, now: datetime, text: str, *, is_answered: bool) -> None:
        """The worst task first."""
        task = self._pick(now, Act.INSTRUCT, lambda _: self._cast.leader, red_first=True)
        if task is None:
            return
        number = instructions.write(self._doing(self._cast.leader, now), task_id=task.id, text=text)
        if is_answered:
            chief = self._doing(self._chief(task), now + timedelta(hours=6))
            instructions.acknowledge(chief, instruction_id=number)
            instructions.answer(chief, instruction_id=number, answer=self._words.answer)

    def _ask_later(self, now: datetime) -> OpenTask | None:
        task = self._pick(now, Act.ASK_EXTENSION, self._chief)
        if task is not None:
            words = self._words
            request = ExtensionRequest(
                task.due_on + _LATER, words.extension_reason, words.extension_progress
            )
            chief = self._doing(self._chief(task), now)
            deadline_extensions.ask(chief, task_id=task.id, request=request)
        return task

    def _answer_help(self, now: datetime) -> None:
        """All that wait: by the leader who supervises the unit, else by the plan office."""
        for actor in (self._cast.leader, self._cast.office):
            doing = self._doing(actor, now)
            for row in list_help(actor, limit=_MOST):
                help_requests.answer(doing, help_id=row.id, word=self._words.help_answer)

    def _extend(self, now: datetime) -> None:
        task = self._ask_later(now)
        if task is not None:
            office = self._doing(self._cast.office, now + timedelta(hours=5))
            deadline_extensions.grant(office, task_id=task.id)

    def _refuse(self, now: datetime) -> None:
        task = self._ask_later(now)
        if task is not None:
            office = self._doing(self._cast.office, now + timedelta(hours=5))
            deadline_extensions.refuse(office, task_id=task.id, word=self._words.refused)

    def _add(self, now: datetime) -> None:
        """A task that came in between and is not signed for yet."""
        doing = self._doing(self._cast.office, now)
        beside = list_open_tasks(min(self._published), red_first=False)[0]
        unit_id = self._cast.shown[0]
        task = NewTask(
            title=self._words.added,
            content=self._words.added,
            lead_unit_id=unit_id,
            starts_on=doing.on,
            due_on=doing.on + _LATER,
        )
        lifecycle.issue(doing, task_id=tasks.add(doing, strategy_id=beside.strategy_id, task=task))

    def _pick(
        self,
        now: datetime,
        act: Act,
        actor: Callable[[OpenTask], Actor],
        *,
        red_first: bool = False,
    ) -> OpenTask | None:
        for plan_id in self._running(day_of(now)):
            found = list_open_tasks(plan_id, red_first=red_first)
            for task in sorted(found, key=lambda each: self._cast.rank(each.lead_unit_id)):
                if task.id not in self._taken and may(self._doing(actor(task), now), act, task.id):
                    self._taken.add(task.id)
                    return task
        return None

    def _chief(self, task: OpenTask) -> Actor:
        return self._cast.chiefs[task.lead_unit_id]

    def _doing(self, actor: Actor, now: datetime) -> Doing:
        return Doing(actor, now, self._policy)


def _spread(task: StoryTask, count: int) -> Sequence[date]:
    """Evenly up to the day due."""
    whole = task.due_on - task.starts_on
    return [task.starts_on + whole * n // count for n in range(1, count + 1)]
