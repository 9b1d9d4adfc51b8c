"""Knows what a unit is called and does, and what is wrong with it."""

import hashlib
from dataclasses import dataclass

from tracker.domain.errors import RuleBroken
from tracker.domain.progress import text_faults
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
    faults = text_faults({"name": terms.name})
    if not terms.name:
        faults.append(RuleBroken("text.missing", field="name"))
    faults += _line_faults("aliases", terms.aliases, MAX_NAME)
    faults += _line_faults("duties", terms.duties, MAX_DUTY)
    if len(terms.name) > MAX_NAME:
        faults.append(_too_long("name", terms.name, MAX_NAME))
    return tuple(faults)


def _line_faults(field: str, lines: tuple[str, ...], limit: int) -> list[RuleBroken]:
    faults = text_faults({field: "\n".join(lines)})
    if len(lines) > MAX_LINES:
        faults.append(RuleBroken("unit.too-many-lines", field=field, limit=MAX_LINES))
    faults += [_too_long(field, line, limit) for line in lines if len(line) > limit]
    return faults


def _too_long(field: str, text: str, limit: int) -> RuleBroken:
    return RuleBroken("text.too-long", field=field, limit=limit, length=len(text))
