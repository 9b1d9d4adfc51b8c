"""看板: one screen that says where the plan stands, in each stage of its life."""

import re
from datetime import date, timedelta

import pytest

from tests.make import (
    make_doing,
    make_plan,
    make_snapshot,
    make_strategy,
    make_target,
    make_task,
    make_unit,
    make_update,
)
from tests.people import EVERYBODY
from tracker.domain.values import PlanState, ReportEvery, TaskState, UnitKind
from tracker.services import figures, plans

LATE = date(2026, 10, 31)


@pytest.fixture
def plan(people):
    return make_plan()


@pytest.fixture
def strategy(plan):
    return make_strategy(plan, title="守牢安全底线")


def verdict(page: str) -> str:
    return re.search(r'<p class="verdict">(.+?)</p>', page)[1]


def tally(page: str) -> list[int]:
    """The five lights, in their order."""
    counts = re.search(r'<dl class="tally">(.+?)</dl>', page, re.DOTALL)[1]
    return [int(count) for count in re.findall(r"<dd><a [^>]+>(\d+)</a>", counts)]


def links(page: str) -> list[str]:
    return [a.replace("&amp;", "&") for a in re.findall(r'href="(/ledger\?[^"]+)"', page)]


def matching(client, address: str) -> int:
    return int(re.search(r"符合 (\d+) 项", client.get(address).text)[1])


@pytest.mark.parametrize("person", EVERYBODY)
def test_everybody_who_is_logged_in_sees_the_board(client_for, people, strategy, person):
    make_task(strategy, lead=people.unit_a)
    assert client_for(person).get("/").status_code == (303 if person == "stranger" else 200)


@pytest.mark.parametrize(
    ("person", "words"),
    [
        ("office", "把计划文件交给系统"),
        ("office", 'href="/imports">导入计划文件'),
        ("leader_a", "督查室下达计划后"),
    ],
)
def test_without_a_plan_in_force_it_says_what_comes_next(client_for, people, person, words):
    make_task(make_strategy(make_plan(state=PlanState.DRAFT)))
    assert words in client_for(person).get("/").text


def test_a_plan_that_was_just_published_has_no_figures_and_says_so(client_for, people, strategy):
    for unit in (people.unit_a, people.unit_b):
        make_task(strategy, lead=unit, starts_on=date(2026, 11, 20))
    page = client_for("leader_a").get("/").text
    assert verdict(page) == "2 项任务已交办，还没有报送进展；没有红灯"
    assert "11月已报 0/2 项" in page
    assert tally(page) == [0, 0, 2, 0, 0]
    assert "没有逾期或严重滞后的任务" in page
    assert "None" not in page


def test_a_plan_without_tasks_has_a_calm_board(client_for, strategy):
    page = client_for("leader_a").get("/").text
    assert verdict(page) == "计划中还没有已交办的任务"
    assert tally(page) == [0, 0, 0, 0, 0]
    assert "None" not in page


def test_in_the_middle_of_the_year_every_figure_has_its_total(client_for, people, plan, strategy):
    for day in range(1, 20):
        make_snapshot(plan, on=date(2026, 11, day))
    make_update(make_task(strategy, lead=people.unit_a), percent=95)
    make_update(make_task(strategy, lead=people.unit_b), percent=75)
    make_update(make_task(strategy, lead=people.unit_b, due_on=LATE), percent=70)
    make_task(strategy, lead=people.unit_a, state=TaskState.DONE)
    make_task(strategy, lead=people.unit_a, state=TaskState.SUSPENDED)
    make_task(strategy, lead=people.unit_a, state=TaskState.WITHDRAWN)
    page = client_for("leader_a").get("/").text
    assert verdict(page).startswith("总进度落后序时 13.0 个百分点；1 项红灯，均为逾期")
    assert tally(page) == [1, 1, 1, 1, 1]
    assert re.findall(r"<small>([\d.]+)%</small></dd>", page) == ["20.0"] * 5
    assert "5 项任务，另撤销 1 项不计" in page
    assert "逾期 23 天" in page


def test_when_all_is_overdue_the_sentence_names_the_strategy(client_for, people, strategy):
    for unit in (people.unit_a, people.unit_b):
        make_update(make_task(strategy, lead=unit, due_on=LATE), percent=40)
    page = client_for("leader_a").get("/").text
    assert verdict(page) == (
        "总进度落后序时 60.0 个百分点；2 项红灯，均为逾期；“守牢安全底线”落后较多"
    )
    assert tally(page) == [2, 0, 0, 0, 0]


