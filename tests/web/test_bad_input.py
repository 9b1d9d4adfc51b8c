"""Nasty values into every field of every form that somebody is offered: never a fault of ours,
never a script on a page, and what was typed is kept where it was refused."""

from itertools import product

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


def test_no_form_fails_or_forgets_what_was_typed(client_for, places):
    """Nor is anybody offered one that is not tried."""
    clients, forgotten = {person: client_for(person) for person in PEOPLE}, []
    forms, every = {}, set()
    for person, place in product(PEOPLE, places):
        for form in offered(clients[person], place):
            every.add(form.kind)
            if person in who_at(place):
                forms.setdefault(form.kind, (clients[person], form))
    assert every == set(forms)
    for form, sort, words, answer in answered(forms.values(), ROUNDS):
        assert SCRIPT not in answer.text, form.address
        if sort == "words" and answer.status_code in {409, 422}:
            forgotten += missing(form, words, answer.text)
    assert forgotten == []
    for person, client in clients.items():
        shown = [client.get(place) for place in places]
        assert [page.request.path for page in shown if SCRIPT in page.text] == [], person


@pytest.mark.databases("postgresql")
def test_no_form_fails_on_a_database_that_minds_lengths_and_characters(client_for, places):
    """Markup it stores like any other words."""
    forms = forms_at(places, {person: client_for(person) for person in PEOPLE})
    assert list(answered(forms, ROUNDS[:-1]))


def answered(forms, rounds):
    """Each form, what was sent in its fields of which sort, and the answer."""
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
