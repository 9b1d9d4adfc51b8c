"""`flask units`: the units of the bureau."""

import dataclasses
from pathlib import Path

import click

from tracker.cli import support
from tracker.cli.unit_files import read_units
from tracker.domain.words.labels import label
from tracker.queries import units as unit_queries
from tracker.services import units as unit_services


@click.group()
def units() -> None:
    """Units with their aliases and duties."""


@units.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@support.as_json
def import_(file: Path, as_json: bool) -> None:
    """Adds the units of FILE and renews those that are known; removes none."""
    result = unit_services.import_units(support.doing(), entries=read_units(file))
    if as_json:
        support.show_json(dataclasses.asdict(result))
        return
    click.echo(f"新增 {result.added} 个单位，更新 {result.changed} 个")


@units.command(name="list")
@support.as_json
def list_(as_json: bool) -> None:
    """All units in their order."""
    rows = unit_queries.list_units()
    if as_json:
        support.show_json([dataclasses.asdict(row) for row in rows])
        return
    support.show_table(
        ("编号", "名称", "类别", "分管领导", "别名"),
        (
            (row.id, row.name, label(row.kind), row.leader_name, "、".join(row.aliases))
            for row in rows
        ),
    )
