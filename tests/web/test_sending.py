"""A form ends in one of four ways, the same on every page."""

import pytest
from flask import get_flashed_messages, redirect
from flask_wtf import FlaskForm
from wtforms import StringField

from tracker.domain.errors import Forbidden, RuleBroken, SentTwice, StaleWrite
from tracker.web.sending import pressed, sent, told


class WordForm(FlaskForm):
    class Meta:
        csrf = False

    word = StringField()


def refusing(error):
    def use_case(doing):
        raise error

    return use_case


@pytest.fixture
def send(app):
    """What `sent` answers to a form with a word, and what the page then says."""

    def send(use_case, **named):
        with app.test_request_context("/", method="POST", data={"word": "内容"}):
            form = WordForm()

            def again(stale):
                return "|".join([stale, *form.form_errors, *form.word.errors, form.word.data])

            answer = sent(form, use_case, again, **named)
            return answer, get_flashed_messages()

    return send


def test_done_is_the_answer_of_the_use_case(send):
    answer, words = send(lambda doing: told("已办。", "/there"))
    assert (answer.status_code, answer.location, words) == (303, "/there", ["已办。"])


def test_nobody_is_who_does_it_before_the_login(send):
    answer, _ = send(lambda doing: redirect(f"/{doing.actor.user_id}{len(doing.actor.roles)}"))
    assert answer.location == "/00"


@pytest.mark.parametrize(
    ("error", "page"),
    [
        (RuleBroken("day.missing", field="word"), "|请填日期。|内容"),
        (RuleBroken("day.missing"), "|请填日期。|内容"),
        (RuleBroken("day.missing", field="gone"), "|请填日期。|内容"),
    ],
)
def test_refused_shows_the_page_with_what_was_typed(send, error, page):
    assert send(refusing(error)) == ((page, 422), [])


def test_a_form_that_is_wrong_never_reaches_the_use_case(send):
    answer, _ = send(lambda doing: pytest.fail("it was done"), is_right=lambda: False)
    assert answer == ("|内容", 422)


def test_overtaken_is_told_so_and_what_was_typed_stays(send):
    (page, status), words = send(refusing(StaleWrite("write.stale")), there=lambda: "/there")
    assert (status, words) == (409, [])
    assert page.startswith("这项内容刚被别人改过")
    assert page.endswith("|内容")


@pytest.mark.parametrize(
    ("error", "named", "says"),
    [
        (SentTwice("instruction.already-sent"), {}, "刚才已经收到同样的批示"),
        (StaleWrite("write.stale"), {"stands": lambda: True}, "刚才已经保存，没有重复办理"),
    ],
)
def test_sent_twice_leads_there_and_says_that_it_is_there_once(send, error, named, says):
    answer, (words,) = send(refusing(error), there=lambda: "/there", **named)
    assert (answer.status_code, answer.location) == (303, "/there")
    assert words.startswith(says)


def test_what_a_person_may_not_do_is_no_fault_of_the_form(send):
    with pytest.raises(Forbidden):
        send(refusing(Forbidden("access.denied", permission="task:edit")))


@pytest.mark.parametrize("error", [RuleBroken("day.missing"), StaleWrite("write.stale")])
def test_a_button_that_is_refused_leads_back_with_the_reason(app, error):
    with app.test_request_context("/", method="POST"):
        answer = pressed(refusing(error), "/back")
        ((kind, words),) = get_flashed_messages(with_categories=True)
    assert (answer.status_code, answer.location, kind) == (303, "/back", "error")
    assert words
