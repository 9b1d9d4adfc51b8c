"""What chiefs write in the demo year, from seed_plans/phrases.toml."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tracker.domain.values import Confidence, TargetKind
from tracker.queries.stories import StoryTask
from tracker.samples.dealings import DealingWords
from tracker.samples.story import Chapter

EARLY, MIDDLE = 0.35, 0.8


@dataclass(frozen=True, slots=True)
class Kind:
    """The phrases for one kind of work, known by words of its title."""

    keywords: Sequence[str]
    early: Sequence[str]
    middle: Sequence[str]
    late: Sequence[str]
    problem: Sequence[str]
    next_step: Sequence[str]
    help_wanted: Sequence[str]


@dataclass(frozen=True, slots=True)
class Words:
    kinds: Sequence[Kind]  # the last one fits any task
    finished: Sequence[str]
    closing: str
    sent_back: str
    dealings: DealingWords

    def narrative(self, task: StoryTask, chapter: Chapter) -> str:
        """Phrases are taken in turn, so that neighbouring months and tasks do not read alike."""
        phrases = self._phrases(task, chapter)
        phrase = phrases[(chapter.on.month + task.id) % len(phrases)]
        return phrase.format(month=chapter.on.month, figures=_figures(task, chapter))

    def problem(self, rng: Random, task: StoryTask, chapter: Chapter) -> str:
        has_one = _is_in_trouble(chapter) or (chapter.done < 1 and rng.random() < 0.2)
        return rng.choice(self._kind(task).problem) if has_one else ""

    def some_problem(self, task: StoryTask) -> str:
        """What a unit says whose task is red."""
        return self._kind(task).problem[0]

    def next_step(self, rng: Random, task: StoryTask, chapter: Chapter) -> str:
        return rng.choice(self._kind(task).next_step) if _is_in_trouble(chapter) else ""

    def help_wanted(self, rng: Random, task: StoryTask, chapter: Chapter) -> str:
        phrases, month = self._kind(task).help_wanted, chapter.on.month
        if chapter.confidence is Confidence.UNLIKELY:
            return rng.choice(phrases)
        asks = chapter.confidence is Confidence.AT_RISK and (month + task.id) % 2 == 0
        return phrases[month // 2 % len(phrases)] if asks else ""

    def _phrases(self, task: StoryTask, chapter: Chapter) -> Sequence[str]:
        kind = self._kind(task)
        if chapter.done < EARLY:
            return kind.early
        if chapter.done < MIDDLE:
            return kind.middle
        return kind.late if chapter.done < 1 else self.finished

    def _kind(self, task: StoryTask) -> Kind:
        for kind in self.kinds:
            if any(word in task.title for word in kind.keywords):
                return kind
        return self.kinds[-1]


def read_words(folder: Path) -> Words:
    with (folder / "phrases.toml").open("rb") as file:
        record = tomllib.load(file)
    return Words(
        kinds=[Kind(**kind) for kind in record["kind"]],
        finished=record["finished"],
        closing=record["closing"],
        sent_back=record["sent_back"],
        dealings=DealingWords(**record["dealings"]),
    )


def _is_in_trouble(chapter: Chapter) -> bool:
    return chapter.confidence is not Confidence.SURE


def _figures(task: StoryTask, chapter: Chapter) -> str:
    """累计… of the first two cumulative targets, else the percent."""
    counted = [target for target in task.targets if target.kind is TargetKind.REACH]
    if not counted:
        return f"总体进度约{int(chapter.done * 100)}%"
    return "，".join(
        f"{target.metric}累计{chapter.readings[target.id]:f}{target.unit}" for target in counted[:2]
    )
