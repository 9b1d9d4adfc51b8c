"""The test house itself: what its fixtures and guards promise."""

import smtplib
import socket
import time
from datetime import date

import pytest
import sqlalchemy as sa

from tests.guards import Unwanted
from tests.make import make_target, make_task, make_unit, make_update
from tests.people import EVERYBODY
from tests.strict_html import faults_of, shape
from tracker.domain.lights import Light
from tracker.models import Rollup, Unit
from tracker.services import figures


@pytest.mark.parametrize("time_of_asking", ["first", "second"])
def test_each_test_starts_with_an_empty_database_and_numbers_from_one(session, time_of_asking):
    assert session.scalar(sa.select(sa.func.count()).select_from(Unit)) == 0
    assert make_unit("甲科").id == 1


def test_the_clock_stands_on_a_monday_until_it_is_moved(clock):
    assert clock.today() == date(2026, 11, 23)
    clock.move_to(date(2027, 1, 1))
    clock.forward(days=1, hours=15)
    assert clock.today() == date(2027, 1, 3)


def test_rows_made_for_tests_agree_with_the_roll_ups(session):
    task = make_task()
    make_update(task, percent=88)
    make_task(due_on=date(2026, 11, 20))
    make_target()
    assert task.light is Light.NORMAL
    assert figures.check() == []
    assert session.scalar(sa.select(sa.func.count()).select_from(Rollup)) == 12


def test_every_person_has_a_name_in_the_tables(people):
    assert {people[name].login for name in EVERYBODY} == set(EVERYBODY)
    assert people.leader_a.actor.supervised_unit_ids == {people.unit_a.id}


def test_queries_are_counted_without_the_frame_of_the_transaction(session, count_queries):
    with count_queries() as queries:
        session.scalar(sa.select(Unit.id))
        session.scalar(sa.select(Unit.name))
    assert queries.count == 2, queries.statements


def connect_outside() -> None:
    with socket.socket() as outside:
        outside.connect(("192.0.2.1", 80))


@pytest.mark.parametrize(
    "reach_out",
    [
        lambda: smtplib.SMTP("127.0.0.1", 25),
        connect_outside,
        lambda: time.sleep(0),
    ],
    ids=["smtp", "socket", "sleep"],
)
def test_a_test_that_reaches_out_or_waits_fails(reach_out):
    with pytest.raises(Unwanted):
        reach_out()


GOOD = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>t</title></head>
<body><h1>标题</h1><form method="post" action="/x"><input type="hidden" name="csrf_token" value="1">
<label for="a">a</label><input id="a" name="a"><button>好</button></form>%s</body></html>"""


@pytest.mark.parametrize(
    ("piece", "fault"),
    [
        ("", None),
        ("<h1>二</h1>", "one h1"),
        ('<p style="color:red">x</p>', "inline style"),
        ("<script>x()</script>", "without src"),
        ('<p onclick="x()">x</p>', "inline onclick"),
        ('<input name="b">', "no label"),
        ('<label>b<input name="b"></label>', None),
        ('<p id="a">x</p>', "stands 2 times"),
        ('<label for="nowhere">b</label>', "nowhere"),
        ('<form method="post" action="/y"></form>', "no csrf_token"),
        ("<p><div>x</p></div>", "line"),
        ("<svg><rect/></svg>", "svg"),
        ('<svg aria-hidden="true"><rect/></svg>', None),
        ('<img src="/a.png">', "no alt"),
        ('<a href="javascript:x()">x</a>', "script in href"),
    ],
)
def test_a_page_with_a_fault_is_refused(piece, fault):
    faults = faults_of(GOOD % piece)
    assert any(fault in each for each in faults) if fault else faults == []


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("<p>三项任务</p>", "<p>4项</p>", True),
        ('<p>a</p><br><input value="一">', '<p>b</p><br><input value="2">', True),
        ("<h1>x</h1>", "<h1> </h1>", False),
        ('<input value="1">', '<input value="">', False),
        ('<p id="a1">x</p>', '<p id="a2">x</p>', False),
        ("<p>x</p>", "<p>x\x00</p>", False),
        ("<p>a &lt; b</p>", "<p>a &lf; b</p>", False),
        ("<p>x</p>", "<p>x</p></p>", False),
    ],
)
def test_pages_of_one_shape_differ_in_words_only(one, other, alike):
    assert (shape(one) == shape(other)) is alike
