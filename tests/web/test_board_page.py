"""What a board is narrowed to by its address, what is done on it, and the pages behind it."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa

from tests.make import (
    commit_and_keep,
    make_doing,
    make_plan,
    make_snapshot,
    make_strategy,
    make_task,
    make_unit,
    make_update,
)
from tracker.database import db
from tracker.domain.rounding import tenth
from tracker.domain.values import Taken, TaskKind, TaskState, UnitKind
from tracker.models import Instruction
from tracker.services import figures, instructions

LATE = date(2026, 10, 31)


def verdict(page: str) -> str:
    return re.search(r'<p class="verdict">(.+?)</p>', page)[1]


@pytest.fixture
def plan(people):
    return make_plan()


@pytest.fixture
def strategy(plan):
    return make_strategy(plan, title="守牢安全底线")


def test_yellow_ones_are_one_click_away_and_can_be_narrowed_to_ongoing_ones(
    client_for, people, strategy
):
    lagging = make_task(strategy, lead=people.unit_a, title="滞后的")
    make_update(lagging, percent=70)
    missed = {"kind": TaskKind.ONGOING, "starts_on": date(2026, 11, 1), "title": "常态的"}
    make_update(make_task(strategy, lead=people.unit_a, **missed), percent=10)
    client = client_for("leader_a")
    (yellow,) = re.findall(r'href="([^"]+)">黄灯 1 项</a>', client.get("/").text)
    page = client.get(yellow.replace("&amp;", "&")).text
    assert "黄灯任务 1 项" in page
    assert re.findall(r'class="task"[^>]*>\s*\S+ (\S+?)\s*</a>', page) == ["滞后的"]
    assert "没有黄灯的任务" in client.get("/?light=yellow&kind=ongoing").text
    assert "滞后的" in client.get("/?light=yellow&kind=once").text


def test_a_leader_instructs_on_the_board_and_sees_there_what_was_answered(
    client_for, people, strategy
):
    task = make_task(strategy, lead=people.unit_a, due_on=LATE)
    make_update(task, percent=50, narrative="已查七成。", next_step="月底前查完。")
    client, address = client_for("leader_a"), f"/?plan={strategy.plan_id}&order=gap"
    page = client.get(address).text
    assert "已查七成。" in page
    assert "月底前查完。" in page
    (action,) = re.findall(r'action="(/tasks/[^"]+back=board[^"]*)"', page)
    action = action.replace("&amp;", "&")
    assert client.post(action, data={"text": " "}).status_code == 422
    answer = client.post(action, data={"text": "本周内拿出办法。"})
    assert answer.location == f"{address}#list"
    page = client.get(address).text
    assert "郑局 11-23 批示：本周内拿出办法。；待签阅" in page
    assert ">再批</summary>" in page
    row = db.session.scalar(sa.select(Instruction))
    instructions.answer(people.chief_a.doing(), instruction_id=row.id, answer="已增派人手。")
    page = client.get(address).text
    assert "；已回复：已增派人手。" in page
    assert ">批示</summary>" in page
    assert "本周内拿出办法" not in client_for("chief_b").get("/").text


def test_what_changed_this_week_stands_on_the_board_and_leads_to_all_of_it(
    client_for, people, clock, strategy
):
    clock.move_to(date(2026, 11, 12))
    old = make_task(strategy, lead=people.unit_a, due_on=LATE, title="早已逾期")
    late = make_task(strategy, lead=people.unit_a, due_on=date(2026, 11, 22), title="刚刚逾期")
    clock.move_to(date(2026, 11, 23))
    figures.refresh_lights(make_doing())
    people.leader_a.user.previous_login_at = clock.now() - timedelta(hours=9)
    commit_and_keep()
    client = client_for("leader_a")
    page = client.get("/").text
    told = re.search(r'<table class="tbl t-news">(.+?)</table>', page, re.DOTALL)[1]
    assert f'href="/tasks/{late.id}" class="fresh">•' in told
    assert "早已逾期" not in told
    assert "新亮黄灯、办结、退回重办没有" in page
    whole = re.search(r'href="(/board/changes[^"]*)">全部变化', page)[1].replace("&amp;", "&")
    page = client.get(whole).text
    assert "新亮红灯 1 项" in page
    page = client.get("/board/changes?since=2026-11-01").text
    assert "新亮红灯 2 项" in page
    assert old.title in page
    assert client.get("/board/changes?plan=999").status_code == 404


def test_every_roll_up_says_how_it_came_about(client_for, people, strategy):
    make_update(make_task(strategy, lead=people.unit_a, weight=2), percent=40)
    make_update(make_task(strategy, lead=people.unit_b), percent=90)
    make_task(strategy, lead=people.unit_b)
    make_task(strategy, lead=people.unit_b, state=TaskState.WITHDRAWN)
    client = client_for("chief_a")
    shown = {
        address.replace("&amp;", "&"): percent
        for address, percent in re.findall(
            r'<a href="(/board/figures[^"]*)"[^>]*>([\d.]+)</a>', client.get("/").text
        )
    }
    assert len(shown) == 4
    for address, percent in shown.items():
        page = client.get(address).text
        terms, weight, result = re.search(
            r"实际进度 =[^=]+= ([\d.]+) ÷ (\d+) =\s*<strong>([\d.]+)%", page
        ).groups()
        assert result == f"{Decimal(terms) / int(weight):.2f}"
        assert percent == f"{tenth(Decimal(result))}"
    page = client.get(f"/board/figures?unit={people.unit_b.id}").text
    assert "1 项还没有报过进展" in page
    assert "1 项已撤销" in page
    assert page.count("未报，不计") == 1


def test_a_day_that_is_past_is_shown_from_what_was_kept_and_says_so(
    client_for, people, plan, strategy
):
    make_update(make_task(strategy, lead=people.unit_a, due_on=LATE), percent=99)
    kept = {"tasks": 1, "weight": 1, "reported": 1, "reported_weight": 1, "overdue": 1}
    make_snapshot(plan, on=date(2026, 9, 30), points=4000, taken=Taken.FILLED, **kept)
    client = client_for("leader_a")
    page = client.get("/?on=2026-09-30").text
    assert "这是 2026-09-30 的情况，为当日没有留存，事后补算的数据" in page
    assert ">40.0</a>" in page
    assert "红灯任务" not in page
    assert "/ledger?plan=1&amp;light" not in page
    page = client.get("/?on=2026-10-09").text
    assert "取此前最近的 2026-09-30" in page
    assert "没有留存的数据" in client.get("/?on=2026-03-01").text
    for later in ("2026-11-23", "2027-01-01", "x"):
        assert "的情况，" not in client.get(f"/?on={later}").text


def test_units_stand_in_the_order_that_was_asked_for_within_their_series(
    client_for, people, strategy
):
    station = make_unit("城东所", kind=UnitKind.STATION)
    for unit, percent in ((people.unit_a, 90), (people.unit_b, 70), (station, 50)):
        make_update(make_task(strategy, lead=unit), percent=percent)
    client = client_for("leader_a")

    def names(order: str) -> list[str]:
        page = client.get(f"/?order={order}").text
        return re.findall(r'<th scope="row">\s*<a [^>]+>(\S+?[科所])</a>', page)

    assert names("house") == [people.unit_a.name, people.unit_b.name, "城东所"]
    assert names("actual") == [people.unit_b.name, people.unit_a.name, "城东所"]


def test_a_board_of_one_strategy_speaks_of_that_strategy(client_for, people, plan, strategy):
    make_update(make_task(strategy, lead=people.unit_a), percent=95)
    other = make_strategy(plan, title="别的")
    make_update(make_task(other, lead=people.unit_a, due_on=LATE), percent=10)
    page = client_for("leader_a").get(f"/?strategy={strategy.id}").text
    assert verdict(page).startswith("“一、守牢安全底线”进度超前序时 5.4 个百分点；没有红灯")
    assert "1 项任务　截至" in page


def test_a_leader_asks_for_what_he_supervises_without_his_number(client_for, people, strategy):
    make_task(strategy, lead=people.unit_a)
    page = client_for("leader_a").get("/?leader=me").text
    assert verdict(page).startswith("郑局分管单位1 项任务")
