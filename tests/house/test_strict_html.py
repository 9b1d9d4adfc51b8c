"""What makes a page be read, and what is found on it."""

import pytest

from tests.strict_html import elements_of, faults_of, ids_are_in_doubt, steps_of

GOOD = """<!DOCTYPE html><html lang="zh-CN"><head><title>任务</title></head><body><h1>任务 12</h1>
<form method="post"><input type="hidden" name="csrf_token" value="a-b.c">
<label for="note">说明</label><input id="note" name="note"></form>
<p id="part-7"><a href="/mine?open=1&amp;q=%E7" title="任务之七">我的任务</a></p></body></html>"""


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("说明", "情况"),
        ("说明", "甲 &lt; 乙"),
        ("a-b.c", "--d"),
        ("</h1>", "\n  </h1>"),
        ("/mine?open=1&amp;q=%E7", "/tasks?q=%E8%A1"),
        ("任务之七", "任务“八”"),
        ('="part-7"', '="part-12"'),
    ],
)
def test_other_words_numbers_and_tokens_are_no_other_steps(words, others):
    assert steps_of(GOOD.replace(words, others)) == steps_of(GOOD)


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("</form>", ""),
        ("</h1>", "</h2>"),
        ('for="note"', 'for="other"'),
        ('<input type="hidden" name="csrf_token" value="a-b.c">', ""),
        ('<input id="note"', '<input id="note" onclick="go()"'),
        ("说明", "说&mdsh;明"),
        ("说明", "说\x00明"),
        ("<h1>任务 12</h1>", "<h1>任务 12</h1><h1>任务 12</h1>"),
        ("<title>任务</title>", ""),
        ("<h1>任务 12", "<h1> "),
        ('value="a-b.c"', 'value="a-b.c" value="x"'),
        ("&amp;q", "&amq;q"),
        ("/mine?", "javascript:go('/mine?')"),
        ("</a></p>", "</p></a>"),
        (' title="任务之七">我的任务', "> "),
    ],
)
def test_what_is_wrong_shows_in_a_step_that_the_good_page_has_not(good, bad):
    wrong = GOOD.replace(good, bad)
    assert faults_of(wrong)
    assert not steps_of(wrong) <= steps_of(GOOD)


FIELDS = """<label for="note-1">一</label><input id="note-1" name="a" aria-describedby="help-1">
<label for="note-2">二</label><input id="note-2" name="b" aria-describedby="help-2">
<p id="help-1">填</p><p id="help-2">填</p>"""


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ('<p id="help-2"', '<p id="help-1"'),
        ('aria-describedby="help-2"', 'aria-describedby="help-3"'),
        ('for="note-2"', 'for="note-1"'),
        ('for="note-2"', 'for="note-3"'),
        ('<input id="note-2"', '<input id="note-3"'),
    ],
)
def test_an_id_that_is_wrong_is_seen_where_no_step_is_new(good, bad):
    page = GOOD.replace("</form>", FIELDS + "</form>")
    wrong = page.replace(good, bad)
    assert not faults_of(page)
    assert not ids_are_in_doubt(page)
    assert steps_of(wrong) == steps_of(page)
    assert faults_of(wrong)
    assert ids_are_in_doubt(wrong)


def test_elements_are_alike_whatever_number_they_carry():
    assert elements_of('<a href="/tasks/1">一</a>') == elements_of('<a href="/tasks/23">二十三</a>')


def test_elements_are_alike_wherever_they_link_to():
    assert elements_of('<a href="/tasks/1">一</a>') == elements_of('<a href="/ledger">台账</a>')
    assert elements_of('<a href="/ledger">台账</a>') != elements_of('<a href="/ledger"></a>')
    assert elements_of('<a href="/ledger">台账</a>') != elements_of("<a>台账</a>")


def test_an_element_shows_in_where_it_begins_and_in_words_that_follow_it():
    assert elements_of("<p>一</p>\n") == elements_of("<p>一</p>")
    assert elements_of("<p>一</p>二") != elements_of("<p>一</p>")
