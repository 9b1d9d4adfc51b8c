"""What chiefs write in the demo year, from seed_plans/phrases.toml."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tracker.cli.demo_story import Chapter
from tracker.domain.values import Confidence, TargetKind
from tracker.queries.stories import StoryTask

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


@dataclass(frozen=True, slots=True)
class Words:
    kinds: Sequence[Kind]  # the last one fits any task
    closing: str
    sent_back: str

    def narrative(self, rng: Random, task: StoryTask, chapter: Chapter) -> str:
        kind = self._kind(task)
        phrases = kind.late
        if chapter.done < MIDDLE:
            phrases = kind.early if chapter.done < EARLY else kind.middle
        return rng.choice(phrases).format(month=chapter.on.month, figures=_figures(task, chapter))

    def problem(self, rng: Random, task: StoryTask, chapter: Chapter) -> str:
        has_one = _is_in_trouble(chapter) or rng.random() < 0.2
        return rng.choice(self._kind(task).problem) if has_one else ""

    def next_step(self, rng: Random, task: StoryTask, chapter: Chapter) -> str:
        return rng.choice(self._kind(task).next_step) if _is_in_trouble(chapter) else ""

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
        closing=record["closing"],
        sent_back=record["sent_back"],
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
