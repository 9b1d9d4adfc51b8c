"""A file of units: names, aliases, kinds and duties, as TOML or as one name a line."""

import tomllib
from collections.abc import Sequence
from pathlib import Path

import click

from tracker.domain.drafts.draft import UnitProfile
from tracker.domain.values import UnitKind
from tracker.services.units import UnitEntry


def read_units(path: Path) -> Sequence[UnitEntry]:
    try:
        return _read_toml(path) if path.suffix == ".toml" else _read_names(path)
    except (ValueError, KeyError, TypeError) as error:
        reason = f"缺少 {error}" if isinstance(error, KeyError) else str(error)
        raise click.ClickException(f"{path.name} 不是单位清单：{reason}") from error


def _read_names(path: Path) -> Sequence[UnitEntry]:
    names = path.read_text(encoding="utf-8").split()
    return [UnitEntry(UnitProfile(name=name), UnitKind.OFFICE) for name in names]


def _read_toml(path: Path) -> Sequence[UnitEntry]:
    return [
        UnitEntry(
            profile=UnitProfile(
                name=record["name"],
                aliases=tuple(record.get("aliases", ())),
                duties=tuple(record.get("duties", ())),
            ),
            kind=UnitKind(record.get("kind", UnitKind.OFFICE)),
        )
        for record in tomllib.loads(path.read_text(encoding="utf-8"))["unit"]
    ]
