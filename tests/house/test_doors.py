"""The client and the runner of the test house."""

import pytest

from tests.people import EVERYBODY
from tracker.queries.users import list_users


@pytest.mark.parametrize("person", EVERYBODY)
def test_a_client_is_logged_in_as_the_person_it_is_for(client_for, person):
    assert client_for(person).get("/").status_code == (303 if person == "stranger" else 200)


def test_a_post_carries_a_token_unless_it_is_to_be_refused(client_for):
    client = client_for("chief_a")
    assert client.post("/logout", csrf=False).status_code == 400
    assert client.post("/logout").status_code == 303


def test_a_command_reads_what_the_test_made(runner, people):
    result = runner.invoke(args=["users", "list"])
    assert result.exit_code == 0, result.output
    assert people.chief_a.name in result.output
    assert len(list_users()) == len(EVERYBODY) - 1
