"""Every address as each of the people, on an empty database, a full one and with odd parts.

What is on a page is tried with its noun; here none may fail, be malformed or ask too often.
"""

from datetime import date

import pytest
from flask import request, request_finished

from tests.make import (
    make_document,
    make_plan,
    make_strategy,
    make_target,
    make_task,
    make_update,
)
from tests.reviewing import make_draft
from tracker.domain.values import PlanState, ProgressMode, TaskKind, TaskState

pytestmark = [pytest.mark.databases("sqlite", "postgresql"), pytest.mark.long]

MAX_QUERIES = 12
FILES = {"static"}
FINE = {200, 303, 403, 404}
# Who asks for which number, until a page is shown.
ASKING = [("office", 3), ("office", 1), ("chief_a", 3), ("chief_a", 1), ("admin", 1)]
ODD_QUERIES = [
    "?plan=0&unit=0&leader=0&strategy=0&item=0&task=0&start=0&end=0&before=0",
    "?plan=x&unit=-1&open=y&carry=1&item=x&task=-1&start=9&end=2&year=x&back=x",
    "?light=purple&state=lost&sort=none&after=%00",
    "?q=%3Cscript%3E&page=99999999999999999999",
    "?on=2026-13-45",
    "?q=%00%1B%5B&plan=%00&next=%00&head=%00&who=%00&action=%00&year=%00",
    "?plan=1&plan=2&light=red&light=green",
    "?unit=9223372036854775808&open=9223372036854775808&before=9223372036854775808",
]


def addresses(app, number: int) -> list[str]:
    """Every page that can be opened, with `number` for each id."""
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        return sorted(
            adapter.build(rule.endpoint, dict.fromkeys(rule.arguments, number))
            for rule in app.url_map.iter_rules()
            if "GET" in rule.methods and rule.endpoint not in FILES
        )


@pytest.fixture
def busy_plan(people):
    """One task in each state, one of each kind, and more of one sort than a page shows."""
    plan = make_plan(document_id=make_document(people.office.user, text="一、做好工作。" * 50).id)
    strategy = make_strategy(plan)
    for state in TaskState:
        lead = people.unit_a if state is not TaskState.DRAFT else None
        make_task(strategy, lead=lead, state=state, supports=[people.unit_b])
    counted = make_task(strategy, lead=people.unit_a, mode=ProgressMode.TARGETS)
    make_target(counted)
    make_task(strategy, lead=people.unit_b, kind=TaskKind.ONGOING, due_on=date(2026, 6, 30))
    late = make_task(
        strategy, lead=people.unit_a, due_on=date(2026, 10, 1), source_start=2, source_end=9
    )
    make_update(late, author=people.chief_a.user, percent=40, problem="人手不足。")
    make_task(make_strategy(make_plan(year=2027, state=PlanState.DRAFT)))
    make_draft(people.office.user)
    return plan


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("person", ["admin", "office", "chief_a", "leader_a", "stranger"])
def test_no_page_fails_when_there_is_nothing_yet(app, client_for, person):
    client = client_for(person)
    answers = {address: client.get(address).status_code for address in addresses(app, 1)}
    assert {a: status for a, status in answers.items() if status not in FINE} == {}


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("person", ["office", "chief_a", "leader_b"])
def test_no_page_fails_or_asks_too_often_in_the_middle_of_the_year(
    app, client_for, busy_plan, count_queries, person
):
    assert asking_too_often(app, client_for(person), count_queries) == {}


@pytest.mark.databases("postgresql")
def test_nor_does_a_page_fail_on_the_other_database(app, client_for, busy_plan, count_queries):
    """Of those who see everything; where others have forms, test_bad_input opens pages there."""
    assert asking_too_often(app, client_for("office"), count_queries) == {}


def asking_too_often(app, client, count_queries) -> dict[str, int]:
    often = {}
    for numbered in zip(*(addresses(app, number) for number in range(1, 12))):
        for address in dict.fromkeys(numbered):
            with count_queries() as queries:
                answer = client.get(address)
            assert answer.status_code in FINE, address
            if queries.count > MAX_QUERIES:
                often[address] = queries.count
            if answer.status_code == 404:
                break  # nor is there one of a higher number
    return often


def test_no_page_fails_on_a_query_that_nobody_made(app, client_for, busy_plan):
    """A page that does not look at the first of them is not asked the others."""
    clients = {person: client_for(person) for person, _ in ASKING}
    looking = []
    for tries in zip(*(addresses(app, number) for _, number in ASKING)):
        for (person, _), address in zip(ASKING, tries):
            status, looks = ask(app, clients[person], address + ODD_QUERIES[0])
            if status == 200:
                break
        if looks:
            looking.append(address)
            for query in ODD_QUERIES[1:]:
                ask(app, clients[person], address + query)
    assert {"/", "/admin/audit", "/ledger", "/login", "/mine"} <= set(looking)


def ask(app, client, address) -> tuple[int, bool]:
    """The status of the answer, and whether the page looked at its query."""
    looks = []

    def note(*args: object, **named: object) -> None:
        looks.append("args" in vars(request._get_current_object()))

    with request_finished.connected_to(note, app):
        status = client.get(address).status_code
    assert status in {*FINE, 400, 422}, address
    return status, any(looks)


@pytest.mark.parametrize("number", [0, 10**9, 10**19])
def test_an_id_that_is_nowhere_is_not_found(app, client_for, number):
    client = client_for("office")
    with_id = [address for address in addresses(app, number) if str(number) in address]
    assert with_id
    assert {client.get(address).status_code for address in with_id} <= {403, 404}


@pytest.mark.databases("sqlite")
def test_no_page_but_the_login_opens_to_a_stranger(app, busy_plan, anonymous):
    opened = [a for a in addresses(app, 1) if anonymous.get(a).status_code == 200]
    assert opened == ["/login"]


@pytest.mark.databases("sqlite")
def test_nothing_can_be_posted_without_a_token(app, client_for, busy_plan):
    client = client_for("chief_a")
    for rule in app.url_map.iter_rules():
        if "POST" in rule.methods:
            with app.test_request_context():
                adapter = app.url_map.bind("localhost")
                address = adapter.build(rule.endpoint, dict.fromkeys(rule.arguments, 1), "POST")
            assert client.post(address, csrf=False).status_code == 400, address
