"""催办: what its word may be."""

from collections.abc import Sequence

from tracker.domain.errors import RuleBroken
from tracker.domain.terms.texts import required_faults

MAX_WORD = 500  # it stands in full in a mail


def check_word(word: str) -> Sequence[RuleBroken]:
    return required_faults({"word": word}, limit=MAX_WORD, missing="urging.no-word")
