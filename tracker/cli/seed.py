"""`flask seed`: the sample bureau, its demo year, and load for measuring."""

from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path

import click
from flask import current_app

from tracker import clock
from tracker.cli import support
from tracker.cli.unit_files import read_units
from tracker.domain.calendar_days import SHANGHAI
from tracker.domain.uploads import Upload
from tracker.domain.values import Actor, Role
from tracker.queries.plans import list_plans
from tracker.queries.units import list_units
from tracker.queries.users import get_actor, list_users
from tracker.samples import load
from tracker.samples.cast import Cast
from tracker.samples.files import SamplePerson, SamplePlan, read_people, read_plans
from tracker.samples.phrases import read_words
from tracker.samples.year import Year
from tracker.services import documents, people, plans, units
from tracker.transaction.alone import alone
from tracker.transaction.private_files import tighten
from tracker.transaction.unit_of_work import all_as_one

COUNT = click.IntRange(1, 1_000_000)


@click.command()
@click.option("--demo", is_flag=True, help="With a lived-in year up to today.")
@click.option("--synthetic", "tasks", type=COUNT, help="A plan of so many tasks, for measuring.")
@click.option("--strategies", default=6, type=COUNT, show_default=True)
@click.option("--units", "unit_count", default=30, type=COUNT, show_default=True)
@click.option("--users", "user_count", default=60, type=COUNT, show_default=True)
@click.option("--seed", "number", default=1, show_default=True)
@support.as_json
def seed(
    demo: bool,
    tasks: int | None,
    strategies: int,
    unit_count: int,
    user_count: int,
    number: int,
    as_json: bool,
) -> None:
    """Fills the database from seed_plans/. What is there already is left as it is."""
    tighten(Path(current_app.instance_path))
    with alone():
        if tasks is not None:
            shape = load.Shape(tasks, strategies, unit_count, user_count, number)
            with all_as_one():
                load.fill(support.doing(), shape)
        elif demo:
            seed_demo()
        else:
            with all_as_one():
                seed_samples()
    _show_counts(as_json)


def seed_samples() -> dict[int, SamplePlan]:
    """Units, people and plans by the use cases of the product. Returns the plans that are new."""
    folder, doing = current_app.config["SAMPLES"], support.doing()
    units.import_units(doing, entries=read_units(folder / "units.toml"))
    known = {row.login for row in list_users()}
    new = [_user(person) for person in read_people(folder) if person.login not in known]
    people.add_several(doing, users=new)
    return _import_plans(read_plans(folder))


def seed_demo() -> None:
    """The samples, and what happened to them from their publishing up to this morning.

    All or nothing: where it was interrupted the database is as before, and it begins anew.
    """
    with all_as_one():
        new = seed_samples()
        published = {plan_id: p.published_on for plan_id, p in new.items() if p.publish}
        if published:
            words = read_words(current_app.config["SAMPLES"])
            Year(_cast(), words, support.doing().policy).live(published, until=clock.today())


def _user(person: SamplePerson) -> people.NewUser:
    return people.NewUser(
        login=person.login,
        name=person.name,
        unit=person.unit,
        roles=person.roles,
        password=current_app.config["DEMO_PASSWORD"],
        title=person.title,
        mail=person.mail,
        supervises=person.supervises,
        is_demo=True,
    )


def _import_plans(samples: Sequence[SamplePlan]) -> dict[int, SamplePlan]:
    office = get_actor("office")
    there = {(row.filename, row.year) for row in list_plans()}
    new: dict[int, SamplePlan] = {}
    for sample in samples:
        if (sample.path.name, sample.year) in there:
            continue
        doing = support.doing(office, datetime.combine(sample.published_on, time(9), SHANGHAI))
        upload = Upload(sample.path.name, sample.path.read_bytes(), sample.year)
        draft_id = documents.upload(doing, upload=upload)
        plan = documents.accept_unseen(doing, draft_id=draft_id)
        new[plan.plan_id] = sample
        if sample.publish:
            plans.publish(doing, plan_id=plan.plan_id)
    return new


def _cast() -> Cast:
    """The first chief of each unit acts for it, the one with a demo login before others."""
    chiefs: dict[int, Actor] = {}
    shown = [get_actor(login) for login in ("chief1", "chief2")]
    chiefs |= {actor.unit_id: actor for actor in shown}
    for row in list_users():
        if Role.CHIEF in row.roles and row.unit_id not in chiefs:
            chiefs[row.unit_id] = get_actor(row.login)
    return Cast(
        chiefs=chiefs,
        office=get_actor("office"),
        leader=get_actor("leader1"),
        shown=tuple(actor.unit_id for actor in shown),
    )


def _show_counts(as_json: bool) -> None:
    counts = {
        "units": len(list_units()),
        "users": len(list_users()),
        "plans": len(list_plans()),
        "tasks": sum(row.tasks for row in list_plans()),
    }
    if as_json:
        support.show_json(counts)
    else:
        click.echo(
            "现有单位 {units} 个、人员 {users} 人、计划 {plans} 份、任务 {tasks} 项".format(
                **counts
            )
        )
