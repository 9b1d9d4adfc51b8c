"""The files of seed_plans/: people, plans and the words of the demo year."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tracker.domain.values import Role

DEMO_LOGINS = ("office", "chief1", "chief2", "leader1", "leader2", "admin")


@dataclass(frozen=True, slots=True)
class SamplePerson:
    login: str
    name: str
    title: str
    unit: str
    roles: tuple[Role, ...]
    mail: str
    supervises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SamplePlan:
    path: Path
    year: int
    publish: bool
    published_on: date


def read_people(folder: Path) -> Sequence[SamplePerson]:
    return [
        SamplePerson(
            login=record["login"],
            name=record["name"],
            title=record["title"],
            unit=record["unit"],
            roles=tuple(Role(role) for role in record["roles"]),
            mail=record["mail"],
            supervises=tuple(record.get("supervises", ())),
        )
        for record in _read(folder / "people.toml")["person"]
    ]


def read_demo_logins(folder: Path) -> Sequence[SamplePerson]:
    people = {person.login: person for person in read_people(folder)}
    return [people[login] for login in DEMO_LOGINS]


def read_plans(folder: Path) -> Sequence[SamplePlan]:
    return [
        SamplePlan(
            path=folder / record["file"],
            year=record["year"],
            publish=record["publish"],
            published_on=record["published_on"],
        )
        for record in _read(folder / "manifest.toml")["plan"]
    ]


def _read(path: Path) -> Mapping[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)
