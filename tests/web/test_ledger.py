"""台账: every task of a plan, filtered, sorted and paged."""

import re
from datetime import date

import pytest

from tests.make import make_plan, make_strategy, make_target, make_task, make_update
from tests.people import EVERYBODY
from tracker.domain.values import PlanState, TaskState
from tracker.models import Strategy
from tracker.queries import ledger


@pytest.fixture
def plan(people):
    return make_plan()


@pytest.fixture
def filled(people, plan):
    """Four tasks: one red, one done, one of unit B, one with a figure."""
    safety = make_strategy(plan, title="守牢安全底线")
    service = make_strategy(plan, title="优化营商环境")
    red = make_task(safety, lead=people.unit_a, title="检查食堂", due_on=date(2026, 10, 31))
    done = make_task(safety, lead=people.unit_a, title="培训人员", state=TaskState.DONE)
    of_b = make_task(service, lead=people.unit_b, title="更新电梯", supports=[people.unit_a])
    counted = make_task(service, lead=people.unit_a, title="开展抽检")
    make_target(counted, metric="抽检批次", unit="批次")
    for task in (of_b, counted):
        make_update(task, percent=90)
    return {"red": red, "done": done, "of_b": of_b, "counted": counted}


def titles(page: str) -> list[str]:
    return re.findall(r'class="task"[^>]*>(.+?)</a>', page)


def links(page: str, words: str) -> list[str]:
    found = re.findall(rf'href="([^"]+)"[^>]*>{re.escape(words)}', page)
    return [address.replace("&amp;", "&") for address in found]


@pytest.mark.parametrize("person", EVERYBODY)
def test_everybody_who_is_logged_in_sees_the_ledger(client_for, filled, person):
    answer = client_for(person).get("/ledger")
    assert answer.status_code == (303 if person == "stranger" else 200)
    if person != "stranger":
        assert len(titles(answer.text)) == 4


def test_without_a_published_plan_there_is_nothing_to_list(client_for, people):
    make_task(make_strategy(make_plan(state=PlanState.DRAFT)))
    assert titles(client_for("office").get("/ledger").text) == []


def test_a_plan_that_is_not_there_is_not_found(client_for, plan):
    assert client_for("office").get(f"/ledger?plan={plan.id + 99}").status_code == 404


def test_a_draft_task_and_a_sub_task_are_not_listed(client_for, people, filled, session):
    strategy = session.get_one(Strategy, filled["red"].strategy_id)
    make_task(strategy, lead=people.unit_a, state=TaskState.DRAFT, title="拟办")
    make_task(strategy, lead=people.unit_a, parent=filled["red"], title="举措")
    assert set(titles(client_for("office").get("/ledger").text)) == {
        "检查食堂",
        "培训人员",
        "更新电梯",
        "开展抽检",
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("light=red", ["检查食堂"]),
        ("light=done", ["培训人员"]),
        ("light=red&state=done", []),
        ("state=done", ["培训人员"]),
        ("state=draft", []),
        ("light=overdue", ["检查食堂"]),
        ("light=overdue&light=done", ["检查食堂", "培训人员"]),
        ("light=severe", []),
        ("support={unit_a}", ["更新电梯"]),
        ("plan=all&light=red", ["检查食堂"]),
        ("unit={unit_b}", ["更新电梯"]),
        ("strategy={service}", ["更新电梯", "开展抽检"]),
        ("strategy={service}&unit={unit_b}", ["更新电梯"]),
        ("leader={leader_b}", ["更新电梯"]),
        ("leader={leader_b}&unit={unit_b}", ["更新电梯"]),
        ("due=past", ["检查食堂"]),
        ("due=month", []),
        ("due=next-month", ["更新电梯", "开展抽检", "培训人员"]),
        ("q=食堂", ["检查食堂"]),
        ("q=抽检批次", ["开展抽检"]),
        ("q=2-01", ["更新电梯"]),
        ("q=%25", []),
        ("q=_", []),
        ("light=purple&state=lost&unit=x&sort=none&due=soon&leader=-1", None),
        ("unit=999999", []),
    ],
)
def test_filters_narrow_the_list(client_for, people, filled, query, expected):
    known = {
        "unit_a": people.unit_a.id,
        "unit_b": people.unit_b.id,
        "leader_b": people.leader_b.id,
        "service": filled["of_b"].strategy_id,
    }
    page = client_for("office").get("/ledger?" + query.format(**known)).text
    wanted = ["检查食堂", "更新电梯", "开展抽检", "培训人员"] if expected is None else expected
    assert sorted(titles(page)) == sorted(wanted)
    assert f"符合 {len(wanted)} 项" in page
    assert ("没有符合条件的任务" in page) is (not wanted)


