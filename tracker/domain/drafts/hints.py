"""What a person says of a document that the parser would else have to find out."""

from dataclasses import dataclass

from tracker.domain.drafts.draft import Doubt
from tracker.domain.words.doubts import DOUBTS, Asks

ONE_STRATEGY = "one"  # the level of a plan whose numbered items are its tasks
# Headings whose level may be named, highest first. What parts a sentence or a list is none.
HEADINGS = (
    "part", "section", "line", "han", "han-paren", "article", "named", "arabic", "dotted",
    "dotted-deep", "arabic-paren", "arabic-closing", "ordinal-word",
)  # fmt: skip
LEVELS = (*HEADINGS, ONE_STRATEGY)

Place = int | str  # an offset in the document's text, or the words that a paragraph holds


@dataclass(frozen=True, slots=True)
class Hints:
    """`begins` and `ends` bound the part that plans; `level` is the code of the headings that are
    its strategies. None: the parser finds it.
    """

    year: int | None = None
    begins: Place | None = None
    ends: Place | None = None
    level: str | None = None

    @property
    def tells_part(self) -> bool:
        return self.begins is not None or self.ends is not None

    def joined(self, newer: "Hints") -> "Hints":
        """With what was said since; from and to are said together."""
        begins, ends = self.begins, self.ends
        if newer.tells_part:
            begins, ends = newer.begins, newer.ends
        return Hints(newer.year or self.year, begins, ends, newer.level or self.level)

    def settles(self, doubt: Doubt) -> bool:
        """Nobody is asked again what he has just said."""
        match DOUBTS[doubt.code].asks:
            case Asks.YEAR:
                return self.year is not None
            case Asks.PART:
                return self.tells_part
            case _:
                return False


NO_HINTS = Hints()