def test_what_waits_for_its_verifier_is_told_from_what_is_late(client_for, people, strategy):
    for state, due_on in [
        (TaskState.ISSUED, LATE),
        (TaskState.SUBMITTED, LATE),
        (TaskState.SUBMITTED, date(2026, 12, 31)),
    ]:
        make_task(strategy, lead=people.unit_a, state=state, due_on=due_on)
    page = client_for("leader_a").get("/").text
    assert "2 项逾期，其中 1 项待核查" in verdict(page)
    assert tally(page) == [2, 0, 1, 0, 0]
    assert "逾期 23 天报请核查" in page
    assert "待核查 1" in page


def test_when_all_is_done_there_is_nothing_to_add(client_for, people, strategy):
    task = make_task(strategy, lead=people.unit_a)
    make_update(task, percent=60)
    make_task(make_strategy(make_plan(year=2025)), lead=people.unit_a, state=TaskState.DONE)
    done = strategy.plan_id + 1
    assert verdict(client_for("leader_a").get(f"/?plan={done}").text) == (
        "1 项任务全部办结；没有红灯"
    )


def test_all_of_the_page_speaks_of_the_unit_that_was_chosen(client_for, people, strategy):
    make_update(make_task(strategy, lead=people.unit_a), percent=95)
    make_update(make_task(strategy, lead=people.unit_b, due_on=LATE), percent=10)
    client = client_for("leader_a")
    assert "“守牢安全底线”" in verdict(client.get("/").text)
    page = client.get(f"/?unit={people.unit_a.id}").text
    assert verdict(page) == "食品安全监管科进度超前序时 5.4 个百分点；没有红灯"
    assert "没有逾期或严重滞后的任务" in page
    assert "只列食品安全监管科牵头的" in page
    assert "食品安全监管科，按当时牵头的任务；" in page
    here = f"plan={strategy.plan_id}&unit={people.unit_a.id}&strategy={strategy.id}"
    assert f"/ledger?{here}" in links(page)
    assert f'value="{people.unit_a.id}" selected' in page


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("unit={unit_b}", "特种设备监察科在本计划中没有牵头的任务"),
        ("leader={leader_b}", "{leader}分管的单位在本计划中没有牵头的任务"),
        ("unit={unit_a}&leader={leader_b}", "食品安全监管科不由{leader}分管，没有同时符合的任务"),
        ("unit=999", "所选单位在本计划中没有牵头的任务"),
        ("leader=999", "所选领导分管的单位在本计划中没有牵头的任务"),
    ],
)
def test_an_empty_choice_says_so_and_stays_chosen(client_for, people, strategy, query, words):
    make_update(make_task(strategy, lead=people.unit_a, due_on=LATE), percent=10)
    ids = {"unit_a": people.unit_a.id, "unit_b": people.unit_b.id, "leader_b": people.leader_b.id}
    page = client_for("leader_a").get("/?" + query.format(**ids)).text
    assert verdict(page) == words.format(leader=people.leader_b.name)
    assert tally(page) == [0, 0, 0, 0, 0]
    assert "t-strat" not in page
    assert "没有逾期或严重滞后" not in page
    assert 'class="trend"' not in page
    if "999" not in query:
        number = query.format(**ids).rpartition("=")[2]
        assert f'value="{number}" selected' in page


@pytest.mark.parametrize("query", ["", "unit={unit_a}", "leader={leader_a}"])
def test_every_count_leads_to_just_those_tasks(client_for, people, strategy, query):
    for unit in (people.unit_a, people.unit_b):
        make_task(strategy, lead=unit, due_on=LATE)
        make_update(make_task(strategy, lead=unit), percent=95)
        make_task(strategy, lead=unit, state=TaskState.DONE)
    client = client_for("leader_a")
    wanted = query.format(unit_a=people.unit_a.id, leader_a=people.leader_a.id)
    page = client.get("/?" + wanted).text
    counted = re.findall(r'<dd><a href="(/ledger\?[^"]+)">(\d+)</a>', page)
    assert [int(count) for _, count in counted] == [
        n * (1 if query else 2) for n in (1, 0, 1, 1, 0)
    ]
    for address, count in counted:
        assert matching(client, address.replace("&amp;", "&")) == int(count)


def test_strategies_and_units_lead_to_their_tasks(client_for, people, strategy):
    make_task(strategy, lead=people.unit_a)
    make_task(strategy, lead=people.unit_b)
    client = client_for("leader_a")
    page = client.get("/").text
    plan = f"/ledger?plan={strategy.plan_id}"
    assert matching(client, f"{plan}&strategy={strategy.id}") == 2
    assert f"{plan}&strategy={strategy.id}" in links(page)
    for unit in (people.unit_a, people.unit_b):
        assert f"{plan}&unit={unit.id}" in links(page)
        assert matching(client, f"{plan}&unit={unit.id}") == 1


