"""`flask units`: the units of the bureau."""

import dataclasses
from pathlib import Path

import click

from tracker.cli import support
from tracker.cli.unit_files import UnitList, read_list
from tracker.domain.words.labels import label
from tracker.queries import units as unit_queries
from tracker.services import units as unit_services


@click.group()
def units() -> None:
    """Units with their aliases and duties."""


@units.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Write; without it only a preview.")
@support.as_json
def import_(file: Path, yes: bool, as_json: bool) -> None:
    """Adds the units of FILE and renews those that are known; removes none.

    FILE: .toml, .csv or .xlsx with a head (名称, 类别, 别名, 职责), or .txt with one name a line.
    A line that is refused stops all of it.
    """
    found = read_list(file)
    take = unit_services.import_units if yes and not found.refused else unit_services.look
    result = take(support.doing(), entries=found.entries)
    is_written = take is unit_services.import_units
    if as_json:
        refused = [dataclasses.asdict(each) for each in found.refused]
        written = {"refused": refused, "written": is_written}
        support.show_json(dataclasses.asdict(result) | written)
    else:
        _show(found, result, is_written)
    if found.refused:
        sentence = f"有 {len(found.refused)} 处不能收，什么都没有写入，请改好后再导入。"
        raise click.ClickException(sentence)


def _show(found: UnitList, result: unit_services.Imported, is_written: bool) -> None:
    for each in found.refused:
        click.echo(f"第 {each.number} 处\t{each.words}\t{each.reason}")
    click.echo(
        f"新增 {result.added} 个单位，更新 {result.changed} 个，不变 {result.unchanged} 个，"
        f"不能收 {len(found.refused)} 处"
    )
    if not is_written and not found.refused:
        click.echo("这是预览，还没有写入；确认后加上 --yes 再运行一次。")


@units.command()
@click.argument("name")
@support.as_json
def delete(name: str, as_json: bool) -> None:
    """Deletes a unit that nothing refers to."""
    unit_services.delete(support.doing(), unit_id=unit_queries.get_id(name))
    if as_json:
        support.show_json({"deleted": name})
    else:
        click.echo(f"已删除单位 {name}")


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
