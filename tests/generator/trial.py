"""One document read and scored."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.generator.damage import damaged
from tests.generator.layouts.choice import make_document
from tests.generator.layouts.page import Document
from tests.generator.score import MEASURES, Score, score
from tests.generator.writers import file_kind, write
from tracker.domain.drafts.draft import PlanDraft
from tracker.domain.errors import UnreadableDocument
from tracker.parsing.pipeline import parse_plan

WRONG = 0.8  # F1 of the tasks below which a draft is wrong in structure
DOUBTED = 0.8  # confidence of the plan below which a draft says that it may be wrong


@dataclass(frozen=True, slots=True)
class Trial:
    seed: int
    document: Document
    kind: str
    draft: PlanDraft | None
    refusal: str
    score: Score

    @property
    def is_right(self) -> bool:
        return all(not c.missed and not c.invented for c in self.score.values())

    @property
    def is_wrong_in_structure(self) -> bool:
        return self.score["tasks"].f1 < WRONG

    @property
    def is_wrong(self) -> bool:
        """In structure, or in the year that all dates are counted from."""
        return self.is_wrong_in_structure or bool(self.score["year"].missed)

    @property
    def is_doubted(self) -> bool:
        """A refusal says so, too."""
        if self.draft is None:
            return True
        return self.draft.confidence < DOUBTED and bool(self.draft.doubts)

    @property
    def traits(self) -> tuple[str, ...]:
        return (self.document.layout, *self.document.traits, f"file {self.kind}")


def try_seed(seed: int) -> Trial:
    document = make_document(seed)
    return try_document(seed, document, file_kind(document, seed))


def try_damaged(seed: int, kind: str) -> Trial | None:
    """None where the document of this seed cannot be harmed in this way."""
    whole = make_document(seed)
    document = damaged(kind, whole, seed)
    if document is None:
        return None
    file = file_kind(whole, seed)
    if file in ("one line", "docx numbered by Word"):
        file = "txt"  # these would mend some of the harm, or do it twice
    return try_document(seed, document, file)


def try_document(seed: int, document: Document, kind: str) -> Trial:
    draft, refusal = read(write(document, kind), f"计划.{kind}")
    return Trial(seed, document, kind, draft, refusal, score(draft, document.wanted))


def read(data: bytes, name: str) -> tuple[PlanDraft | None, str]:
    try:
        return parse_plan(name, data, year=None, units=()), ""
    except UnreadableDocument as refused:
        return None, str(refused)


def wrong_measures(trial: Trial) -> Sequence[str]:
    return [m for m in MEASURES if trial.score[m].missed or trial.score[m].invented]
