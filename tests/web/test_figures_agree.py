"""No light, formula, coverage or sum that is printed contradicts another, whatever people did.

Random lives, as in `tests/services/test_lives.py`; now and then somebody opens the board, the
ledger, every task and the mails of the morning, and compares. The same life each time, or
another where LIVES_SEED is set.
"""

import os
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, assume, given, seed, settings
from hypothesis import strategies as st

from tests.acts import make_scene
from tests.client import new_client
from tests.lives import STEPS, Lives
from tests.make import make_doing, make_strategy, make_target, make_task
from tests.people import People, make_people
from tests.printed import (
    Board,
    Ledger,
    Line,
    Mail,
    PrintedTask,
    TaskPage,
    is_part,
    read_board,
    read_ledger,
    read_mail,
    read_task,
    value_of,
)
from tracker.database import db
from tracker.domain.letters import Letterhead
from tracker.domain.values import ProgressMode, TargetKind
from tracker.models import WorkPlan
from tracker.outbound.memory import MemorySender
from tracker.services import figures, outbox, reminders

pytestmark = pytest.mark.long

STEPS_A_LIFE, LOOKS = 90, 3
WEEKS = 10  # in which nobody does anything, before each look
SEED = int(os.environ.get("LIVES_SEED", "0"))
LIVES = 1
LETTERHEAD = Letterhead("测试局", "http://tracker.example", "tracker@tracker.example")
COLOURS = {"红灯": "red", "黄灯": "yellow", "绿灯": "green", "已办结": "done", "未亮灯": "grey"}
Choice = Mapping[str, object]
# With which a task may stand whose target is past its date: they are worse, or the same.
NO_BETTER = {"严重滞后", "缺报", "滞后", "指标逾期"}


class Reader:
    """Somebody of the plan office, who sees everything, on a morning on which mails are sent."""

    def __init__(self, app: Flask, lives: Lives, people: People) -> None:
        self.lives, self.people = lives, people
        self.client, self.mails = new_client(app), self._morning()
        self.client.log_in(people.office.id)
        self.tasks = {task.number: self._read(task.id) for task in lives.tasks()}

    def _read(self, task_id: int) -> TaskPage:
        return read_task(self.page(f"/tasks/{task_id}"))

    def _morning(self) -> Sequence[Mail]:
        clock, sender = self.lives.scene.clock, MemorySender()
        while not reminders.write_due(make_doing()).is_workday:
            clock.forward(hours=24)
        figures.refresh_lights(make_doing())
        outbox.deliver(make_doing(letterhead=LETTERHEAD), sender, limit=100)
        return [read_mail(message) for message in sender.messages]

    def page(self, address: str) -> str:
        answer = self.client.get(address)
        assert answer.status_code == 200, address
        return answer.text

    def board(self, chosen: Choice) -> Board:
        return read_board(self.page("/?" + self._query(chosen)))

    def ledger(self, chosen: Choice, **narrowed: str) -> Ledger:
        """With the rows of all its pages."""
        ledger = read_ledger(self.page("/ledger?" + self._query({**chosen, **narrowed})))
        rows, following = dict(ledger.rows), ledger.following
        while following:
            page = read_ledger(self.page(following))
            rows |= page.rows
            following = page.following
        return replace(ledger, rows=rows)

    def _query(self, chosen: Choice) -> str:
        every = {"plan": self.lives.plan_id, **chosen}
        return "&".join(f"{name}={value}" for name, value in every.items())

    def choices(self) -> Sequence[Choice]:
        """Everything, and what each leader and each unit has of it."""
        units = {task.lead_unit_id for task in self.lives.tasks()} - {None}
        leaders = (self.people.leader_a.id, self.people.leader_b.id)
        return [{}, *({"leader": i} for i in leaders), *({"unit": i} for i in sorted(units))]


@pytest.fixture
def begin(app, database, clock):
    def begin() -> tuple[Lives, People]:
        database.empty()
        db.session.rollback()
        people = make_people()
        lives = Lives(make_scene(people, clock))
        lives.begin()
        add_figures(lives, people)
        return lives, people

    return begin


def add_figures(lives: Lives, people: People) -> None:
    """A second strategy, with a task that is measured by all sorts of figures, one of them due
    before the task is."""
    strategy = make_strategy(db.session.get_one(WorkPlan, lives.plan_id))
    task = make_task(strategy, lead=people.unit_b, mode=ProgressMode.TARGETS)
    make_target(task, metric="示范店", unit="家", value=Decimal(12), due_on=date(2026, 6, 30))
    make_target(task, metric="满意率", unit="%", kind=TargetKind.KEEP_AT_LEAST, value=Decimal(95))
    make_target(task, metric="排名", unit="位", kind=TargetKind.RANK, value=Decimal(3))


