"""`flask rollups`: are the stored figures those that counting afresh gives?"""

import dataclasses
import sys

import click

from tracker.cli import support
from tracker.services import figures


@click.group()
def rollups() -> None:
    """The stored figures of plans, strategies and units."""


@rollups.command()
@support.as_json
def check(as_json: bool) -> None:
    """Counts afresh; exit status 1 when a stored figure differs."""
    differences = figures.check()
    if as_json:
        support.show_json([dataclasses.asdict(difference) for difference in differences])
    elif differences:
        support.show_table(
            ("计划", "范围", "编号", "单位", "项目", "所存", "重算"),
            map(dataclasses.astuple, differences),
        )
    else:
        click.echo("汇总与逐项重算一致")
    sys.exit(1 if differences else 0)


@rollups.command()
@support.as_json
def rebuild(as_json: bool) -> None:
    """Sets every light and every roll-up anew as of now."""
    rows = figures.rebuild(support.doing())
    if as_json:
        support.show_json({"rows": rows})
    else:
        click.echo(f"已重算 {rows} 行汇总")