def test_a_red_list_that_is_cut_leads_to_the_rest(client_for, people, strategy):
    for _ in range(9):
        make_task(strategy, lead=people.unit_a, due_on=LATE)
    page = client_for("leader_a").get("/").text
    assert page.count('class="task"') == 7
    assert re.search(r'light=red">全部 9 项</a>', page)


@pytest.mark.parametrize(("person", "sees"), [("leader_b", True), ("chief_b", False)])
def test_what_stands_in_the_way_is_not_for_everybody(client_for, people, strategy, person, sees):
    task = make_task(strategy, lead=people.unit_a, due_on=LATE)
    make_update(task, percent=50, problem="经费没有落实")
    page = client_for(person).get("/").text
    assert ("经费没有落实" in page) is sees
    assert "未报存在问题" not in page


@pytest.mark.parametrize(
    ("person", "percent", "said"),
    [
        ("leader_b", 50, ["未报存在问题"]),
        ("chief_b", 50, []),
        ("leader_b", None, ["未报进展"]),
        ("chief_b", None, ["未报进展"]),
    ],
)
def test_that_no_problem_was_reported_is_said_to_those_who_would_read_it(
    client_for, people, strategy, person, percent, said
):
    task = make_task(strategy, lead=people.unit_a, due_on=LATE)
    if percent is not None:
        make_update(task, percent=percent)
    page = client_for(person).get("/").text
    assert re.findall(r'<span class="why">(.*?)</span>', page) == said