@seed(SEED)
@settings(
    max_examples=LIVES,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],  # a life of a hundred steps is not made shorter in reasonable time
)
@given(steps=st.lists(STEPS, min_size=STEPS_A_LIFE, max_size=STEPS_A_LIFE))
def test_nothing_that_is_printed_contradicts_another(app, begin, steps):
    assume(len({step.act for step in steps}) > STEPS_A_LIFE // 2)
    lives, people = begin()
    every = STEPS_A_LIFE // LOOKS
    for place in range(0, STEPS_A_LIFE, every):
        for step in steps[place : place + every]:
            lives.take(step)
        lives.scene.clock.forward(hours=24 * WEEKS * 7)
        look(Reader(app, lives, people))


def look(reader: Reader) -> None:
    for chosen in reader.choices():
        check_choice(reader, chosen)
    counts = reader.board({}).counts
    for colour, light in COLOURS.items():
        assert reader.ledger({}, light=light).matching == counts[colour]
    for page in reader.tasks.values():
        check_page(page)
    owed = reader.ledger({}, report="owed").rows
    for mail in reader.mails:
        check_mail(mail, reader.tasks, owed)


def check_choice(reader: Reader, chosen: Choice) -> None:
    """The board of a choice, by itself and beside the ledger of the same choice."""
    board = reader.board(chosen)
    check_board(board)
    ledger = reader.ledger(chosen)
    listed = [number for number in ledger.rows if not is_part(number)]
    assert ledger.matching == len(listed) == board.tasks + board.withdrawn
    assert (ledger.counts, ledger.withdrawn) == (board.counts, board.withdrawn)
    assert reader.ledger(chosen, report="owed").matching == board.owed
    assert reader.ledger(chosen, light="red").matching == board.red_tasks
    assert sum(not is_part(number) for number in board.red) <= board.red_tasks
    for number, coverage in board.red_coverage.items():
        assert coverage == reader.tasks[number].coverage
    for number, printed in (*board.red.items(), *ledger.rows.items()):
        assert printed == reader.tasks[number].task


def check_board(board: Board) -> None:
    check_line(board.line)
    check_verdict(board)
    assert board.trend in {None, (board.line.actual, board.line.expected)}
    assert board.counts == {colour: sum(board.lights[colour].values()) for colour in COLOURS}
    assert sum(board.counts.values()) == board.tasks
    assert sum(board.shares) == (100 if board.tasks else 0)
    assert board.coverage[1] - board.coverage[0] == board.owed
    assert board.red_tasks == board.counts["红灯"]
    for sums in (board.strategies, board.units):
        for each in sums:
            check_line(each.line)
        assert sum((Counter(each.counts) for each in sums), Counter()) == +Counter(board.counts)
        covered = tuple(sum(each.coverage[i] for each in sums) for i in (0, 1))
        assert covered == board.coverage


def check_verdict(board: Board) -> None:
    """The sentence at the head says what the figures below it say."""
    red = board.lights["红灯"]
    late = {"逾期": ("逾期", "逾期报请核查"), "待核查": ("逾期报请核查",)}
    for count, what in re.findall(r"(\d+) 项(红灯|逾期|待核查)", board.verdict):
        lights = late.get(what, tuple(red))
        assert int(count) == sum(red.get(light, 0) for light in lights), board.verdict
    assert ("没有红灯" in board.verdict) <= (board.red_tasks == 0)
    for word, points in re.findall(r"(超前|落后)序时 ([\d.]+) 个百分点", board.verdict):
        assert board.line.gap == (Decimal(points) if word == "超前" else -Decimal(points))


def check_page(page: TaskPage) -> None:
    check_line(page.task.line)
    for terms, result in page.formulas:
        decimals = -int(result.as_tuple().exponent)
        assert half_up(value_of(terms), decimals) == result, terms
        assert half_up(result, 1) == page.task.line.actual, terms


def half_up(value: Fraction | Decimal, decimals: int) -> Decimal:
    return Decimal(int(Fraction(value) * 10**decimals + Fraction(1, 2))).scaleb(-decimals)


def check_line(line: Line) -> None:
    """The gap is the difference of what stands beside it; nothing is above all of it."""
    for figure in (line.actual, line.expected):
        assert figure is None or 0 <= figure <= 100
    if line.actual is None:
        assert line.gap is None
    elif line.expected is not None:
        assert line.gap == line.actual - line.expected


def check_mail(mail: Mail, pages: Mapping[str, TaskPage], owed: Mapping[str, PrintedTask]) -> None:
    assert Counter(section for section, _, _ in mail.items) == Counter(mail.counts)
    for section, number, state in mail.items:
        light = pages[number].task.light
        if section == "逾期":
            assert light == state
        elif section == "指标逾期":
            assert light in NO_BETTER
        elif section == "临期":
            assert not light.startswith("逾期")
        else:
            assert number in owed or is_part(number)
