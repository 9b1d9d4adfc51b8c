"""Drafts for tests of the review: a text made of clauses, and what a parser would read in it."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tracker.domain.drafts.draft import (
    DeadlineDraft,
    Doubt,
    MeasureDraft,
    PlanDraft,
    StrategyDraft,
    TargetDraft,
    TaskDraft,
    UnitSuggestion,
)
from tracker.domain.drafts.review import Review, begin
from tracker.domain.values import Op, Period, SourceSpan, TargetKind

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
FOOD, LIFTS = "食品科", "特设科"
NAMES = {FOOD: FOOD, LIFTS: LIFTS, "食品安全科": FOOD}


@dataclass(frozen=True, slots=True)
class Clause:
    """One measure of a task: words, and perhaps a figure of families and a month it is due in."""

    words: str
    figure: int | None = None
    month: int | None = None

    @property
    def text(self) -> str:
        due = f"{self.month}月底前" if self.month else ""
        figure = f"检查{self.figure}家" if self.figure is not None else ""
        return f"{due}{self.words}{figure}。"


def drafted(*strategies: list[list[Clause]], before: str = "关于印发要点的通知\n") -> PlanDraft:
    """Each task is a line of its own: number, clauses, the unit that leads."""
    writer = _Writer(before)
    found = tuple(writer.strategy(place, tasks) for place, tasks in enumerate(strategies, 1))
    return PlanDraft(
        text=writer.text + "联系人：办公室\n",
        title="2026年工作要点",
        organisation="测试区市场监督管理局",
        year=2026,
        period=YEAR,
        plan_span=SourceSpan(len(before), len(writer.text)),
        strategies=found,
    )


class _Writer:
    def __init__(self, text: str) -> None:
        self.text = text

    def strategy(self, place: int, tasks: list[list[Clause]]) -> StrategyDraft:
        span = self._write(f"板块{place}")
        self._write("\n")
        return StrategyDraft(
            span, str(place), f"板块{place}", tuple(self.task(n, t) for n, t in enumerate(tasks, 1))
        )

    def task(self, number: int, clauses: list[Clause]) -> TaskDraft:
        start = len(self.text)
        self._write(f"{number}.")
        content_from = len(self.text)
        parts = [self._clause(clause) for clause in clauses]
        content = self.text[content_from:]
        self._write(f"（牵头单位：{FOOD}）")
        span = SourceSpan(start, len(self.text))
        self._write("\n")
        return TaskDraft(
            span=span,
            number=str(number),
            title=clauses[0].words,
            content=content,
            lead_units=(UnitSuggestion(FOOD, named=True, score=1.0),),
            supporting_units=(),
            targets=tuple(target for _, target, _ in parts if target),
            deadlines=tuple(deadline for _, _, deadline in parts if deadline),
            measures=tuple(MeasureDraft(measure) for measure, _, _ in parts),
        )

    def _clause(
        self, clause: Clause
    ) -> tuple[SourceSpan, TargetDraft | None, DeadlineDraft | None]:
        span = self._write(clause.text)
        return span, self._target(clause, span), self._deadline(clause, span)

    def _target(self, clause: Clause, span: SourceSpan) -> TargetDraft | None:
        if clause.figure is None:
            return None
        words = f"{clause.figure}家"
        place = SourceSpan(span.end - 1 - len(words), span.end - 1)
        value = Decimal(clause.figure)
        return TargetDraft(place, "检查", TargetKind.REACH, Op.AT_LEAST, value, None, "家")

    def _deadline(self, clause: Clause, span: SourceSpan) -> DeadlineDraft | None:
        if clause.month is None:
            return None
        place = SourceSpan(span.start, span.start + len(f"{clause.month}月底前"))
        return DeadlineDraft(place, date(2026, clause.month, 28))

    def _write(self, words: str) -> SourceSpan:
        start = len(self.text)
        self.text += words
        return SourceSpan(start, len(self.text))


# Three tasks in two strategies: the first of three measures, the others of one.
PLAN = drafted(
    [
        [
            Clause("守好校园食堂", figure=120, month=6),
            Clause("开展回头看", figure=30, month=9),
            Clause("总结经验"),
        ],
        [Clause("更新老旧电梯", figure=60)],
    ],
    [[Clause("宣传新法规")]],
)
TEXT = PLAN.text


def fresh() -> Review:
    """The strategies have the keys 1 and 4, the items 2, 3 and 5."""
    return begin(PLAN, NAMES)


def doubtful(*doubts: Doubt) -> Review:
    """The same, with these doubts about the first task."""
    first, *rest = PLAN.strategies[0].tasks
    tasks = (replace(first, doubts=doubts), *rest)
    strategies = (replace(PLAN.strategies[0], tasks=tasks), *PLAN.strategies[1:])
    return begin(replace(PLAN, strategies=strategies), NAMES)