@pytest.mark.parametrize("number", [1, 20, 21, 22])
def test_every_unit_has_its_row_once_however_many_there_are(client_for, people, strategy, number):
    kinds = list(UnitKind)
    for place in range(number):
        unit = make_unit(f"单位{place:02}", kind=kinds[place * len(kinds) // number])
        make_task(strategy, lead=unit)
    page = client_for("leader_a").get("/").text
    rows = re.findall(r'<th scope="row"><a [^>]+>(单位\d+)</a>', page)
    assert sorted(rows) == [f"单位{place:02}" for place in range(number)]
    assert page.count("t-unit") == (2 if number > 20 else 1)


def test_a_unit_with_many_tasks_shows_them_as_numbers(client_for, people, strategy):
    for _ in range(13):
        make_task(strategy, lead=people.unit_a)
    page = client_for("leader_a").get("/").text
    assert 'aria-label="黄灯 13 项 "' in page
    assert re.search(r'<span class="small nowrap">\s*<svg.*?</svg>\s*13</span>', page, re.DOTALL)


def test_a_plan_that_was_postponed_says_when_the_expected_line_moved_and_by_whom(
    client_for, people, clock, plan, strategy
):
    make_task(strategy, lead=people.unit_a)
    client = client_for("leader_a")
    assert "整体顺延" not in client.get("/").text
    plans.postpone(
        people.office.doing(clock.now()),
        plan_id=plan.id,
        ends_on=date(2027, 1, 30),
        reason="上级调整部署。",
    )
    told = re.search(r'<p class="moved">(.+?)</p>', client.get("/").text, re.DOTALL)[1]
    assert "".join(told.split()) == (
        f"2026年11月23日{people.office.name}把计划整体顺延30天，到2027-01-30结束："
        "未到期任务的序时应达从这天起按新的时限计算。理由：上级调整部署。"
    )


def told_on(day: date, clock, task, percent: int) -> None:
    """A report of another day."""
    now = clock.today()
    clock.move_to(day)
    make_update(task, percent=percent)
    clock.move_to(now)


@pytest.mark.parametrize("query", ["", "unit={unit_a}", "leader={leader_a}"])
def test_reports_are_counted_for_this_month_and_lead_to_those_that_are_missing(
    client_for, people, clock, strategy, query
):
    for unit in (people.unit_a, people.unit_b):
        told_on(date(2026, 10, 20), clock, make_task(strategy, lead=unit), 70)
        make_update(make_task(strategy, lead=unit), percent=80)
        make_task(strategy, lead=unit)
        make_update(make_task(strategy, lead=unit, state=TaskState.DONE), percent=100)
        make_task(strategy, lead=unit, state=TaskState.DONE)
        make_task(strategy, lead=unit, state=TaskState.SUBMITTED)
    figures.rebuild(make_doing())
    client = client_for("leader_a")
    wanted = query.format(unit_a=people.unit_a.id, leader_a=people.leader_a.id)
    page = client.get("/?" + wanted).text
    units = 1 if query else 2
    assert f"11月已报 {2 * units}/{4 * units} 项" in page
    (rest,) = re.findall(r'<a href="(/ledger\?[^"]+)">(\d+) 项未报</a>', page)
    assert int(rest[1]) == matching(client, rest[0].replace("&amp;", "&")) == 2 * units


def test_each_strategy_and_unit_leads_to_its_missing_reports(client_for, people, strategy):
    make_task(strategy, lead=people.unit_a)
    make_update(make_task(strategy, lead=people.unit_a), percent=80)
    make_update(make_task(strategy, lead=people.unit_b), percent=80)
    client = client_for("leader_a")
    page = client.get("/").text
    owing = re.findall(r'<a href="(/ledger\?[^"]+)"\s+title="1 项本期未报">(\d+/\d+)</a>', page)
    assert [counted for _, counted in owing] == ["2/3", "1/2"]
    for address, _ in owing:
        assert matching(client, address.replace("&amp;", "&")) == 1
    assert page.count("11月已报</th>") + page.count("11月已报</a></th>") == 2


@pytest.mark.parametrize(("silent", "named"), [(0, 0), (3, 3), (21, 8)])
def test_where_units_stand_in_two_columns_those_that_have_not_reported_are_named(
    client_for, people, strategy, silent, named
):
    for place in range(21):
        task = make_task(strategy, lead=make_unit(f"单位{place:02}"))
        if place >= silent:
            make_update(task, percent=80)
    client = client_for("leader_a")
    told = re.search(r'<p class="owing">(.+?)</p>', client.get("/").text, re.DOTALL)
    assert bool(told) is bool(silent)
    if told:
        units = re.findall(r'<a href="(/ledger[^"]+)">单位\d+ 1 项</a>', told[1])
        assert len(units) == named
        assert matching(client, units[0].replace("&amp;", "&")) == 1
        assert (">21 个单位</a>" in told[1]) is (silent > named)


def test_a_task_that_reports_by_quarter_is_told_apart(client_for, people, clock, strategy):
    every = {"report_every": ReportEvery.QUARTER}
    told_on(date(2026, 10, 8), clock, make_task(strategy, lead=people.unit_a, **every), 70)
    make_task(strategy, lead=people.unit_a)
    page = client_for("leader_a").get("/").text
    assert "11月已报 1/2 项" in page
    assert "已报/应报，1 项按四季度计" in page


def test_a_plan_that_is_nowhere_is_not_found(client_for, strategy):
    assert client_for("leader_a").get("/?plan=999").status_code == 404


@pytest.mark.parametrize("query", ["", "unit={unit_a}", "leader={leader_a}"])
def test_more_tasks_and_more_days_ask_no_more_queries(
    client_for, people, clock, plan, strategy, count_queries, query
):
    address = "/?" + query.format(unit_a=people.unit_a.id, leader_a=people.leader_a.id)
    client, counts = client_for("leader_a"), []
    doing, reason = people.office.doing(clock.now()), "上级调整部署。"
    plans.postpone(doing, plan_id=plan.id, ends_on=date(2027, 1, 30), reason=reason)
    for more in (1, 5):
        for number in range(more):
            task = make_task(strategy, lead=people.unit_a, due_on=LATE, supports=[people.unit_b])
            make_target(task, due_on=date(2026, 6, 30))
            make_update(task, author=people.chief_a.user, percent=10)
            make_task(strategy, parent=task, lead=people.unit_a)
            day = LATE + timedelta(days=more + number)
            make_snapshot(plan, on=day)
        with count_queries() as queries:
            assert client.get(address).status_code == 200
        counts.append(queries.count)
    assert counts[0] == counts[1] <= 12


def test_sub_tasks_stand_beside_the_lights_of_their_unit_and_in_no_sum(
    client_for, people, strategy
):
    task = make_task(strategy, lead=people.unit_a)
    for due_on in (date(2026, 10, 31), date(2026, 12, 31)):
        make_task(strategy, parent=task, lead=people.unit_b, due_on=due_on)
    page = client_for("leader_a").get("/").text
    assert 'aria-label="举措：红灯 1 项 黄灯 1 项 "' in page
    assert "举措 2" in page
    assert "1 项任务" in page
    assert "红灯任务 0 项" in page
    assert "举措也列出，不计入项数" in page
