"""The fixtures of the suite. A test that takes `app` runs on SQLite and again on PostgreSQL.

Pages (`web/`) are the exception: what they ask the database is proven on both in `queries/`, what
they have done in `services/`. They run on SQLite alone.

The mark `databases` says otherwise, of a module or a test. Every page is opened on both, every form
is sent on both, and so is whatever hands to the database what somebody typed into an address. A
large table of rules runs on SQLite alone: what its use cases do on PostgreSQL is tried by the tests
of each.
"""

import gc
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from hypothesis import settings
from sqlalchemy.orm import Session

from tests import client as doors
from tests import guards
from tests.clocks import TestClock
from tests.databases import KINDS, Database, open_database
from tests.make import QUICK
from tests.people import People, Person, make_people
from tests.query_counter import Queries, counted_queries
from tracker.database import db
from tracker.outbound.memory import MemorySender
from tracker.transaction import passwords

HERE = Path(__file__).parent

# A busy machine is no reason to fail, and a run can be repeated as it was: each tries the same
# fifty examples. A property of a large space says that it wants more.
settings.register_profile("suite", deadline=None, derandomize=True, database=None, max_examples=50)
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-golden", action="store_true", help="write golden files anew")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first: no process shall wait for it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is imported and collected stays until the end: to search it for garbage, again and
    again, costs a run some hundredths of its time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(20_000)
        gc.enable()


@pytest.fixture(autouse=True)
def _guards(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = request.path.relative_to(HERE).parts[0]
    if folder == "browser":
        return
    guards.guard_sockets(monkeypatch)
    if "smtp_allowed" not in request.fixturenames:
        guards.guard_mail(monkeypatch)
    if "sleep_allowed" not in request.fixturenames:
        guards.guard_sleep(monkeypatch)
    if folder in guards.PURE:
        guards.guard_database(monkeypatch)


@pytest.fixture
def smtp_allowed() -> None:
    """For tests that speak SMTP to a server of their own on this machine."""


@pytest.fixture
def sleep_allowed() -> None:
    """For tests that must let other threads or processes run."""


@pytest.fixture(scope="session", autouse=True)
def passwords_as_shipped() -> Iterator[PasswordHasher]:
    """The product's own hasher; its cost, which is high on purpose, is paid by no test."""
    shipped = passwords._hasher
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", QUICK)
        yield shipped


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database" in metafunc.fixturenames:
        is_page = metafunc.definition.path.parent == HERE / "web"
        mark = metafunc.definition.get_closest_marker("databases")
        kinds = mark.args if mark else KINDS[:1] if is_page else KINDS
        metafunc.parametrize("database", kinds, indirect=True, scope="session")


@pytest.fixture(scope="session")
def open_databases(testrun_uid: str) -> Iterator[Callable[[str], Database]]:
    """Opened when first asked for and kept: side by side, tests come in any order."""
    opened: dict[str, Database] = {}

    def get(kind: str) -> Database:
        if kind not in opened:
            opened[kind] = open_database(kind, testrun_uid)
            doors.use_strict_doors(opened[kind].app)
        return opened[kind]

    yield get
    for database in opened.values():
        database.close()


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest, open_databases: Callable[[str], Database]) -> Database:
    return open_databases(request.param)


@pytest.fixture
def clock() -> Iterator[TestClock]:
    """Monday 23 November 2026, nine in the morning in Shanghai, until it is moved."""
    with ExitStack() as stack:
        yield TestClock(stack)


@pytest.fixture
def app(database: Database, clock: TestClock) -> Iterator[Flask]:
    """The application on an empty database, its context open, its settings restored afterwards."""
    database.empty()
    config = dict(database.app.config)
    database.app.config["SENDER"] = MemorySender()
    with database.app.app_context():
        yield database.app
        left = doors.unsaved()
    database.app.config.clear()
    database.app.config.update(config)
    assert not left, "the test left rows that it neither saved nor dropped"


@pytest.fixture
def session(app: Flask) -> Session:
    """For arranging and asserting; what it read is forgotten when a request or use case runs."""
    return db.session()


@pytest.fixture
def people(app: Flask) -> People:
    return make_people()


@pytest.fixture
def client_for(app: Flask, people: People) -> Callable[[Person | str], doors.StrictClient]:
    """A logged-in client, by person or by name; the stranger's is logged out."""

    def client_for(person: Person | str) -> doors.StrictClient:
        person = people[person] if isinstance(person, str) else person
        client = doors.new_client(app)
        if person.user is not None:
            client.log_in(person.id)
        return client

    return client_for


@pytest.fixture
def anonymous(app: Flask) -> doors.StrictClient:
    return doors.new_client(app)


@pytest.fixture
def runner(app: Flask) -> doors.StrictRunner:
    return doors.new_runner(app)


@pytest.fixture
def sent(app: Flask) -> MemorySender:
    """The mail that left: `sent.messages`."""
    sender = app.config["SENDER"]
    assert isinstance(sender, MemorySender)
    return sender


@pytest.fixture
def count_queries() -> Callable[[], AbstractContextManager[Queries]]:
    """`with count_queries() as queries: ...`, then `queries.count` and `queries.statements`."""
    return counted_queries


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`golden("digest.txt", text)` compares with `golden/digest.txt` beside the test."""

    def golden(name: str, text: str) -> None:
        path = request.path.parent / "golden" / name
        if request.config.getoption("--renew-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        assert path.exists(), f"no {path.name} yet: write it by --renew-golden and read it"
        assert text == path.read_bytes().decode("utf-8")

    return golden
