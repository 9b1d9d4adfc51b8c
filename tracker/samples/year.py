"""The demo year: a published plan lived through day by day, by the real use cases."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from tracker.domain.doing import MACHINE, Doing, Policy
from tracker.domain.progress import ProgressReport
from tracker.domain.values import Actor, Grade, ProgressMode, TaskKind
from tracker.queries.stories import StoryTask, find_task_version, is_red, list_story_tasks
from tracker.samples.cast import Cast, Event, at
from tracker.samples.dealings import Dealings
from tracker.samples.evidence_files import evidence_of
from tracker.samples.mail import Nowhere
from tracker.samples.phrases import Words
from tracker.samples.story import Chapter, chapters, rng_for
from tracker.services import figures, lifecycle, outbox, progress, reminders, verification

FRIDAY = 4
_REMINDED = (4, 1)  # days before the last
_MAILS = 200
_SENT_BACK_AT_LAST = 0.34  # of those that wait: some stand as sent back on the last day
_GRADES = [Grade.EXCELLENT, Grade.GOOD, Grade.GOOD, Grade.GOOD, Grade.PASSED]


@dataclass(frozen=True, slots=True)
class Year:
    cast: Cast
    words: Words
    policy: Policy

    def live(self, published: Mapping[int, date], until: date) -> int:
        """Lives the plans (id: day of publishing) up to the morning of `until`. Returns how many
        things happened."""
        dealings = Dealings(self.cast, self.words.dealings, self.policy, published)
        dealings.prepare(until)
        events = [
            event
            for plan_id, since in published.items()
            for task in list_story_tasks(plan_id)
            for event in self._of_task(task, since, until)
        ]
        events += self._nights(min(published.values()), until)
        events += dealings.events(until)
        events.sort(key=lambda event: event.at)
        for event in events:
            event.happens(event.at)
        return len(events)

    def _doing(self, actor: Actor, now: datetime) -> Doing:
        return Doing(actor, now, self.policy)

    def _nights(self, since: date, until: date) -> Iterator[Event]:
        """Lights every night; a snapshot on Fridays and on the last day of a month."""
        day = since + timedelta(days=1)
        while day <= until:
            yield Event(at(day, 0, 10), self._refresh)
            if day.weekday() == FRIDAY or day.day == 1 or day == until:
                yield Event(
                    at(day, 0, 20), lambda now: figures.take_snapshots(self._doing(MACHINE, now))
                )
            day += timedelta(days=1)
        for days in _REMINDED:
            yield Event(at(until - timedelta(days=days), 8, 30), self._remind)

    def _remind(self, now: datetime) -> None:
        """On a day off nothing is due."""
        doing = self._doing(MACHINE, now)
        reminders.write_due(doing)
        outbox.deliver(doing, Nowhere(), limit=_MAILS)

    def _refresh(self, now: datetime) -> None:
        figures.refresh_lights(self._doing(MACHINE, now))

    def _of_task(self, task: StoryTask, since: date, until: date) -> Iterator[Event]:
        rng, chief = rng_for(task), self.cast.chiefs[task.lead_unit_id]
        yield Event(at(since + timedelta(days=rng.randint(1, 2)), 10, rng.randint(0, 59)),
                    lambda now: self._sign_off(chief, task, now))  # fmt: skip
        last: Chapter | None = None
        for chapter in chapters(task, rng, since=since + timedelta(days=3), until=until):
            yield self._report(rng, chief, task, chapter)
            last = chapter
        if last is not None and last.done >= 1 and task.kind is TaskKind.ONCE:
            yield from self._closing(rng, chief, task, last.on, until)

    def _sign_off(self, chief: Actor, task: StoryTask, now: datetime) -> None:
        lifecycle.sign_off(self._doing(chief, now), task_id=task.id)

    def _report(self, rng: Random, chief: Actor, task: StoryTask, chapter: Chapter) -> Event:
        by_targets = task.mode is ProgressMode.TARGETS
        report = ProgressReport(
            narrative=self.words.narrative(task, chapter),
            percent=Decimal(int(chapter.done * 100)),
            problem=self.words.problem(rng, task, chapter),
            next_step=self.words.next_step(rng, task, chapter),
            help_wanted=self.words.help_wanted(rng, task, chapter),
            confidence=chapter.confidence,
            readings=chapter.readings if by_targets else {},
            sure_of=frozenset(chapter.readings),  # a made-up year takes leaps
        )

        def happens(now: datetime) -> None:
            problem = report.problem or (self.words.some_problem(task) if is_red(task.id) else "")
            doing = self._doing(chief, now)
            progress.report(
                doing,
                task_id=task.id,
                version=find_task_version(task.id),
                report=replace(report, problem=problem),
                files=evidence_of(doing, task, chapter.on),
            )

        return Event(at(chapter.on, 14, rng.randint(0, 59)), happens)

    def _closing(
        self, rng: Random, chief: Actor, task: StoryTask, on: date, until: date
    ) -> Iterator[Event]:
        """核查 some days later; one in eight is first sent back and asked for again."""
        yield Event(at(on, 16, 0), lambda now: self._ask(chief, task, now))
        decided = on + timedelta(days=rng.randint(2, 6))
        if rng.random() < 0.125:
            if decided < until:
                yield Event(at(decided, 10, 0), lambda now: self._send_back(task, now))
                yield Event(at(decided, 15, 0), lambda now: self._ask(chief, task, now))
            decided += timedelta(days=4)
        grade = rng.choice(_GRADES)
        if decided < until:
            yield Event(at(decided, 10, 30), lambda now: self._accept(task, grade, now))
        elif until - on > timedelta(days=1) and rng.random() < _SENT_BACK_AT_LAST:
            yield Event(at(until - timedelta(days=1), 11), lambda now: self._send_back(task, now))

    def _ask(self, chief: Actor, task: StoryTask, now: datetime) -> None:
        statement = self.words.closing
        verification.ask(self._doing(chief, now), task_id=task.id, statement=statement)

    def _send_back(self, task: StoryTask, now: datetime) -> None:
        verification.send_back(
            self._doing(self.cast.office, now), task_id=task.id, reason=self.words.sent_back
        )

    def _accept(self, task: StoryTask, grade: Grade, now: datetime) -> None:
        verification.accept(self._doing(self.cast.office, now), task_id=task.id, grade=grade)
