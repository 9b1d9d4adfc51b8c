"""`flask plans`: from document to plan, and what there is."""

import dataclasses
from pathlib import Path

import click
from flask import current_app

from tracker.cli import support
from tracker.cli.unit_files import read_units
from tracker.domain.drafts.hints import LEVELS, Hints, Place
from tracker.domain.errors import RuleBroken
from tracker.domain.uploads import Upload
from tracker.domain.values import Actor, PlanState
from tracker.domain.words.labels import label
from tracker.queries import plans as plan_queries
from tracker.queries import users
from tracker.rendering.draft_json import render_draft
from tracker.sandbox.bounded import parse_bounded
from tracker.services import documents
from tracker.services import plans as plan_services

document = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
year_option = click.option(
    "--year",
    type=support.YEAR,
    help="For a document that does not name its year.",
)


def _place(context: click.Context, option: click.Parameter, typed: str | None) -> Place | None:
    return int(typed) if typed and typed.isdecimal() else typed


@click.group()
def plans() -> None:
    """Plan documents and the plans made of them."""


@plans.command()
@document
@support.as_json
@year_option
@click.option(
    "--units",
    "units_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The units to suggest from; default seed_plans/units.toml.",
)
@click.option(
    "--from",
    "begins",
    callback=_place,
    help="Where the plan begins: words of that paragraph, or an offset in the text.",
)
@click.option("--to", "ends", callback=_place, help="Where the plan ends, in the same way.")
@click.option(
    "--level",
    type=click.Choice(LEVELS),
    help="Which headings are the strategies: han 一、 han-paren （一） arabic 1. ...; one: none.",
)
def parse(
    file: Path,
    as_json: bool,
    year: int | None,
    units_file: Path | None,
    begins: Place | None,
    ends: Place | None,
    level: str | None,
) -> None:
    """Reads FILE and shows what it says. Needs no database."""
    hints = Hints(begins=begins, ends=ends, level=level)
    entries = read_units(units_file or current_app.config["SAMPLES"] / "units.toml")
    profiles = [entry.profile for entry in entries]
    draft = parse_bounded(file.name, file.read_bytes(), year=year, units=profiles, hints=hints)
    if as_json:
        click.echo(render_draft(draft))
        return
    click.echo(f"{draft.title or file.name}  {draft.period.start} — {draft.period.end}")
    for strategy in draft.strategies:
        click.echo(f"{strategy.number} {strategy.title}")
        for task in strategy.tasks:
            lead = task.lead_units[0].name if task.lead_units else "—"
            due = "、".join(str(deadline.due_on) for deadline in task.deadlines)
            click.echo(f"  {task.number} {task.title}\t{lead}\t{len(task.targets)} 个指标\t{due}")


@plans.command(name="import")
@document
@year_option
@click.option("--publish", is_flag=True, help="Issue all tasks at once.")
@support.acting
@support.as_json
def import_(file: Path, year: int | None, publish: bool, login: str, as_json: bool) -> None:
    """Makes a plan of FILE without the review page, taking the first suggested unit of each task.

    A file that was imported before is not imported again; with --publish, a plan of it that is
    still a draft is published.
    """
    actor = users.get_actor(login)
    plan_id = _draft_plan(actor, Upload(file.name, file.read_bytes(), year), publish)
    if publish:
        plan_services.publish(support.doing(actor), plan_id=plan_id)
    _show(plan_queries.get_plan(plan_id), as_json)


def _draft_plan(actor: Actor, upload: Upload, publish: bool) -> int:
    """The plan of this file: a new one, or the draft that waits to be published."""
    try:
        draft_id = documents.upload(support.doing(actor), upload=upload)
    except RuleBroken as error:
        plan_id = error.parameters.get("plan_id")
        if not (publish and isinstance(plan_id, int)):
            raise
        if plan_queries.get_plan(plan_id).state is not PlanState.DRAFT:
            raise
        return plan_id
    return documents.accept_unseen(support.doing(actor), draft_id=draft_id).plan_id


def _show(plan: plan_queries.PlanRow, as_json: bool) -> None:
    if as_json:
        support.show_json(dataclasses.asdict(plan))
        return
    click.echo(
        f"计划 {plan.id}：《{plan.title}》（{label(plan.state)}），{plan.strategies} 个工作板块，"
        f"{plan.tasks} 项任务，{plan.targets} 个指标，时限 {plan.dated_tasks} 项"
    )


@plans.command(name="list")
@support.as_json
def list_(as_json: bool) -> None:
    """All plans, the newest first."""
    rows = plan_queries.list_plans()
    if as_json:
        support.show_json([dataclasses.asdict(row) for row in rows])
        return
    support.show_table(
        ("编号", "年度", "状态", "任务", "标题"),
        ((row.id, row.year, label(row.state), row.tasks, row.title) for row in rows),
    )


@plans.command()
@click.argument("plan_id", type=support.NUMBER)
@support.as_json
def show(plan_id: int, as_json: bool) -> None:
    """One plan with its tasks."""
    plan, tasks = plan_queries.get_plan(plan_id), plan_queries.list_tasks(plan_id)
    if as_json:
        records = [dataclasses.asdict(task) for task in tasks]
        support.show_json(dataclasses.asdict(plan) | {"task_list": records})
        return
    _show(plan, as_json=False)
    support.show_table(
        ("编号", "任务", "牵头单位", "时限", "状态", "进度", "亮灯"),
        (
            (t.number, t.title, t.lead_unit, t.due_on, label(t.state), t.percent, label(t.light))
            for t in tasks
        ),
    )


@plans.command()
@click.argument("plan_id", type=support.NUMBER)
@support.acting
@support.as_json
def close(plan_id: int, login: str, as_json: bool) -> None:
    """Ends a plan: it takes no reports and sends no mail any more."""
    plan_services.close(support.doing(users.get_actor(login)), plan_id=plan_id)
    _show(plan_queries.get_plan(plan_id), as_json)
