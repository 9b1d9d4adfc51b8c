"""A file of units: names, aliases, kinds and duties, as TOML or as one name a line."""

import tomllib
from collections.abc import Sequence
from pathlib import Path

from tracker.domain.drafts import UnitProfile
from tracker.domain.values import UnitKind
from tracker.services.units import UnitEntry


def read_units(path: Path) -> Sequence[UnitEntry]:
    if path.suffix != ".toml":
        names = path.read_text(encoding="utf-8").split()
        return [UnitEntry(UnitProfile(name=name), UnitKind.OFFICE) for name in names]
    with path.open("rb") as file:
        records = tomllib.load(file)["unit"]
    return [
        UnitEntry(
            profile=UnitProfile(
                name=record["name"],
                aliases=tuple(record.get("aliases", ())),
                duties=tuple(record.get("duties", ())),
            ),
            kind=UnitKind(record.get("kind", UnitKind.OFFICE)),
        )
        for record in records
    ]