def test_active_filters_are_said_in_words_and_can_be_taken_away(client_for, people, filled):
    client = client_for("office")
    page = client.get(f"/ledger?light=green&unit={people.unit_b.id}&q=电梯&state=in_progress").text
    for words in ("亮灯 绿灯", f"牵头 {people.unit_b.name}", "含 电梯", "状态 办理中"):
        (address,) = links(page, f"{words}　去掉")
        assert words not in client.get(address).text
        assert client.get(address).text.count("　去掉</a>") == 3
    (address,) = links(page, "全部清除")
    assert len(titles(client.get(address).text)) == 4


def test_a_leader_and_a_time_limit_are_said_too(client_for, people, filled):
    address = f"/ledger?leader={people.leader_a.id}&due=past&unit=999999&strategy=999999"
    page = client_for("office").get(address).text
    for words in (
        f"分管 {people.leader_a.name}",
        "时限 已过期未办结",
        "牵头 未知",
        "工作板块 未知",
    ):
        assert len(links(page, f"{words}　去掉")) == 1


def test_a_unit_or_leader_without_tasks_in_the_plan_stays_chosen_by_name(
    client_for, people, filled
):
    make_strategy(make_plan(title="明年的计划", year=2027))
    for name, person in (("unit", people.unit_b), ("leader", people.leader_b)):
        page = client_for("office").get(f"/ledger?plan=2&{name}={person.id}").text
        assert f'value="{person.id}" selected' in page
        assert f"{person.name}　去掉" in page
        assert "没有符合条件的任务" in page


@pytest.mark.parametrize(("report", "expected"), [("owed", ["检查食堂"]), ("given", 2), ("x", 4)])
def test_the_list_can_be_narrowed_to_who_has_not_reported(client_for, filled, report, expected):
    page = client_for("office").get(f"/ledger?report={report}").text
    found = titles(page)
    assert found == expected if isinstance(expected, list) else len(found) == expected
    assert ("本期未报　去掉" in page) is (report == "owed")
    assert ("本期已报　去掉" in page) is (report == "given")


def test_filtering_keeps_the_order(client_for, filled):
    page = client_for("office").get("/ledger?sort=due&dir=desc").text
    form = re.search(r'<form class="filters".+?</form>', page, re.DOTALL)[0]
    assert '<input type="hidden" name="sort" value="due">' in form
    assert '<input type="hidden" name="dir" value="desc">' in form


def test_lights_are_taken_away_one_by_one(client_for, filled):
    client = client_for("office")
    page = client.get("/ledger?light=overdue&light=done").text
    assert page.count('name="light"\n') + page.count("checked") >= 2
    (address,) = links(page, "亮灯 已办结　去掉")
    assert titles(client.get(address).text) == ["检查食堂"]


SORTS = ("light", "due", "number", "percent", "unit", "expected", "gap", "reported", "state")


@pytest.mark.parametrize("sort", SORTS)
def test_each_order_can_be_turned_round_and_turned_pages_meet(client_for, people, plan, sort):
    strategy = make_strategy(plan)
    for number in range(30):
        due_on = date(2026, 12, 1 + number % 7)
        task = make_task(strategy, lead=people.unit_a, title=f"重点{number:02}", due_on=due_on)
        if number % 3:
            make_update(task, percent=number)
    client = client_for("office")
    up = client.get(f"/ledger?sort={sort}").text
    assert up.count('aria-sort="ascending"') == 1
    (turn,) = re.findall(rf'href="([^"]*sort={sort}[^"]*dir=desc[^"]*)"', up) or [
        f"/ledger?plan={plan.id}&amp;dir=desc"
    ]
    down = client.get(turn.replace("&amp;", "&")).text
    assert 'aria-sort="descending"' in down

    def walk(page: str) -> list[str]:
        (address,) = links(page, "下一页")
        return titles(page) + titles(client.get(address).text)

    assert walk(down) == walk(up)[::-1]


def test_what_is_not_issued_is_found_by_those_who_hand_it_out(client_for, people, plan):
    make_task(make_strategy(plan), state=TaskState.DRAFT, title="新增一项")
    assert titles(client_for("office").get("/ledger?state=draft").text) == ["新增一项"]
    assert titles(client_for("chief_a").get("/ledger?state=draft").text) == []


def test_all_plans_that_are_carried_out_stand_in_one_list(client_for, people, filled):
    other = make_plan(title="专项整治方案", year=2026)
    make_task(make_strategy(other), lead=people.unit_b, title="整治网络传销")
    make_task(make_strategy(make_plan(state=PlanState.CLOSED)), title="去年的事")
    page = client_for("office").get("/ledger?plan=all").text
    assert len(titles(page)) == 5
    assert "符合 5 项" in page
    assert "专项整治方案" in page
    assert "去年的事" not in page


