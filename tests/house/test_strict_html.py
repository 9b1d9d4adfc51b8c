"""What makes a page be read, and what is found on it."""

import pytest

from tests.strict_html import elements_of, faults_of, repeats_an_id, steps_of

GOOD = """<!DOCTYPE html><html lang="zh-CN"><head><title>任务</title></head><body><h1>任务 12</h1>
<form method="post"><input type="hidden" name="csrf_token" value="a-b.c">
<label for="note">说明</label><input id="note" name="note"></form></body></html>"""


def test_other_words_and_tokens_are_no_other_steps():
    assert steps_of(GOOD.replace("说明", "情况").replace("a-b.c", "--d")) == steps_of(GOOD)


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("</form>", ""),
        ("</h1>", "</h2>"),
        ('for="note"', 'for="other"'),
        ('<input type="hidden" name="csrf_token" value="a-b.c">', ""),
        ('<input id="note"', '<input id="note" onclick="go()"'),
        ("说明", "说&mdsh;明"),
    ],
)
def test_what_is_wrong_shows_in_a_step_that_the_good_page_has_not(good, bad):
    wrong = GOOD.replace(good, bad)
    assert faults_of(wrong)
    assert not steps_of(wrong) <= steps_of(GOOD)


def test_an_id_that_stands_twice_is_seen_where_no_step_is_new():
    field = '<label for="note">说明</label><input id="note" name="note">\n'
    good = GOOD.replace('<label for="note">', field + '<label for="note">').replace(
        field, field.replace("note", "word"), 1
    )
    assert not repeats_an_id(good)
    assert repeats_an_id(good.replace('id="word"', 'id="note"'))


def test_elements_are_alike_whatever_number_they_carry():
    assert elements_of('<a href="/tasks/1">一</a>') == elements_of('<a href="/tasks/23">二十三</a>')
