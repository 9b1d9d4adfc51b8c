"""Nasty values into every field of every form that somebody is offered: never a fault of ours,
never a script on a page, and what was typed is kept where it was refused."""

import pytest

from tests.nasty import CHOICES, CONTROL, FIGURES, LONG, MARKUP, SCRIPT, Form, kept_on
from tests.places import PEOPLE, forms_at, make_places, offered, who_at
from tracker.web.fields import visible

pytestmark = pytest.mark.long

ANSWERS = {200, 303, 400, 403, 404, 409, 413, 422}
ROUNDS = [
    *(("words", [value]) for value in (LONG, CONTROL)),
    *(("figures", FIGURES[at:] + FIGURES[:at]) for at in (0, 4)),
    ("choice", CHOICES),
    ("words", [MARKUP]),
]


@pytest.fixture
def places(app, people, clock):
    return make_places(people, clock)


def test_nobody_is_offered_a_form_that_is_not_tried(client_for, places):
    tried, every = set(), set()
    for person in PEOPLE:
        client = client_for(person)
        for place in places:
            kinds = {form.kind for form in offered(client, place)}
            every |= kinds
            tried |= kinds if person in who_at(place) else set()
    assert every - tried == set()


def test_no_form_fails_or_forgets_what_was_typed(client_for, places):
    forgotten = []
    for form, sort, words, answer in answered(client_for, places, ROUNDS):
        assert SCRIPT not in answer.text, form.address
        if sort == "words" and answer.status_code in {409, 422}:
            forgotten += missing(form, words, answer.text)
    assert forgotten == []
    for person in PEOPLE:
        client = client_for(person)
        shown = [client.get(place) for place in places]
        assert [page.request.path for page in shown if SCRIPT in page.text] == [], person


@pytest.mark.databases("postgresql")
def test_no_form_fails_on_a_database_that_minds_lengths_and_characters(client_for, places):
    """Markup it stores like any other words."""
    assert list(answered(client_for, places, ROUNDS[:-1]))


def answered(client_for, places, rounds):
    """Each form, what was sent in its fields of which sort, and the answer."""
    forms = forms_at(places, {person: client_for(person) for person in PEOPLE})
    for sort, values in rounds:
        for client, form in forms:
            if form.names(sort):
                answer = client.post(form.address, data=form.sent(sort, values))
                assert answer.status_code in ANSWERS, (form.address, sort, values[0][:20])
                yield form, sort, values[0], answer


def missing(form: Form, words: str, page: str) -> list[str]:
    """Fields of words whose words are gone."""
    names = form.names("words")
    return [f"{form.address} {name}" for name in names if not kept_on(page, name, visible(words))]
