"""What a unit is called and does, and what is wrong with it."""

import hashlib
from dataclasses import dataclass

from tracker.domain.errors import RuleBroken
from tracker.domain.terms.texts import required_faults, text_faults
from tracker.domain.values import UnitKind

MAX_NAME = 40
MAX_DUTY = 300
MAX_LINES = 60


@dataclass(frozen=True, slots=True)
class UnitTerms:
    """`aliases` are other names that documents use, `duties` what the unit does, a line each."""

    name: str
    kind: UnitKind
    position: int
    aliases: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    leader_id: int | None = None  # 分管领导

    @property
    def fingerprint(self) -> str:
        """Tells a form that was opened before somebody else changed the unit."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


def tidy(terms: UnitTerms) -> UnitTerms:
    """Without blanks, empty lines, double lines and an alias that is the name itself."""
    name = terms.name.strip()
    return UnitTerms(
        name=name,
        kind=terms.kind,
        position=terms.position,
        aliases=tuple(alias for alias in _lines(terms.aliases) if alias != name),
        duties=_lines(terms.duties),
        leader_id=terms.leader_id,
    )


def _lines(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))


def check_unit(terms: UnitTerms) -> tuple[RuleBroken, ...]:
    """Of tidy terms."""
    return (
        *required_faults({"name": terms.name}, limit=MAX_NAME),
        *_line_faults("aliases", terms.aliases, MAX_NAME),
        *_line_faults("duties", terms.duties, MAX_DUTY),
    )


def _line_faults(field: str, lines: tuple[str, ...], limit: int) -> list[RuleBroken]:
    faults = [fault for line in lines for fault in text_faults({field: line}, limit=limit)]
    if len(lines) > MAX_LINES:
        faults.append(RuleBroken("unit.too-many-lines", field=field, limit=MAX_LINES))
    return faults