def test_counts_by_light_add_up_to_what_matches(client_for, filled):
    page = client_for("office").get("/ledger").text
    words = re.search(r"符合 (\d+) 项；(.+?)</span>", page)
    assert int(words[1]) == sum(int(n) for n in re.findall(r" (\d+)", words[2])) == 4


@pytest.mark.parametrize(
    ("sort", "first", "words"),
    [
        ("", "检查食堂", "红灯在前，同灯按时限"),
        ("sort=due", "检查食堂", "时限早的在前"),
        ("sort=number", "检查食堂", "按编号"),
        ("sort=percent", "检查食堂", "进度低的在前"),
    ],
)
def test_the_order_is_written_beside_the_heading(client_for, filled, sort, first, words):
    page = client_for("office").get(f"/ledger?{sort}").text
    assert titles(page)[0] == first
    assert words in page
    assert page.count('aria-sort="ascending"') == 1


def test_pages_lead_on_and_back_and_keep_the_filter(client_for, people, plan):
    strategy = make_strategy(plan)
    for number in range(30):
        make_task(strategy, lead=people.unit_a, title=f"重点{number:02}")
    client = client_for("office")
    first = client.get("/ledger?q=重点&sort=number").text
    assert "第 1–25 项，共 30 项" in first
    assert links(first, "上一页") == []
    (address,) = links(first, "下一页")
    second = client.get(address).text
    assert "第 26–30 项，共 30 项" in second
    assert links(second, "下一页") == []
    assert titles(first) + titles(second) == [f"重点{number:02}" for number in range(30)]
    (address,) = links(second, "上一页")
    assert titles(client.get(address).text) == titles(first)


@pytest.mark.parametrize(("most", "offers"), [(30, True), (29, False)])
def test_a_list_is_printed_in_one_piece_unless_it_is_too_long(
    client_for, people, plan, monkeypatch, most, offers
):
    monkeypatch.setattr(ledger, "WHOLE", most)
    strategy = make_strategy(plan)
    for _ in range(30):
        make_task(strategy, lead=people.unit_a)
    client = client_for("office")
    page = client.get("/ledger").text
    assert ("列在一页（供打印）" in page) is offers
    assert (f"超过 {most} 项，请缩小范围再列在一页打印" in page) is not offers
    if offers:
        (address,) = links(page, "列在一页")
        assert len(titles(client.get(address).text)) == 30


def test_a_page_after_a_row_that_left_starts_again(client_for, filled):
    page = client_for("office").get("/ledger?after=999999&place=26").text
    assert len(titles(page)) == 4
    assert "第 1–4 项，共 4 项" in page


def test_a_row_says_what_the_task_stands_at(client_for, people, filled):
    page = client_for("office").get("/ledger").text
    for words in ("逾期 23 天", "未报/100批次", people.unit_a.name, "90.0"):
        assert words in page
    phone = {"编号", "指标", "牵头", "配合", "时限", "实际%", "序时%", "差", "最近进展", "状态"}
    assert phone <= set(re.findall(r'data-label="([^"]+)"', page))


def test_words_in_a_title_stay_words(client_for, people, plan):
    make_task(make_strategy(plan), lead=people.unit_a, title="<script>alert(1)</script>")
    page = client_for("office").get("/ledger?q=<script>").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("query", ["", "?q=重点&sort=percent"])
def test_more_tasks_ask_no_more_queries(client_for, people, plan, count_queries, query):
    client, counts, strategy = client_for("office"), [], make_strategy(plan)
    make_task(strategy, lead=people.unit_a, title="重点", supports=[people.unit_b])
    for more in (0, 12):
        for _ in range(more):
            make_target(make_task(strategy, lead=people.unit_a, title="重点"))
        with count_queries() as queries:
            assert client.get("/ledger" + query).status_code == 200
        counts.append(queries.count)
    assert counts[0] == counts[1] <= 12


def test_sub_tasks_are_folded_under_their_task_and_found_by_search_and_unit(
    client_for, people, plan
):
    strategy = make_strategy(plan)
    task = make_task(strategy, lead=people.unit_a, title="检查食堂")
    make_task(strategy, parent=task, lead=people.unit_b, title="摸清底数")
    client = client_for("office")
    page = client.get("/ledger").text
    assert ("举措 1 项" in page, "摸清底数" in page, "符合条件的举措" in page) == (
        True,
        True,
        False,
    )
    for query in ("q=底数", f"unit={people.unit_b.id}"):
        page = client.get(f"/ledger?{query}").text
        assert "没有符合条件的任务。" in page
        assert "符合条件的举措 1 项" in page
        assert "摸清底数" in page
